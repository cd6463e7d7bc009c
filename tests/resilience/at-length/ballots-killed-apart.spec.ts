import { describeUnless } from '#service-kit/testing/describe-unless.js';

import { RunningNewid } from '../../acceptance/running-newid.js';
import { because, SeparateProcesses } from '../../distributed/separate-processes.js';
import { LargePanel } from '../../security/large-panel.js';
import { countsEachMemberOnce } from '../ballots-killed.contract.js';

const size = { members: Number(process.env['TESTED_MEMBERS'] ?? 1_000), sendings: 20, kills: 10 };

describeUnless(because, 'in separate processes, two of them for panels', () => {
  countsEachMemberOnce(size, () => {
    const place = new SeparateProcesses({ 'panel-review': 2 });
    const killAndStart = async (): Promise<void> => {
      // The older of the two: each in its turn.
      await place.services.processesOf('panel-review')[0]?.end('SIGKILL');
      await place.services.start('panel-review').opened;
    };
    return new LargePanel(size.members, { newid: new RunningNewid(place), killAndStart });
  });
});

import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/received.js';
import type { Reaction } from '#service-kit/service.js';

import { reissueWithout, reportDecider, reportStream } from '../../domain/report/report.js';

/** A story taken back leaves the report that showed it: the next issue says so. Its text was unreadable before this. */
export const reissueReports: Reaction = {
  name: 'reissue-reports',
  on: async (recorded, { store }) => {
    const withdrawn = received(recorded, storyWithdrawnV1);
    if (withdrawn === undefined) return;
    const { story, programme, period } = withdrawn;
    const { organisation, at, correlation } = recorded.metadata;
    const command = {
      commandId: idFrom('reissue', recorded.stream, String(recorded.streamVersion)),
      organisation,
      actor: 'system/recall',
      at,
      correlation,
      causation: `${recorded.stream}@${String(recorded.streamVersion)}`,
    };
    // Refused where there is no report yet: nothing to take it out of.
    await store.execute(reportStream(programme, period), command, reportDecider, (state) =>
      reissueWithout(state, story),
    );
  },
};

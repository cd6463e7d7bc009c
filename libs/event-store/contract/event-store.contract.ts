import { describeAppending } from './appending.contract.js';
import { describeCommands } from './commands.contract.js';
import { describeCommits } from './commits.contract.js';
import { describeLog } from './log.contract.js';
import { describePausedRelay } from './paused-relay.contract.js';
import type { StartHarness } from './store-harness.contract.js';

/** What every event store promises, whatever keeps its data. */
export function describeEventStore(name: string, start: StartHarness): void {
  describeAppending(name, start);
  describeCommands(name, start);
  describeLog(name, start);
  describeCommits(name, start);
  describePausedRelay(name, start);
}

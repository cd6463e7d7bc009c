import { callBack, chooseReach } from './calling-back.js';
import type { SittingEvent } from './events.js';
import { reachOf } from './reach.js';
import { aReason, closed, member, roundCounted, roundOpened, sitting } from './sitting.builders.js';

const said = { ...aReason('member', ['A'], 'why'), author: 'M1' };
/** M1 gave a reason, for later panels and reports. */
const spoken = (...then: readonly SittingEvent[]) => sitting(roundOpened(1), roundCounted(1, {}, [said]), ...then);
const calledBack = { type: 'WordsCalledBack', schemaVersion: 1, data: { reason: 'why', by: 'M1' } } as const;

describe('what a member said', () => {
  const choosing = (steps: readonly string[], by = member('M1'), ...then: readonly SittingEvent[]) =>
    spoken(...then).when((state) => chooseReach(state, by, 'why', reachOf(steps)));

  it('goes as far as they choose, further too, while the meeting is open and ever after', () => {
    for (const steps of [['later-panels', 'reports', 'teller'], ['reports'], []]) {
      const chosen = { reason: 'why', reach: reachOf(steps), by: 'M1' };
      for (const then of [[], [closed()]]) {
        choosing(steps, member('M1'), ...then).then([{ type: 'ReachChosen', schemaVersion: 1, data: chosen }]);
      }
    }
    choosing(['reports', 'later-panels']).thenNothing();
  });

  it('is nobody else’s to choose for, and gone once it was called back', () => {
    choosing([], member('M2')).thenRefused('words-not-found');
    choosing([], { ...member('M1'), organisation: 'another' }).thenRefused('sitting-not-found');
    choosing([], member('M1'), calledBack).thenRefused('words-not-found');
  });

  it('is called back once', () => {
    const calling = (...then: readonly SittingEvent[]) =>
      spoken(...then).when((state) => callBack(state, member('M1'), 'why'));
    calling().then([calledBack]);
    calling(closed()).then([calledBack]);
    calling(calledBack).thenNothing();
  });
});

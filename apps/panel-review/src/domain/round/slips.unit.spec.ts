import { given } from '#contracts/testing/given.js';

import type { BallotText } from './answer.js';
import { begun, cast, recorded, sealed, stopped } from './round.builders.js';
import {
  ballotsOf,
  castBallot,
  recordersOf,
  roundDecider,
  stopRound,
  type RoundBegun,
  type RoundEvent,
} from './round.js';
import { recordSlip } from './slips.js';

const facilitator = { actor: 'F1', organisation: 'pont-y-bore' };
const nobodyElse = { skipped: [], reasons: {} };

/** Around a table: a choice among A, B and C by M1 to M5; M1 has a conflict with A. */
const inRoom = (changes: Partial<RoundBegun['data']> = {}, ...events: readonly RoundEvent[]) =>
  given(roundDecider, [begun({ heldIn: 'room', ...changes }), ...events]);
const recording = (answer: Partial<BallotText>, member = 'M2', before = inRoom(), by = facilitator) =>
  before.when((state) => recordSlip(state, by, member, { ...nobodyElse, ...answer }, sealed()));

describe('a slip', () => {
  it('stands in the log as the ballot of its member, sealed, with who recorded it', () => {
    recording({ choice: 'A', reasons: { A: 'Because' } }).then([recorded('M2')]);
    recording({ abstain: true }).then([recorded('M2')]);
  });

  it.each<[RoundBegun['data']['kind'], Partial<BallotText>]>([
    ['score', { scores: { A: 1, C: 10 } }],
    ['approval', { approve: ['A', 'B'] }],
    ['rank', { ranking: ['C', 'A'] }],
    ['stance', { stance: 'stand_aside' }],
  ])('is taken in a %s round as well', (kind, answer) => {
    recording(answer, 'M2', inRoom({ kind })).then([recorded('M2')]);
  });

  it('can be recorded again until the round closes, and the last counts', () => {
    recording({ choice: 'B' }, 'M2', inRoom({}, recorded('M2', sealed('first')))).then([recorded('M2')]);
    recording({ choice: 'B' }, 'M2', inRoom({}, stopped())).thenRefused('round-closed');
  });

  it('gives way to what its member sends afterwards, and then to no other slip', () => {
    const before = inRoom({}, recorded('M2', sealed('slip')));
    before
      .when((state) => castBallot(state, 'pont-y-bore', 'M2', { ...nobodyElse, choice: 'B' }, sealed('own')))
      .then([cast('M2', sealed('own'))]);
    const after = inRoom({}, recorded('M2', sealed('slip')), recorded('M3'), cast('M2', sealed('own')));
    const { state } = after;
    expect(state === undefined ? [] : [...ballotsOf(state)]).toEqual([
      ['M2', sealed('own')],
      ['M3', sealed()],
    ]);
    expect(state === undefined ? [] : [...recordersOf(state)]).toEqual([['M3', 'F1']]);
    recording({ choice: 'A' }, 'M2', after).thenRefused('slip-after-own-answer');
    recording({ choice: 'A' }, 'M3', after).then([recorded('M3')]);
  });

  it('keeps to the rules of an answer of one’s own', () => {
    recording({}).thenRefused('ballot-needs-one-answer', { field: 'choice' });
    recording({ choice: 'A' }, 'M1').thenRefused('member-has-conflict', { field: 'choice' });
    recording({ choice: 'Z' }).thenRefused('story-not-in-sitting', { field: 'choice' });
    recording({ choice: 'A' }, 'M9').thenRefused('not-a-member');
    recording({ scores: { B: 11 } }, 'M2', inRoom({ kind: 'score' })).thenRefused('score-off-the-scale');
    recording({ stance: 'object' }, 'M2', inRoom({ kind: 'stance' })).thenRefused('objection-without-reason');
    const rules = { ...begun().data.rules, choicesNeedReasons: true };
    recording({ choice: 'A' }, 'M2', inRoom({ rules })).thenRefused('choice-without-reason', { field: 'reason' });
    recording({ abstain: true }, 'M2', inRoom({ rules })).then([recorded('M2')]);
  });

  it('is the facilitator’s alone to record', () => {
    for (const actor of ['M1', 'M2', 'F2']) {
      recording({ choice: 'B' }, 'M2', inRoom(), { ...facilitator, actor }).thenRefused('not-the-facilitator');
    }
    const elsewhere = { ...facilitator, organisation: 'another' };
    recording({ choice: 'B' }, 'M2', inRoom(), elsewhere).thenRefused('round-not-found');
    recording({ choice: 'B' }, 'M2', given(roundDecider, [])).thenRefused('round-not-found');
  });

  it('is taken only around a table, and in no secret round', () => {
    recording({ choice: 'B' }, 'M2', inRoom({ heldIn: 'online' })).thenRefused('slip-without-room');
    recording({ choice: 'B' }, 'M2', inRoom({ secret: true })).thenRefused('slip-in-secret-round');
  });

  it('never stands beside counts, whichever came first', () => {
    const counts = { counts: { A: 2, B: 1 }, abstained: 1, answered: 4, recordedBy: 'F1' };
    recording({ choice: 'B' }, 'M2', inRoom({}, stopped(counts))).thenRefused('round-closed');
    inRoom({}, recorded('M2'))
      .when((state) => stopRound(state, facilitator, counts))
      .thenRefused('round-has-ballots');
  });
});

import type { BallotText } from './answer.js';
import { given } from '#contracts/testing/given.js';

import { begun, cast, round, sealed, stopped } from './round.builders.js';
import type { RoomCounts } from './room-counts.js';
import { ballotsOf, beginRound, castBallot, countBallots, roundDecider, stopRound, type RoundEvent } from './round.js';

const nothing = given(roundDecider, []);
const inRoom = (...events: readonly RoundEvent[]) => given(roundDecider, [begun({ heldIn: 'room' }), ...events]);
const scoring = given(roundDecider, [begun({ kind: 'score' })]);
const facilitator = { actor: 'F1', organisation: 'pont-y-bore' };

const ballot = (answer: Partial<BallotText>): BallotText => ({ skipped: [], reasons: {}, ...answer });
const casting = (answer: Partial<BallotText>, member = 'M2', before = round(), organisation = 'pont-y-bore') =>
  before.when((state) => castBallot(state, organisation, member, ballot(answer), sealed()));

describe('beginning a round', () => {
  it('writes down who may choose what, once', () => {
    nothing.when((state) => beginRound(state, begun().data)).then([begun()]);
    round()
      .when((state) => beginRound(state, begun().data))
      .thenNothing();
  });
});

describe('a ballot', () => {
  it('stands in the log sealed, with nothing of what it says', () => {
    casting({ choice: 'A', reasons: { A: 'Because' } }).then([cast('M2')]);
  });

  it('may abstain, and need give no reason', () => {
    casting({ abstain: true }).then([cast('M2')]);
  });

  it('may score some of the stories, at either end of the scale', () => {
    casting({ scores: { A: 1, C: 10 } }, 'M2', scoring).then([cast('M2')]);
  });

  it('can be cast again until the round closes, and the last counts', () => {
    const before = round(cast('M2', sealed('first')));
    before
      .when((state) => castBallot(state, 'pont-y-bore', 'M2', ballot({ choice: 'B' }), sealed('last')))
      .then([cast('M2', sealed('last'))]);
    const { state } = round(cast('M2', sealed('first')), cast('M3'), cast('M2', sealed('last')));
    expect(state === undefined ? [] : [...ballotsOf(state)]).toEqual([
      ['M2', sealed('last')],
      ['M3', sealed()],
    ]);
  });

  it.each<[string, Partial<BallotText>]>([
    ['no answer', {}],
    ['a choice and an abstention', { choice: 'A', abstain: true }],
    ['a choice and scores', { choice: 'A', scores: { B: 1 } }],
    ['scores of nothing', { scores: {} }],
  ])('with %s is refused', (_, answer) => {
    casting(answer).thenRefused('ballot-needs-one-answer', { field: 'choice' });
  });

  it('of the other kind is refused', () => {
    casting({ scores: { B: 1 } }).thenRefused('ballot-of-another-kind', { field: 'scores' });
    casting({ choice: 'B' }, 'M2', scoring).thenRefused('ballot-of-another-kind', { field: 'choice' });
  });

  it('for a story that the round is not about is refused', () => {
    casting({ choice: 'Z' }).thenRefused('story-not-in-sitting', { field: 'choice' });
    casting({ scores: { A: 1, Z: 1 } }, 'M2', scoring).thenRefused('story-not-in-sitting', { field: 'scores.Z' });
  });

  it('for a story with which its member has a conflict is refused, and for another is not', () => {
    casting({ choice: 'A' }, 'M1').thenRefused('member-has-conflict', { field: 'choice' });
    casting({ scores: { B: 5, A: 5 } }, 'M1', scoring).thenRefused('member-has-conflict', { field: 'scores.A' });
    casting({ choice: 'B' }, 'M1').then([cast('M1')]);
    casting({ choice: 'A' }, 'M2').then([cast('M2')]);
  });

  it('of a member who may choose nothing is refused, also an abstention: they are not entitled', () => {
    const conflicts = ['A', 'B', 'C'].map((story) => ({ member: 'M1', story }));
    const barred = given(roundDecider, [begun({ conflicts })]);
    casting({ abstain: true }, 'M1', barred).thenRefused('member-has-conflict');
    casting({ abstain: true }, 'M2', barred).then([cast('M2')]);
  });

  it.each([0, 11, 10.5, -1])('with a score of %d is refused on a scale from 1 to 10', (score) => {
    casting({ scores: { B: score } }, 'M2', scoring).thenRefused('score-off-the-scale', {
      field: 'scores.B',
      details: { min: 1, max: 10 },
    });
  });

  it('of somebody who is not of the panel, be it the facilitator, is refused', () => {
    casting({ choice: 'A' }, 'M9').thenRefused('not-a-member');
    casting({ choice: 'A' }, 'F1').thenRefused('not-a-member');
  });

  it('after the round closed is refused, counted or not', () => {
    casting({ choice: 'A' }, 'M2', round(stopped())).thenRefused('round-closed');
  });

  it('in a round of another organisation is refused, as if it were not there', () => {
    casting({ choice: 'A' }, 'M2', round(), 'another').thenRefused('round-not-found');
    casting({ choice: 'A' }, 'M2', nothing).thenRefused('round-not-found');
  });
});

describe('closing a round', () => {
  const counts = { counts: { A: 2, B: 1 }, abstained: 1, answered: 4, recordedBy: 'F1' };

  it('stops it, once', () => {
    round(cast('M2'))
      .when((state) => stopRound(state, facilitator, null))
      .then([stopped()]);
    round(stopped())
      .when((state) => stopRound(state, facilitator, null))
      .thenNothing();
  });

  it('of a room takes hands, dots or slips as counts, with who recorded them', () => {
    inRoom()
      .when((state) => stopRound(state, facilitator, counts))
      .then([stopped(counts)]);
  });

  it('of a room by two at once is once where both counted the same, in whatever order', () => {
    const again = (other: Partial<RoomCounts>) =>
      inRoom(stopped(counts)).when((state) => stopRound(state, facilitator, { ...counts, ...other }));
    again({ counts: { B: 1, A: 2, C: 0 } }).thenNothing();
    for (const other of [{ abstained: 0 }, { answered: 5 }, { counts: { A: 2 } }, { counts: { A: 2, B: 1, C: 1 } }]) {
      again(other).thenRefused('round-counted-otherwise');
    }
  });

  it('does not take counts beside ballots', () => {
    inRoom(cast('M2'))
      .when((state) => stopRound(state, facilitator, counts))
      .thenRefused('round-has-ballots');
  });

  it('does not take counts of scores', () => {
    given(roundDecider, [begun({ kind: 'score', heldIn: 'room' })])
      .when((state) => stopRound(state, facilitator, counts))
      .thenRefused('room-counts-for-choices-only');
  });

  it('does not take counts that are wrong', () => {
    inRoom()
      .when((state) => stopRound(state, facilitator, { ...counts, answered: 5 }))
      .thenRefused('counts-do-not-add-up');
  });

  it('takes no counts where each answers in their own time', () => {
    round()
      .when((state) => stopRound(state, facilitator, counts))
      .thenRefused('room-counts-without-room');
  });

  it('is the facilitator’s alone', () => {
    round()
      .when((state) => stopRound(state, { ...facilitator, actor: 'M1' }, null))
      .thenRefused('not-the-facilitator');
    round()
      .when((state) => stopRound(state, { ...facilitator, organisation: 'another' }, null))
      .thenRefused('round-not-found');
    nothing.when((state) => stopRound(state, facilitator, null)).thenRefused('round-not-found');
  });
});

describe('counting the ballots of a round', () => {
  const data = {
    result: {
      round: 1,
      kind: 'choice' as const,
      entitled: 5,
      answered: 0,
      abstained: 0,
      quorate: false,
      leading: [],
      tie: false,
      byStory: {},
      recordedInRoom: false,
    },
    ballots: [],
    reasons: [],
    counts: null,
  };
  const counted: RoundEvent = { type: 'BallotsCounted', schemaVersion: 1, data };

  it('follows its closing, once', () => {
    round(stopped())
      .when((state) => countBallots(state, data))
      .then([counted]);
    round(stopped(), counted)
      .when((state) => countBallots(state, data))
      .thenNothing();
  });

  it('is refused while it is open: tallies stay sealed, also from the facilitator', () => {
    round(cast('M2'))
      .when((state) => countBallots(state, data))
      .thenRefused('round-still-open');
    nothing.when((state) => countBallots(state, data)).thenRefused('round-still-open');
  });
});

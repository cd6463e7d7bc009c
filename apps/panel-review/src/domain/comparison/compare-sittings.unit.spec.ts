import { given } from '#contracts/testing/given.js';

import type { RoundResult, SittingEvent, SittingOpened } from '../sitting/events.js';
import {
  closed,
  heldOver,
  opened,
  outcome,
  received,
  roundCounted,
  roundOpened,
  takenOut,
} from '../sitting/sitting.builders.js';
import { sittingDecider, type SittingState } from '../sitting/state.js';
import { compareSittings } from './compare-sittings.js';

const five = ['A', 'B', 'C', 'D', 'E'];

/** What each of A to E got. */
const votes = (...got: readonly number[]): RoundResult['byStory'] =>
  Object.fromEntries(got.map((n, at) => [five[at] ?? '', { votes: n, entitled: 3 }]));

function sat(changes: Partial<SittingOpened['data']>, ...events: readonly SittingEvent[]): SittingState {
  const { state } = given(sittingDecider, [opened(changes), ...five.map((each) => received(each)), ...events]);
  if (state === undefined) throw new Error('There is no sitting');
  return state;
}

const counted = (byStory: RoundResult['byStory'], changes: Partial<RoundResult> = {}) => [
  roundOpened(),
  roundCounted(1, { byStory, ...changes }),
];

const east = sat({}, ...counted(votes(2, 1, 0, 0, 0)), outcome('one', ['A']), closed());
const inWest = { sitting: 'S2', panel: 'west', members: ['M3', 'M4', 'M5'] };
const west = sat(inWest, ...counted(votes(1, 1, 1, 0, 0)), outcome('joint', ['A', 'B'], false), closed());

describe('parallel panels, side by side', () => {
  const both = compareSittings([east, west]);

  it('show what each chose, and where each story came in its count', () => {
    expect(both.panels.map(({ sitting, outcome: kind, followsCount }) => [sitting, kind, followsCount])).toEqual([
      ['S1', 'one', true],
      ['S2', 'joint', false],
    ]);
    const seen = both.inCommon.map(({ story, panels }) => [
      story,
      ...panels.map(({ isChosen, counted: got, rank }) => [isChosen, got, rank]),
    ]);
    expect(seen).toEqual([
      ['A', [true, 2, 1], [true, 1, 2]],
      ['B', [false, 1, 2], [true, 1, 2]],
      ['C', [false, 0, 4], [false, 1, 2]],
      ['D', [false, 0, 4], [false, 0, 4.5]],
      ['E', [false, 0, 4], [false, 0, 4.5]],
    ]);
  });

  it('agree on four of five; kappa is 6/11', () => {
    // Only B divides them. Expected (1 x 2 + 4 x 3) / 25 = 14/25: (20/25 - 14/25) / (11/25).
    expect(both.agreedOn).toBe(4);
    expect(both.kappa).toEqual({ of: 'cohen', value: expect.closeTo(6 / 11, 12) as number });
  });

  it('rank much alike: W is 306/372', () => {
    // Sums 3, 4, 6, 8.5, 8.5 about 6: S = 25.5. Ties 24, and 24 + 6. 12 x 25.5 / (4 x 120 - 2 x 54).
    expect(both.kendallsW).toEqual({ value: expect.closeTo(306 / 372, 12) as number });
  });

  it('say who sits on both', () => {
    expect(both.sitsOnSeveral).toEqual([{ person: 'M3', sittings: ['S1', 'S2'] }]);
  });

  it('are the same whichever comes first', () => {
    const turned = compareSittings([west, east]);
    expect([turned.agreedOn, turned.kappa, turned.kendallsW]).toEqual([both.agreedOn, both.kappa, both.kendallsW]);
  });

  it('are three with Fleiss’ kappa', () => {
    const north = sat({ sitting: 'S3', panel: 'north', members: [] }, outcome('one', ['A']), closed());
    const three = compareSittings([east, west, north]);
    // Chosen by 3, 1, 0, 0, 0 of three. P: 1, 1/3, 1, 1, 1, mean 13/15. Chosen 4 of 15: expected (16 + 121) / 225.
    expect(three.agreedOn).toBe(4);
    expect(three.kappa).toEqual({ of: 'fleiss', value: expect.closeTo((195 - 137) / (225 - 137), 12) as number });
    // The north counted nothing story by story.
    expect(three.kendallsW).toEqual({ because: 'not-all-ranked' });
  });

  it('have no figure over fewer than five stories', () => {
    const few = compareSittings([sat({}, takenOut('E'), outcome('none', []), closed()), west]);
    expect(few.inCommon.map(({ story }) => story)).toEqual(['A', 'B', 'C', 'D']);
    expect(few.notInCommon).toEqual([{ story: 'E', reference: 'DN-E', sittings: ['S2'] }]);
    expect([few.kappa, few.kendallsW]).toEqual([
      { of: 'cohen', because: 'too-few-stories' },
      { because: 'too-few-stories' },
    ]);
  });

  it('have no figure where both chose nothing and counted all alike', () => {
    const nothing = [...counted(votes(0, 0, 0, 0, 0), { leading: [] }), outcome('none', []), closed()];
    const none = compareSittings([sat({}, ...nothing), sat(inWest, ...nothing)]);
    expect([none.agreedOn, none.kappa, none.kendallsW]).toEqual([
      5,
      { of: 'cohen', because: 'nothing-to-tell-apart' },
      { because: 'nothing-to-tell-apart' },
    ]);
  });

  it('rank nothing from a secret round that too few answered', () => {
    const hidden = counted({}, { secret: true, leading: [] });
    expect(compareSittings([east, sat(inWest, ...hidden, outcome('none', []), closed())]).kendallsW).toEqual({
      because: 'not-all-ranked',
    });
  });

  it('tell of minds that changed between rounds', () => {
    const again = sat(
      inWest,
      ...counted(votes(1, 1, 1, 0, 0)),
      roundOpened(2),
      roundCounted(2, { byStory: votes(3, 0, 0, 0, 0), movement: [{ from: 'B', to: 'A', members: 1 }] }),
      outcome('one', ['A']),
      closed(),
    );
    expect(compareSittings([east, again]).panels[1]).toMatchObject({
      rounds: 2,
      movement: [{ round: 2, from: 'B', to: 'A', members: 1 }],
    });
  });

  it('have in common what all of them looked at, not what some did', () => {
    const north = sat({ sitting: 'S3', panel: 'north', members: [] }, takenOut('E'), outcome('one', ['A']), closed());
    const three = compareSittings([east, west, north]);
    expect(three.inCommon.map(({ story }) => story)).toEqual(['A', 'B', 'C', 'D']);
    expect(three.notInCommon).toEqual([{ story: 'E', reference: 'DN-E', sittings: ['S1', 'S2'] }]);
  });

  it('say which story each holds over', () => {
    const holding = sat(
      {},
      ...counted(votes(2, 1, 0, 0, 0)),
      outcome('one', ['A']),
      heldOver('B', '2026-Q2'),
      closed(),
    );
    const { inCommon } = compareSittings([holding, west]);
    expect(inCommon.filter(({ panels }) => panels[0]?.isHeldOver).map(({ story }) => story)).toEqual(['B']);
    expect(inCommon.some(({ panels }) => panels[1]?.isHeldOver)).toBe(false);
  });

  it('count a consensus by the choices before what was proposed', () => {
    const proposed = { ...roundOpened(2), data: { ...roundOpened(2).data, kind: 'stance' as const, proposal: ['A'] } };
    const stance = { kind: 'stance' as const, byStory: {}, stance: { agree: 3, standAside: 0, object: 0 } };
    const agreed = [proposed, roundCounted(2, stance), outcome('one', ['A']), closed()];
    const consensus = sat({ method: 'consensus' }, ...counted(votes(2, 1, 0, 0, 0)), ...agreed);
    const { inCommon } = compareSittings([consensus, west]);
    expect(inCommon.map(({ panels }) => panels[0]?.counted)).toEqual([2, 1, 0, 0, 0]);
  });
});

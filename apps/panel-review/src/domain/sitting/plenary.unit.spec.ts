import { given } from '#contracts/testing/given.js';

import { storiesOfPlenary } from './plenary.js';
import { opened, outcome, received, roundCounted, roundOpened, stateOf, takenOut } from './sitting.builders.js';
import type { RoundResult, SittingEvent } from './events.js';
import { sittingDecider } from './state.js';

const ofBoth: RoundResult['byStory'] = { A: { votes: 2, entitled: 5 }, B: { votes: 3, entitled: 5 } };

const after = (...events: readonly SittingEvent[]) => stateOf(given(sittingDecider, events));

/** A secret round over A, B and C, of which C has left since. */
const secretly = (byStory: RoundResult['byStory'], ...then: readonly SittingEvent[]) =>
  after(
    opened({ method: 'secret_ballot' }),
    ...['A', 'B', 'C'].map((story) => received(story)),
    roundOpened(1),
    roundCounted(1, { secret: true, byStory, leading: [] }),
    takenOut('C'),
    ...then,
  );

describe('panels that meet together', () => {
  const none = outcome('none', []);
  const chose = after(opened(), received('A'), received('B'), outcome('one', ['B']));

  it('bring what each chose, once', () => {
    expect(storiesOfPlenary([chose, chose])).toEqual(['B']);
    expect(storiesOfPlenary([chose, secretly(ofBoth, none)])).toEqual(['B']);
  });

  it('bring all that a panel looked at whose secret round too few chose in, and nothing that has left', () => {
    expect(storiesOfPlenary([secretly({}, none), chose])).toEqual(['A', 'B']);
  });

  it('bring what was chosen in an open round after it', () => {
    const openly = [roundOpened(2), roundCounted(2, { byStory: ofBoth }), outcome('one', ['B'])];
    expect(storiesOfPlenary([secretly({}, ...openly)])).toEqual(['B']);
  });
});

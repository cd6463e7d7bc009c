import { given } from '#contracts/testing/given.js';

import type { StoryEvent } from './events.js';
import { holdForConcern, letGoByConcern } from './held-for-concern.js';
import { aStorySubmitted } from './story.builders.js';
import { storyDecider } from './story.js';

const held = (concern: string): StoryEvent => ({ type: 'HeldForConcern', schemaVersion: 1, data: { concern } });
const letGo = (concern: string, keptFrom: readonly string[]): StoryEvent => ({
  type: 'LetGoByConcern',
  schemaVersion: 1,
  data: { concern, keptFrom },
});
const story = (...events: readonly StoryEvent[]) => given(storyDecider, [aStorySubmitted(), ...events]);

describe('a story that says something of somebody at work', () => {
  it('is held once for each concern, and let go by the concern that held it', () => {
    story()
      .when((state) => holdForConcern(state, 'C1'))
      .then([held('C1')]);
    story(held('C1'))
      .when((state) => holdForConcern(state, 'C1'))
      .thenNothing();
    story(held('C1'))
      .when((state) => letGoByConcern(state, 'C2', ['manager']))
      .thenNothing();
    story(held('C1'))
      .when((state) => letGoByConcern(state, 'C1', ['manager', 'nurse', 'manager']))
      .then([letGo('C1', ['manager', 'nurse'])]);
  });

  it('stays held for another concern', () => {
    expect(story(held('C1'), held('C2'), letGo('C1', [])).state?.heldFor).toEqual(['C2']);
  });

  it('stays kept from everybody whom any concern kept it from', () => {
    const { state } = story(held('C1'), held('C2'), letGo('C1', ['manager']), letGo('C2', ['nurse', 'manager']));
    expect(state?.keptFrom).toEqual(['manager', 'nurse']);
  });
});

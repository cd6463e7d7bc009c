import { given } from '#contracts/testing/given.js';

import type { StoryEvent } from './events.js';
import { mayGoToPanels } from './going-to-panels.js';
import { aStorySubmitted } from './story.builders.js';
import { storyDecider } from './story.js';
import { endWaiting, goOnNow, waitingFrom, waitingSince } from './waiting.js';

const care = (waitingDays: number) => ({ care: { waitingDays, words: { en: [], cy: [] }, keepMonths: null } });
const until = '2026-11-28T10:00:00.000Z';
const told = aStorySubmitted({ waitsUntil: until });
const story = given(storyDecider, [told]);
const ended = (how: 'time' | 'teller'): StoryEvent => ({ type: 'WaitingEnded', schemaVersion: 1, data: { how } });
const cleared: StoryEvent = { type: 'StoryCleared', schemaVersion: 1, data: { storyVersion: 1, how: 'read' } };
const held: StoryEvent = { type: 'HeldForConcern', schemaVersion: 1, data: { concern: 'C' } };
const letGo: StoryEvent = { type: 'LetGoByConcern', schemaVersion: 1, data: { concern: 'C' } };

describe('waiting before a panel', () => {
  it('is so many days from the moment a story is told, and none where the programme says nothing', () => {
    expect(waitingFrom('2026-11-21T10:00:00.000Z', care(7))).toEqual({ waitsUntil: until });
    expect(waitingFrom('2026-11-21T10:00:00.000Z', care(0))).toEqual({});
    expect(waitingFrom('2026-11-21T10:00:00.000Z', {})).toEqual({});
  });

  it('counts from the day it was told for one that is brought in', () => {
    const at = '2026-11-21T10:00:00.000Z';
    expect(waitingSince('2026-11-20', { at, waitingDays: 7 })).toEqual({ waitsUntil: '2026-11-27T00:00:00.000Z' });
    expect(waitingSince('2026-11-01', { at, waitingDays: 7 })).toEqual({});
    expect(waitingSince(null, { at, waitingDays: 7 })).toEqual({ waitsUntil: until });
  });

  it('ends by the clock, not a moment before, and once', () => {
    story.when((state) => endWaiting(state, '2026-11-28T09:59:59.999Z')).thenNothing();
    story.when((state) => endWaiting(state, until)).then([ended('time')]);
    given(storyDecider, [told, ended('time')])
      .when((state) => endWaiting(state, until))
      .thenNothing();
  });

  it('is shortened to nothing by its teller, once, and not after it was taken back', () => {
    story.when(goOnNow).then([ended('teller')]);
    given(storyDecider, [told, ended('teller')])
      .when(goOnNow)
      .thenRefused('story-waits-no-more');
    given(storyDecider, [aStorySubmitted()]).when(goOnNow).thenRefused('story-waits-no-more');
    given(storyDecider, [told, { type: 'StoryWithdrawn', schemaVersion: 1, data: { at: '2026-11-22' } }])
      .when(goOnNow)
      .thenRefused('story-already-withdrawn');
  });

  it.each([
    ['neither read nor waited', [], false],
    ['read, and still waiting', [cleared], false],
    ['waited, and not read', [ended('time')], false],
    ['read and waited', [cleared, ended('time')], true],
    ['waited and read', [ended('teller'), cleared], true],
    ['read and waited, and held for a concern', [cleared, ended('time'), held], false],
    ['let go by that concern', [cleared, ended('time'), held, letGo], true],
  ])('lets a panel have it only when all is over: %s', (_, events: readonly StoryEvent[], may) => {
    const state = [told, ...events].reduce(storyDecider.evolve, storyDecider.initialState);
    expect(state !== undefined && mayGoToPanels(state)).toBe(may);
  });
});

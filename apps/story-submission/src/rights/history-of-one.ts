import type { RecordedEvent } from '#event-store/event-store.js';

import { consentTold } from '../consent/consent-told.js';
import { isStoryEvent, type StoryEvent } from '../domain/story/events.js';
import { byWhom } from '../over-time/over-time-steps.js';
import type { ConsentStep } from './consent-step.js';

const ofStory: Readonly<Partial<Record<StoryEvent['type'], ConsentStep['what']>>> = {
  SharingPaused: 'paused',
  SharingResumed: 'resumed',
  StoryWithdrawn: 'withdrawn',
  StoryErased: 'erased',
};
const ofTheirs: Readonly<Partial<Record<StoryEvent['type'], ConsentStep['what']>>> = {
  ContributorPaused: 'paused',
  ContributorTookBack: 'took-part-back',
  ContributorErased: 'part-erased',
  ContributorCodeReplaced: 'code-replaced',
};

/** What one of several answered and what became of the story, while they were in it: nothing of what others answered. */
export function historyOfOne(recorded: readonly RecordedEvent[], contributor: string): readonly ConsentStep[] {
  const history: ConsentStep[] = [];
  let isIn = false;
  for (const { event, metadata } of recorded) {
    if (!isStoryEvent(event)) continue;
    const isTheirs = 'contributor' in event.data && event.data.contributor === contributor;
    const step = { at: metadata.at, by: byWhom(metadata.actor) };
    if (isTheirs && event.type === 'ContributorListed') isIn = true;
    if (isTheirs && event.type === 'ContributorAnswered') {
      const what = history.some(({ consent }) => consent !== null) ? 'renewed' : 'given';
      history.push({ ...step, what, consent: consentTold(event.data.consent) });
    }
    const what = isTheirs ? ofTheirs[event.type] : isIn ? ofStory[event.type] : undefined;
    if (what !== undefined) history.push({ ...step, what, consent: null });
    if (isTheirs && event.type === 'ContributorTookBack') isIn = false;
  }
  return history;
}

import type { RecordedEvent } from '#event-store/event-store.js';
import type { Unlocked } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { consentTold } from '../consent/consent-told.js';
import { overTimeStream } from '../domain/over-time/events.js';
import { isStoryEvent, storyStream, type StoryEvent } from '../domain/story/events.js';
import { byWhom, overTimeSteps, type OverTimeStep } from '../over-time/over-time-steps.js';
import type { ConsentStep } from './consent-step.js';

const steps: Readonly<Partial<Record<StoryEvent['type'], ConsentStep['what']>>> = {
  StorySubmitted: 'given',
  ConsentNarrowed: 'narrowed',
  ConsentRenewed: 'renewed',
  SharingPaused: 'paused',
  SharingResumed: 'resumed',
  StoryWithdrawn: 'withdrawn',
  StoryErased: 'erased',
};

/** What is written of the consent of a story: in its own stream, and beside it. */
export interface ConsentWritten {
  readonly ofStory: readonly RecordedEvent[];
  readonly overTime: readonly RecordedEvent[];
}

export const consentWritten = async (
  { store }: Pick<ServiceRuntime, 'store'>,
  story: string,
): Promise<ConsentWritten> => ({
  ofStory: await store.read(storyStream(story)),
  overTime: await store.read(overTimeStream(story)),
});

/** Each answer about a story and what became of it, the first coming first. */
export function consentHistory({ ofStory, overTime }: ConsentWritten, unlocked: Unlocked): readonly ConsentStep[] {
  const history: ConsentStep[] = overTimeSteps(overTime, unlocked).map(asked);
  for (const { event, metadata } of ofStory) {
    const what = isStoryEvent(event) ? steps[event.type] : undefined;
    if (!isStoryEvent(event) || what === undefined) continue;
    const consent = 'consent' in event.data ? consentTold(event.data.consent) : null;
    const isOfFile = event.type === 'StorySubmitted' && event.data.consent.how === 'file';
    const by = isOfFile ? 'file' : byWhom(metadata.actor);
    const because = event.type === 'StoryWithdrawn' ? event.data.because : undefined;
    const told = because === undefined || because === 'safeguarding' ? {} : { because };
    history.push({ at: metadata.at, what, by, consent, ...told });
  }
  return history.sort(byTime);
}

export const asked = (step: OverTimeStep): ConsentStep => ({ ...step, consent: null });
export const byTime = (a: ConsentStep, b: ConsentStep): number => a.at.localeCompare(b.at);

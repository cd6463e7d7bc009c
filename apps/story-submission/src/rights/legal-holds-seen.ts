import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { todayOf } from '#service-kit/known/programme-day.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { storyStream } from '../domain/story/events.js';
import { holdsNow, type WhyHeldByLaw } from '../domain/story/legal-hold.js';
import type { LegalHoldKnown, StoryDocument } from '../read-models/stories/stories.js';
import { keepers } from '../stories/keepers.js';
import { findStory } from '../stories/find-story.js';

/** Those who keep the register of rights, of this programme; to anybody else it is not there. */
export async function storyToHold(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  story: string,
): Promise<StoryDocument> {
  const document = await findStory(views, story);
  return document !== undefined && mayActOn(who, document, [...keepers])
    ? document
    : throwRefusal(refuse('story-not-found', 'story'));
}

export interface LegalHoldSeen extends Omit<LegalHoldKnown, 'why'> {
  /** Null where the story cannot be opened any more. */
  readonly why: string | null;
}

/** Those that hold today, with why: opened at this moment, for whoever keeps the register or for the teller. */
export async function legalHoldsOf(
  { unlocking, views, clock }: ServiceRuntime,
  { id, organisation, programme, teller, legalHolds }: StoryDocument,
  who: SomeoneAsking | 'teller',
): Promise<readonly LegalHoldSeen[]> {
  const holds = holdsNow(legalHolds, await todayOf({ views, clock }, programme));
  if (holds.length === 0) return [];
  const asking =
    who === 'teller'
      ? { reader: { person: teller, organisation }, purpose: 'teller' as const }
      : { reader: who, purpose: 'rights' as const };
  const answer = await unlocking.unlockOne({ ...asking, owner: storyStream(id), use: 'read' });
  return holds.map(({ why, ...facts }) => ({
    ...facts,
    why: answer.kind === 'withheld' ? null : answer.open<WhyHeldByLaw>(why).why,
  }));
}

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { openQuestion } from '../domain/still-so/still-so.js';
import { stillSo } from '../read-models/still-so/still-so.js';
import { stories, type StoryDocument } from '../read-models/stories/stories.js';
import { programmeFor } from '../stories/programme-for.js';

/** Those who post letters of what panels said, too. */
export const posters = ['evaluator', 'facilitator'] as const;

export interface LetterToPost {
  readonly story: StoryDocument;
  readonly months: number;
}

export const programmeOfLetters = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, posters);

export async function lettersToPost(
  { views }: ServiceRuntime,
  { id: programme, organisation }: Pick<ProgrammeDesign, 'id' | 'organisation'>,
): Promise<readonly LetterToPost[]> {
  await views.level();
  const letters: LetterToPost[] = [];
  const equals = { organisation, programme, isToPost: true };
  for await (const document of views.stream(stillSo, { index: 'byPosting', equals })) {
    const months = openQuestion(document);
    const story = await views.get(stories, document.id);
    if (months !== undefined && story?.state === 'active') letters.push({ story, months });
  }
  return letters;
}

/** The one letter of a story; 404 for whose it is not. */
export async function storyOfLetter({ views }: ServiceRuntime, who: SomeoneAsking, id: string): Promise<StoryDocument> {
  const story = await views.get(stories, id);
  const isTheirs = story !== undefined && mayActOn(who, story, [...posters]);
  return isTheirs ? story : throwRefusal(refuse('story-not-found', 'story'));
}

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { likeCounted, quantificationDecider } from '../../domain/quantification/quantification.js';
import { quantifications } from '../../read-models/quantification/quantification.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { openedWords, type ReadAs } from '../../telling-back/opened-words.js';

const forCounting: ReadAs = { purpose: 'code', reach: 'reports' };

export interface NumberShown {
  readonly number: string;
  readonly value: number;
  /** Null where it may not be read (any more). */
  readonly what: string | null;
  readonly unit: string | null;
}

export interface NumbersShown {
  readonly numbers: readonly NumberShown[];
  /** Null: too few have answered, or said one of the two, to show. */
  readonly like: { readonly yes: number; readonly of: number } | null;
}

/** A story in whose numbers somebody may look and write: an evaluator or administrator of its programme. */
export async function storyToQuantify(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: SomeoneAsking,
  id: string,
): Promise<StoryDocument | Refusal> {
  const story = await views.get(stories, id);
  return story !== undefined && mayActOn(who, story, ['evaluator', 'administrator'])
    ? story
    : refuse('story-not-found', 'story');
}

export async function numbersOf(service: ServiceRuntime, who: SomeoneAsking, story: string): Promise<NumbersShown> {
  const known = (await service.views.get(quantifications, story)) ?? quantificationDecider.initialState;
  const sealed = known.numbers.flatMap(({ what, unit }) => [what, unit]);
  const texts = await openedWords(service, who, forCounting, sealed);
  return {
    numbers: known.numbers.map(({ number, value }, at) => ({
      ...{ number, value },
      what: texts[2 * at] ?? null,
      unit: texts[2 * at + 1] ?? null,
    })),
    like: likeCounted(known),
  };
}

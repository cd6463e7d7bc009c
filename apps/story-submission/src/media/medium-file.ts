import type { Sealed, TextClass } from '#contracts/shared/sealed.js';
import type { FileKeys } from '#service-kit/files/sealed-files.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { KeysErased, type UnlockRequest } from '#key-vault/key-vault.js';

import { classOfMedium, type MediumWords } from '../domain/media/media.js';
import { storyStream } from '../domain/story/events.js';
import { forNobodyYet, type StoryOfMedia } from './story-of-media.js';

export const mediaPrefix = 'medium_';

export const mediumFile = (story: string, medium: string): string => `${mediaPrefix}${story}_${medium}`;

/** Undefined where it is no such name. */
export function namedIn(file: string): { readonly story: string; readonly medium: string } | undefined {
  const [, story, medium] = /^medium_([^_]+)_([^_]+)$/.exec(file) ?? [];
  return story === undefined || medium === undefined ? undefined : { story, medium };
}

type OfStory = Pick<StoryOfMedia, 'id' | 'organisation' | 'teller' | 'draft'>;

/** Its teller, who may see all that is theirs until it is erased. */
export const asTeller = ({ id, organisation, teller }: OfStory): UnlockRequest => ({
  owner: storyStream(id),
  reader: { person: teller, organisation },
  purpose: 'teller',
  use: 'read',
});

/** The story’s own keys, one for each medium: what holds for the story holds for it. */
export const keysOfMedium = (
  { vault }: Pick<ServiceRuntime, 'vault'>,
  story: OfStory,
  medium: string,
  request: UnlockRequest = asTeller(story),
): FileKeys => ({
  class: classOfMedium(medium),
  sealer: () => sealerFor(vault, story, [classOfMedium(medium)]),
  unlock: async () => {
    const [unlocked] = await vault.unlock([request]);
    return unlocked ?? { kind: 'withheld', owner: request.owner, because: 'unknown' };
  },
});

/** Adds keys to those the story has; one that is not sent has its first then. @throws KeysErased */
export async function sealerFor(
  vault: ServiceRuntime['vault'],
  { id, organisation, teller, draft }: OfStory,
  classes: readonly TextClass[],
) {
  const owner = storyStream(id);
  const consent = (await vault.consentOf(owner))?.consent ?? (draft === undefined ? undefined : forNobodyYet);
  if (consent === undefined) throw new KeysErased(owner);
  return vault.createStory({ owner, organisation, person: teller, classes, consent });
}

export const wordsIn = (open: <Value>(sealed: Sealed) => Value, words: Sealed | null): string | null =>
  words === null ? null : open<MediumWords>(words).text;

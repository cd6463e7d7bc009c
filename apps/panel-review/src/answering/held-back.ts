import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { referenceOf, type StoriesNamed } from '../domain/sitting/rules.js';
import type { SittingState } from '../domain/sitting/state.js';

/** As the key says at this moment, whatever this service was told so far. */
export async function heldBackAmong(
  { vault }: Pick<ServiceRuntime, 'vault'>,
  stories: readonly string[],
): Promise<ReadonlySet<string>> {
  const standing = await Promise.all(stories.map((story) => vault.consentOf(`story/${story}`)));
  return new Set(stories.filter((_, at) => standing[at]?.isHeld === true));
}

/** What was answered about it before stands; nobody chooses it anew. */
export async function noneIsHeldBack(
  service: Pick<ServiceRuntime, 'vault'>,
  sitting: SittingState,
  named: StoriesNamed,
): Promise<Refusal | undefined> {
  const held = await heldBackAmong(
    service,
    named.map(({ story }) => story),
  );
  const first = named.find(({ story }) => held.has(story));
  return first === undefined
    ? undefined
    : refuse('story-held-back', first.field, { story: referenceOf(sitting, first.story) });
}

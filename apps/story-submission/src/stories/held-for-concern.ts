import type { CommandContext } from '#event-store/event-store.js';
import type { Intent } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { concernStream } from '../domain/concern/concern.js';
import { holdForConcern } from '../domain/story/held-for-concern.js';
import type { StoryState } from '../domain/story/story.js';
import { holdStory } from './held-at-key.js';

interface OfStory {
  readonly concern: string;
  readonly story: string;
}

type Asking = Pick<CommandContext, 'organisation' | 'actor' | 'at' | 'correlation'>;

const holdForConcernIntents = 'hold-for-concern/';

/** The same command from whoever raises it and from the log: it is written once. */
export async function keepBack(service: ServiceRuntime, asking: Asking, { concern, story }: OfStory): Promise<void> {
  const { organisation, actor, at, correlation } = asking;
  const command = { organisation, actor, at, correlation, commandId: idFrom('keep back', concern) };
  await holdStory(service, command, {
    ...{ story, intent: `${holdForConcernIntents}${concern}` },
    decide: (state) => holdForConcern(state, concern),
  });
}

/** What an intent that was left by a stop says; nothing where no concern is known that could be closed. */
export async function heldForConcern({ store }: ServiceRuntime, { id }: Pick<Intent, 'id'>) {
  if (!id.startsWith(holdForConcernIntents)) return undefined;
  const concern = id.slice(holdForConcernIntents.length);
  if ((await store.read(concernStream(concern))).length === 0) return undefined;
  return (state: StoryState | undefined) => holdForConcern(state, concern);
}

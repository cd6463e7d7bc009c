import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { KeysErased, type Reach } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { SealedWords } from '../domain/feedback/events.js';
import { storyStream } from '../domain/story/events.js';

interface Said {
  readonly organisation: string;
  readonly story: string;
  readonly author: string;
  readonly text: string;
  readonly reach: readonly Reach[];
}

/** Seals what somebody says about a story under a key of its own: it ends with the story and with its author. */
export async function sealWords(
  { vault }: ServiceRuntime,
  commandId: string,
  what: string,
  { organisation, story, author, text, reach }: Said,
): Promise<SealedWords | Refusal> {
  const reason = idFrom(commandId, what, author, story);
  try {
    const owner = `reason/${reason}`;
    const sealer = await vault.createReason({
      ...{ owner, organisation, person: author, reach },
      stories: [storyStream(story)],
    });
    return { reason, text: sealer.seal('reason', 1, { text: harmlessText(text) }) };
  } catch (error) {
    if (error instanceof KeysErased) return refuse('story-erased-meanwhile');
    throw error;
  }
}

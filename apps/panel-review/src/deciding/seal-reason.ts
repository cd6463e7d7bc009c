import { harmlessText } from '#contracts/shared/harmless-text.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { ReasonOnRecord, SittingOpened } from '../domain/sitting/events.js';
import { reachOf, usualSteps, usualStepsOfPanel, type Reach } from '../domain/sitting/reach.js';

export interface ReasonGiven {
  readonly kind: ReasonOnRecord['kind'];
  readonly text: string;
  readonly values?: readonly string[];
  readonly stories: readonly string[];
  readonly author: string;
  readonly recordedBy?: string | undefined;
  readonly reach?: Reach | undefined;
}

/** What was said in a round has the round for its command. */
export const reasonId = (
  commandId: string,
  { kind, author, stories }: Pick<ReasonGiven, 'kind' | 'author' | 'stories'>,
): string => idFrom(commandId, 'reason', kind, author, ...stories);

/** Seals a reason under a key of its own. The same command and part give the same reason. */
export async function sealReason(
  { vault }: ServiceRuntime,
  { commandId }: Pick<CommandContext, 'commandId'>,
  { organisation, panel, level, period }: Pick<SittingOpened['data'], 'organisation' | 'panel' | 'level' | 'period'>,
  given: ReasonGiven,
): Promise<ReasonOnRecord | Refusal> {
  const { kind, text, values, stories, author, recordedBy } = given;
  const { reach = reachOf(kind === 'group' ? usualStepsOfPanel : usualSteps) } = given;
  const reason = reasonId(commandId, given);
  try {
    const sealer = await vault.createReason({
      owner: `reason/${reason}`,
      organisation,
      person: author,
      stories: stories.map((story) => `story/${story}`),
      reach,
    });
    const words = { text: harmlessText(text) };
    const sealed = sealer.seal('reason', 1, values === undefined ? words : { ...words, values });
    return {
      ...{ reason, kind, stories: [...stories], author, panel, level, period, reach: [...reach], text: sealed },
      ...(recordedBy === undefined ? {} : { recordedBy }),
    };
  } catch (error) {
    // A story erased a moment ago: this service has not heard of it, the vault has.
    if (error instanceof KeysErased) return refuse('story-since-erased');
    throw error;
  }
}

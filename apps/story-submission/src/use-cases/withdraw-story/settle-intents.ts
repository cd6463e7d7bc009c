import { never } from '#contracts/shared/decider.js';
import type { Intent } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { repeatedWork } from '#service-kit/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { eraseStory, pauseSharing } from '../../domain/story/rights.js';
import { narrowConsent, storyDecider, withdrawStory, type StoryState } from '../../domain/story/story.js';
import { actOfContributor } from '../answer-as-contributor/answer-as-contributor.command.js';

const everyMs = 5_000;

/** What was taken back at the key and, after a crash, not yet written down: writes it down. It holds at the key meanwhile. */
export const settleIntents = repeatedWork({
  name: 'settle-intents',
  everyMs,
  failed: 'What was taken back could not be written down',
  act: settle,
});

async function settle({ store, vault, log }: ServiceRuntime): Promise<void> {
  for (const intent of await vault.pendingIntents()) {
    const { id, kind, owner, organisation, actor, at } = intent;
    // What was said about an erased story, or by an erased person, goes too, and no stream has anything to write down about that.
    if (kind === 'erase' && /^(?:reason|rights-request|code)\//.test(owner)) await vault.settleIntent(id);
    if (!owner.startsWith('story/')) continue;
    const command = { commandId: idFrom('intent', id), organisation, actor, at, correlation: id };
    const decide = actOfContributor(intent) ?? decisionOf(intent);
    if (decide === undefined) continue;
    await store.execute(owner, command, storyDecider, decide);
    await vault.settleIntent(id);
    log.info({ kind }, 'An intent left by a stop was written down');
  }
}

function decisionOf({ kind, at, consent }: Intent) {
  switch (kind) {
    case 'withdraw':
      return (state: StoryState | undefined) => withdrawStory(state, at);
    case 'freeze':
      return (state: StoryState | undefined) => pauseSharing(state, at);
    case 'erase':
      return (state: StoryState | undefined) => eraseStory(state, at);
    case 'narrow':
      return consent === undefined ? undefined : (state: StoryState | undefined) => narrowConsent(state, consent);
    default:
      return never(kind);
  }
}

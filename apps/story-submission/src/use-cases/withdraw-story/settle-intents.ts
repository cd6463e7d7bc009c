import { idFrom } from '#service-kit/ids.js';
import { repeatedWork } from '#service-kit/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { narrowConsent, storyDecider, withdrawStory } from '../../domain/story/story.js';

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
    const { id, kind, owner, organisation, actor, at, consent } = intent;
    if (!owner.startsWith('story/')) continue;
    const command = { commandId: idFrom('intent', id), organisation, actor, at, correlation: id };
    if (kind === 'withdraw') await store.execute(owner, command, storyDecider, (state) => withdrawStory(state, at));
    else if (kind === 'narrow' && consent !== undefined) {
      await store.execute(owner, command, storyDecider, (state) => narrowConsent(state, consent));
    } else continue;
    await vault.settleIntent(id);
    log.info({ kind }, 'An intent left by a stop was written down');
  }
}

import { setInterval } from 'node:timers/promises';

import { idFrom } from '#service-kit/ids.js';
import type { BackgroundWork, ServiceRuntime } from '#service-kit/service.js';

import { narrowConsent, storyDecider, withdrawStory } from '../../domain/story/story.js';

const everyMs = 5_000;

/** What was taken back at the key and, after a crash, not yet written down: writes it down. */
export const settleIntents: BackgroundWork = {
  name: 'settle-intents',
  start: async (service) => {
    const stopping = new AbortController();
    const isOver = (async () => {
      await settleNow(service);
      try {
        for await (const _tick of setInterval(everyMs, undefined, { signal: stopping.signal, ref: false })) {
          await settleNow(service);
        }
      } catch (error) {
        if (!stopping.signal.aborted) throw error;
      }
    })();
    return {
      stop: async () => {
        stopping.abort();
        await isOver;
      },
    };
  },
};

/** A failure is tried again at the next turn: what was taken back holds at the key meanwhile. */
async function settleNow(service: ServiceRuntime): Promise<void> {
  try {
    await settle(service);
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    service.log.error({ kind }, 'What was taken back could not be written down');
  }
}

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

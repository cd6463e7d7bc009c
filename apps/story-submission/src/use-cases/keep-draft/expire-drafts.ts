import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { draftDecider, expireDraft } from '../../domain/draft/draft.js';
import { draftStream } from '../../domain/draft/events.js';
import { drafts } from '../../read-models/drafts/drafts.js';

const everyMs = 15 * 60_000;
/** What was sent in the last moment is a story by then. */
const waitedMs = 10 * 60_000;

/** Ends the drafts whose time is over; their keys go with it (erase-ended-drafts). Returns how many ended. */
export async function expireDrafts({ store, views }: ServiceRuntime, now: string): Promise<number> {
  let ended = 0;
  for await (const { id, organisation, expiresAt } of views.stream(drafts, { index: 'byExpiry' })) {
    if (Date.parse(expiresAt) > Date.parse(now)) break;
    const command = { commandId: `expire/${id}@${expiresAt}`, organisation, actor: 'system/expire-drafts', at: now };
    const done = await store.execute(
      draftStream(id),
      { ...command, correlation: command.commandId },
      draftDecider,
      (state) => expireDraft(state, now),
    );
    if ('events' in done && done.events.length > 0) ended += 1;
  }
  return ended;
}

/** A draft that waits a little longer takes no answers meanwhile. */
export const expireDraftsInTime = repeatedWork({
  name: 'expire-drafts',
  everyMs,
  failed: 'Drafts whose time is over could not be ended',
  act: async (service) => {
    const over = new Date(Date.parse(service.clock.now()) - waitedMs).toISOString();
    const ended = await expireDrafts(service, over);
    if (ended > 0) service.log.info({ ended }, 'Drafts whose time was over were ended');
  },
});

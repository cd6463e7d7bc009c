import type { ContractData } from '#contracts/shared/contract.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import type { EventStore } from '#event-store/event-store.js';
import { inboxStream } from '#event-store/inbox.js';
import { received } from '#service-kit/messages/received.js';

/**
 * A story as its service sent it last, with the teller's newest text. It is taken from the inbox, where its sealed text stands already: a report opens
 * the few stories that were chosen, and a view of all of them would be a second copy of every text.
 */
export async function storyReceived(
  store: Pick<EventStore, 'read'>,
  story: string,
): Promise<ContractData<typeof storySubmittedV1> | undefined> {
  const taken = await store.read(inboxStream(storySubmittedV1.source, `story/${story}`));
  let newest: ContractData<typeof storySubmittedV1> | undefined;
  for (const recorded of taken) {
    newest = received(recorded, storySubmittedV1) ?? newest;
    const corrected = received(recorded, storyCorrectedV1);
    if (corrected === undefined || newest === undefined) continue;
    const { text, words, storyVersion } = corrected;
    newest = { ...newest, text, words, storyVersion };
  }
  return newest;
}

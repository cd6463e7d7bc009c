import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isMediaEvent, mediaDecider, type Media } from '../../domain/media/media.js';

const readyIn = ({ media }: Media): number =>
  media.filter(({ words, isCleared }) => words !== null && isCleared).length;

/** Only what changes for panels: what waits, and what is added to a draft, is nobody else’s business. */
export async function* mediaMessages(recorded: RecordedEvent, { store }: ServiceRuntime): AsyncIterable<Message> {
  const { event, stream, streamVersion: revision, metadata } = recorded;
  if (!isMediaEvent(event)) return;
  let programme = '';
  let before: Media = mediaDecider.initialState;
  for (const { event: each, streamVersion } of await store.read(stream)) {
    if (streamVersion > revision || !isMediaEvent(each)) continue;
    if ('programme' in each.data) programme = each.data.programme;
    if (streamVersion < revision) before = mediaDecider.evolve(before, each);
  }
  const now = mediaDecider.evolve(before, event);
  const ready = readyIn(now);
  const { mayShowWho } = now;
  const isSame = ready === readyIn(before) && (ready === 0 || mayShowWho === before.mayShowWho);
  if (isSame) return;
  const story = stream.slice('media/'.length);
  yield messageFrom(recorded, storyMediaChangedV1, { story, programme, ready, mayShowWho, at: metadata.at, revision });
}

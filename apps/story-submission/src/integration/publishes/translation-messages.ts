import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';

import { storyStream } from '../../domain/story/events.js';
import { isTranslationEvent } from '../../domain/translation/translation.js';

export function* translationMessages(recorded: RecordedEvent): Iterable<Message> {
  const { event, metadata } = recorded;
  if (!isTranslationEvent(event)) return;
  const { story } = event.data;
  const said = { ...event.data, by: metadata.actor, at: metadata.at };
  yield messageFrom(recorded, storyTranslatedV1, said, { id: 'translated', subject: storyStream(story) });
}

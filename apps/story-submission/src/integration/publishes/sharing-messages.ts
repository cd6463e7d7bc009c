import { consentAudiences } from '#contracts/shared/consent.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { mayGoToPanels } from '../../domain/story/going-to-panels.js';
import { sharedConsent } from '../../domain/story/shared-consent.js';
import type { StoryState } from '../../domain/story/story.js';
import { aroundOf } from './story-around.js';

const audiencesOf = (state: StoryState) => {
  const { audiences } = sharedConsent(state);
  return consentAudiences.filter((audience) => audiences[audience] !== undefined);
};

/** What an answer of one of those in a story changes for all: who may read it, and whether panels may receive it. */
export async function* sharingMessages(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  const { before, after } = await aroundOf(recorded, service);
  const { story, programme, period } = after.submitted;
  const { at } = recorded.metadata;
  const audiences = audiencesOf(after);
  if (audiences.join() !== audiencesOf(before).join()) {
    yield messageFrom(recorded, storyConsentChangedV1, { story, programme, period, audiences, at });
  }
  const isCleared = mayGoToPanels(after);
  if (isCleared === mayGoToPanels(before)) return;
  const { storyVersion, keptFrom } = after;
  const said = {
    ...{ story, programme, period, storyVersion, isCleared, at },
    ...(keptFrom.length === 0 ? {} : { keptFrom: [...keptFrom] }),
  };
  yield messageFrom(recorded, storyModeratedV1, said, { id: 'read', subject: recorded.stream });
}

import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import { never } from '#contracts/shared/decider.js';
import type { ContractData } from '#contracts/shared/contract.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { StoryState } from '../../domain/story/story.js';
import { isContributorEvent } from '../../domain/story/contributor-events.js';
import { isStoryEvent, storyStream, type StorySubmitted } from '../../domain/story/events.js';
import { mayGoToPanels } from '../../domain/story/going-to-panels.js';
import { isMergeEvent } from '../../domain/story/merge-events.js';
import { isTogether, sharedConsent } from '../../domain/story/shared-consent.js';
import { isImportEvent } from '../../domain/story-import/story-import.js';
import { stories } from '../../read-models/stories/stories.js';
import { sharingMessages } from './sharing-messages.js';
import { aroundOf } from './story-around.js';

/** A single story is said when it is told; those of an import when the import has ended, and not before. */
export async function* storyMessages(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  if (!isImportEvent(recorded.event)) yield* messagesOfStory(recorded, service);
  else if (recorded.event.type === 'ImportEnded') yield* storiesOfImport(recorded, service);
}

async function* messagesOfStory(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  const { event, metadata, stream } = recorded;
  if (!isStoryEvent(event)) return;
  if (event.type === 'StorySubmitted') {
    if (event.data.import === null) yield messageFrom(recorded, storySubmittedV1, submittedData(event.data));
    return;
  }
  const [first] = await service.store.read(stream);
  if (first === undefined || !isStoryEvent(first.event) || first.event.type !== 'StorySubmitted') return;
  const { story, programme, period } = first.event.data;
  const at = metadata.at;
  if (isContributorEvent(event) || isMergeEvent(event)) {
    yield* sharingMessages(recorded, service);
    return;
  }
  switch (event.type) {
    case 'StoryWithdrawn':
    case 'StoryErased':
      // One message a story: who takes it out of a meeting or a report does so once.
      if (event.type === 'StoryErased' && (await wasWithdrawnBefore(recorded, service))) return;
      yield messageFrom(recorded, storyWithdrawnV1, { story, programme, period, at });
      return;
    case 'RedactionAgreed':
    case 'StoryCorrected': {
      const { storyVersion, words, text } = event.data;
      yield messageFrom(recorded, storyCorrectedV1, { story, programme, period, storyVersion, words, text, at });
      return;
    }
    case 'ConsentRenewed':
    case 'ConsentNarrowed': {
      const { after } = await aroundOf(recorded, service);
      const consent = isTogether(after) ? sharedConsent(after) : event.data.consent;
      const audiences = consentAudiences.filter((audience) => consent.audiences[audience] !== undefined);
      yield messageFrom(recorded, storyConsentChangedV1, { story, programme, period, audiences, at });
      return;
    }
    case 'StoryMoved': {
      const { from, domain } = event.data;
      yield messageFrom(recorded, storyMovedV1, { story, programme, period, from, domain, at });
      return;
    }
    case 'StoryCleared':
    case 'StoryHeldBack':
    case 'WaitingEnded':
    case 'HeldForConcern':
    case 'LetGoByConcern':
    case 'RedactionProposed':
    case 'OtherWordsProposed':
    case 'RedactionTakenBack': {
      // What was said of a whole file is told with its stories, when the import has ended.
      if (event.type === 'StoryCleared' && event.data.how === 'before-import') return;
      const { before, after } = await aroundOf(recorded, service);
      const isCleared = mayGoToPanels(after);
      // Nobody is told again what they know: that panels may not have it yet.
      if (event.type !== 'StoryHeldBack' && isCleared === mayGoToPanels(before)) return;
      const { storyVersion } = after;
      const said = { story, programme, period, storyVersion, isCleared, at };
      yield messageFrom(recorded, storyModeratedV1, { ...said, ...keptFromIn(after) });
      return;
    }
    case 'LegalHoldPlaced':
    case 'LegalHoldEnded':
      // It keeps nothing from anybody: only this service erases.
      return;
    case 'SharingPaused':
    case 'SharingResumed':
      // The vault answers at once; nobody counts it.
      return;
    default:
      never(event);
  }
}

const wasWithdrawnBefore = async ({ stream, streamVersion }: RecordedEvent, { store }: ServiceRuntime) =>
  (await store.read(stream)).some(
    ({ event, streamVersion: at }) => at < streamVersion && event.type === 'StoryWithdrawn',
  );

async function* storiesOfImport(recorded: RecordedEvent, service: ServiceRuntime): AsyncIterable<Message> {
  const id = recorded.stream.slice('import/'.length);
  for await (const document of service.views.stream(stories, { index: 'byImport', equals: { import: id } })) {
    const {
      id: story,
      programme,
      period,
      domain,
      language,
      route,
      toldOn,
      words,
      reference,
      teller,
      collector,
    } = document;
    const data = {
      ...{ story, programme, period, domain, language, route, toldOn, words, reference, teller, collector },
      storyVersion: document.text.version,
      text: document.text,
      names: document.names,
    };
    yield messageFrom(recorded, storySubmittedV1, data, { id: story, subject: storyStream(story) });
    if (document.moderation !== 'cleared' || document.isWaiting || document.heldFor.length > 0) continue;
    const { storyVersion } = data;
    const said = { ...{ story, programme, period, storyVersion, isCleared: true }, at: recorded.metadata.at };
    yield messageFrom(recorded, storyModeratedV1, said, { id: `${story} read`, subject: storyStream(story) });
  }
}

const keptFromIn = ({ keptFrom }: Pick<StoryState, 'keptFrom'>): { readonly keptFrom?: string[] } =>
  keptFrom.length === 0 ? {} : { keptFrom: [...keptFrom] };

function submittedData(data: StorySubmitted['data']): ContractData<typeof storySubmittedV1> {
  const { story, programme, period, domain, language, route, toldOn, storyVersion, words, reference } = data;
  const { teller, collector, text, names } = data;
  return {
    ...{ story, programme, period, domain, language, route, toldOn, storyVersion, words, reference },
    ...{ teller, collector, text, names },
  };
}

import type { CommandContext, RecordedEvent } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { dayOfProgramme } from '#service-kit/known/programme-day.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { deathDecider, deathStream, isDead, isDeathEvent } from '../../domain/death/death.js';
import { feedbackStream, isFeedbackEvent } from '../../domain/feedback/events.js';
import { closeFeedback, feedbackDecider } from '../../domain/feedback/feedback.js';
import { takeUpDeath, undoForStory } from '../../domain/over-time/after-death.js';
import { overTimeStream } from '../../domain/over-time/events.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { endsUnanswered } from '../../domain/over-time/renewal.js';
import { storyStream } from '../../domain/story/events.js';
import { keepNewCode, whereCodeGoes } from '../../over-time/code-to-send.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import { feedbackItems } from '../../read-models/feedback/feedback.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';
import { pauseOneStory, resumeOneStory } from '../../consent/go-on.js';

/** What follows a death that two persons recorded, for each story they told; and what follows when it was an error. */
export const takeUpDeaths: Reaction = {
  name: 'take-up-deaths',
  on: async (recorded, service) => {
    const { event } = recorded;
    if (!isDeathEvent(event)) return;
    if (event.type !== 'DeathConfirmed' && event.type !== 'DeathUndone') return;
    const { teller } = event.data;
    const { organisation } = recorded.metadata;
    const told: StoryDocument[] = [];
    for await (const story of service.views.stream(stories, { index: 'byTeller', equals: { organisation, teller } })) {
      told.push(story);
    }
    for (const story of told) {
      if (event.type === 'DeathConfirmed') await end(service, recorded, story);
      else await undo(service, recorded, story);
    }
  },
};

const commandFor = ({ stream, streamVersion, metadata }: RecordedEvent, what: string, id: string): CommandContext => {
  const { organisation, at, correlation } = metadata;
  return {
    commandId: idFrom(what, stream, String(streamVersion), id),
    ...{ organisation, at, correlation, causation: stream, actor: 'system/consent' },
  };
};

/** Wider use ends, unless they said that it goes on; where they said stop, or named somebody to ask, sharing stands still. */
async function end(service: ServiceRuntime, recorded: RecordedEvent, story: StoryDocument): Promise<void> {
  const { store, vault } = service;
  const { id, programme, toldOn } = story;
  await closeAll(service, recorded, id);
  if (story.state === 'erased') return;
  const owner = storyStream(id);
  const known = await overTimeOf(service, id);
  const wish = known.afterDeath;
  const before = await vault.consentOf(owner);
  const isActive = before?.state === 'active';
  const stopsWider = wish === null && isActive;
  const isPausedByThis = before?.state === 'frozen' && (await wasPausedHere(service, owner));
  const stops = (wish === 'stop' || wish === 'ask') && (isActive || isPausedByThis);
  const ended = stopsWider ? endsUnanswered(before.consent) : null;
  if (ended !== null) {
    await narrowOneStory(service, commandFor(recorded, 'narrow', id), id, (consent) => ({
      ...consent,
      audiences: consent.audiences.panel === undefined ? {} : { panel: consent.audiences.panel },
    }));
  }
  if (stops) await pauseOneStory(service, commandFor(recorded, 'pause', id), id);
  const replacement = idFrom('decision', recorded.stream, String(recorded.streamVersion), id);
  const where =
    wish === 'ask' && stops ? await whereCodeGoes(service, { story, contributor: null }, known, 'person') : undefined;
  const decision =
    where === undefined ? null : { replacement, ...(await keepNewCode(service, story, replacement)), by: where.by };
  const on = await dayOfProgramme(service, programme, recorded.metadata.at);
  const data = { story: id, programme, toldOn, on, wish, ended, isPaused: stops, decision };
  await store.execute(overTimeStream(id), commandFor(recorded, 'death', id), overTimeDecider, (state) =>
    takeUpDeath(state, data),
  );
}

/** After a stop in between it stands still already; a pause of the teller's own is not ended by undoing. */
async function wasPausedHere({ store }: ServiceRuntime, owner: string): Promise<boolean> {
  const paused = (await store.read(owner)).filter(({ event }) => event.type === 'SharingPaused').at(-1);
  return paused?.metadata.actor === 'system/consent';
}

/** What had ended is asked for again: only the teller gives more. What stood still because of it goes on. */
async function undo(
  service: ServiceRuntime,
  recorded: RecordedEvent,
  { id, programme, state }: StoryDocument,
): Promise<void> {
  const { store } = service;
  const on = await dayOfProgramme(service, programme, recorded.metadata.at);
  const { death } = await overTimeOf(service, id);
  if (death?.isPaused === true && (state === 'frozen' || state === 'active')) {
    await resumeOneStory(service, commandFor(recorded, 'resume', id), id);
  }
  await store.execute(overTimeStream(id), commandFor(recorded, 'undone', id), overTimeDecider, (now) =>
    undoForStory(now, id, on),
  );
}

async function closeAll(service: ServiceRuntime, recorded: RecordedEvent, story: string): Promise<void> {
  const items: string[] = [];
  for await (const { id } of service.views.stream(feedbackItems, {
    index: 'byStory',
    equals: { story, to: 'teller' },
  })) {
    items.push(id);
  }
  for (const item of items) {
    // What they were told of already stays as it is: it is over, and the refusal says so.
    await service.store.execute(feedbackStream(item), commandFor(recorded, 'close', item), feedbackDecider, (state) =>
      closeFeedback(state, 'teller_died'),
    );
  }
}

/** What a meeting says of a story after its teller died is not written to anybody. */
export const closeFeedbackOfDead: Reaction = {
  name: 'close-feedback-of-dead',
  on: async (recorded, { store }) => {
    const { event } = recorded;
    if (!isFeedbackEvent(event) || event.type !== 'FeedbackDrafted' || event.data.to !== 'teller') return;
    const { feedback, addressee } = event.data;
    if (!isDead(await store.fold(deathStream(addressee), deathDecider))) return;
    await store.execute(feedbackStream(feedback), commandFor(recorded, 'close', feedback), feedbackDecider, (state) =>
      closeFeedback(state, 'teller_died'),
    );
  },
};

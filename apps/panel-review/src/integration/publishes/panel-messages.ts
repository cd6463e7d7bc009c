import { meetingsAwaitedV1 } from '#contracts/panel-review/meetings-awaited.v1.js';
import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { awaitedMessage } from '#service-kit/messages/awaited.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isPanelConvened } from '../../domain/panel/panel.js';
import { isSittingEvent, type ReasonOnRecord, type RoundResult } from '../../domain/sitting/events.js';
import { sittingDecider } from '../../domain/sitting/state.js';

/** Panels, sittings opened and closed, and who opened which story. No ballot and no count ever leaves before its sitting has closed. */
export async function* panelMessages(recorded: RecordedEvent, { store }: ServiceRuntime): AsyncIterable<Message> {
  const { event, stream, streamVersion, metadata } = recorded;
  if (isPanelConvened(event)) {
    const { panel, programme, level, members, facilitator } = event.data;
    const data = { panel, programme, level, facilitator, members: [...members], revision: streamVersion };
    yield messageFrom(recorded, panelConvenedV1, data);
    return;
  }
  yield* awaitedMessage(recorded, meetingsAwaitedV1);
  if (!isSittingEvent(event)) return;
  if (event.type === 'SittingOpened') {
    const { sitting, programme, panel, level, period, domain, method, facilitator, members } = event.data;
    const data = { sitting, programme, panel, level, period, domain, method, facilitator, members: [...members] };
    yield messageFrom(recorded, sittingOpenedV1, data);
    return;
  }
  if (event.type === 'StoryOpened') {
    const { member, story, how } = event.data;
    // What is read aloud to a room is one act, and stands in the sitting's own messages.
    if (how === 'read-aloud') return;
    const sitting = stream.slice('sitting/'.length);
    yield messageFrom(recorded, storyOpenedV1, { sitting, story, member, how, at: metadata.at });
    return;
  }
  if (event.type !== 'SittingClosed') return;
  const history = (await store.read(stream)).filter((each) => each.streamVersion <= streamVersion);
  const state = history
    .map((each) => each.event)
    .filter(isSittingEvent)
    .reduce(sittingDecider.evolve, sittingDecider.initialState);
  if (state?.outcome === undefined || state.outcome === null) return;
  const { sitting, programme, panel, level, period, domain, method, members, plenaryOf } = state.opened;
  const firstRead = firstReadings(history);
  const reasonsOf = reasonsByRound(history);
  yield messageFrom(recorded, sittingClosedV1, {
    ...{ sitting, programme, panel, level, period, domain, method },
    ...(plenaryOf === undefined ? {} : { plenaryOf: [...plenaryOf] }),
    openedAt: history[0]?.metadata.at ?? metadata.at,
    closedAt: metadata.at,
    received: state.stories.map(({ story, from }) => ({
      story,
      from: from.kind,
      ...(from.kind === 'sitting' ? { sitting: from.sitting } : {}),
      ...firstRead(story),
    })),
    outcome: { ...state.outcome, stories: [...state.outcome.stories] },
    heldOver: [...state.heldOver],
    passedUp: state.passedUp.map(({ story, toPanels }) => ({ story, toPanels: [...toPanels] })),
    // What came up with a story stands in the message of the sitting at which it was said.
    reasons: [
      ...state.stories.flatMap(({ from, reasons }) => (from.kind === 'elsewhere' ? reasons : [])),
      ...state.reasons,
    ],
    rounds: state.rounds.flatMap(({ round, result }) =>
      result === undefined ? [] : [{ ...result, ...withReason(result, reasonsOf.get(round) ?? []) }],
    ),
    members: members.length,
  });
}

/** When each story was first opened, or read aloud. */
function firstReadings(history: readonly RecordedEvent[]) {
  const first = new Map<string, string>();
  for (const { event, metadata } of history) {
    if (!isSittingEvent(event) || event.type !== 'StoryOpened' || first.has(event.data.story)) continue;
    first.set(event.data.story, metadata.at);
  }
  return (story: string): { readonly firstReadAt?: string } => {
    const firstReadAt = first.get(story);
    return firstReadAt === undefined ? {} : { firstReadAt };
  };
}

function reasonsByRound(history: readonly RecordedEvent[]): ReadonlyMap<string, readonly ReasonOnRecord[]> {
  const byRound = new Map<string, readonly ReasonOnRecord[]>();
  for (const { event } of history) {
    if (isSittingEvent(event) && event.type === 'RoundCounted') byRound.set(event.data.round, event.data.reasons);
  }
  return byRound;
}

/** Somebody who said why of several stories answered with a reason once. */
function withReason(
  { secret, recordedInRoom }: RoundResult,
  reasons: readonly ReasonOnRecord[],
): { readonly withReason?: number } {
  if (secret === true || recordedInRoom) return {};
  return { withReason: new Set(reasons.map(({ author }) => author)).size };
}

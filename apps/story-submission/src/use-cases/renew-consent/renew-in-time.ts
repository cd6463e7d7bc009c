import { latestDayAnywhere, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { daysAt } from '#service-kit/known/programme-day.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { overTimeStream } from '../../domain/over-time/events.js';
import { overTimeDecider } from '../../domain/over-time/over-time.js';
import { askRenewal, endsUnanswered, hasLapsed, lapse } from '../../domain/over-time/renewal.js';
import { storyStream } from '../../domain/story/events.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import { overTime, type OverTimeDocument } from '../../read-models/over-time/over-time.js';
import { stories, type StoryDocument } from '../../read-models/stories/stories.js';
import { narrowOneStory } from '../../consent/narrow-one-story.js';

const everyMs = 15 * 60_000;

/** Asks whose day has come, and takes no answer for a no. Returns how many. Nobody is asked about a story taken back. */
export async function renewWhoIsDue(service: ServiceRuntime, now: string): Promise<number> {
  const { views } = service;
  const latest = latestDayAnywhere(now);
  const todayIn = daysAt(service, now);
  const due: OverTimeDocument[] = [];
  for await (const document of views.stream(overTime, { index: 'byTurn', equals: { isAhead: true } })) {
    if (document.turnOn === null || document.turnOn > latest) break;
    due.push(document);
  }
  let done = 0;
  for (const document of due) {
    const story = await views.get(stories, document.id);
    if (story?.state !== 'active') continue;
    const today = await todayIn(story.programme);
    if (document.turnOn !== null && document.turnOn > today) continue;
    const commandId = idFrom('renewal', document.id, String(document.version));
    const command = {
      ...{ commandId, correlation: commandId, causation: overTimeStream(document.id), at: now },
      ...{ organisation: story.organisation, actor: 'system/consent' },
    };
    const isDone = hasLapsed(document, today)
      ? await end(service, story, command, today)
      : await ask(service, story, command, today);
    if (isDone) done += 1;
  }
  return done;
}

async function ask(
  { store, views }: ServiceRuntime,
  { id }: StoryDocument,
  command: CommandContext,
  today: CalendarDay,
): Promise<boolean> {
  const contact = await views.get(contacts, id);
  const by = contact?.isStopped === true ? 'page' : (contact?.channel ?? 'page');
  const done = await store.execute(overTimeStream(id), command, overTimeDecider, (state) =>
    askRenewal(state, id, by, today),
  );
  return !isRefusal(done) && !done.replayed && done.events.length > 0;
}

/** Wider use ends at the key first; what ended is written down so that it can be given again. */
async function end(
  service: ServiceRuntime,
  { id }: StoryDocument,
  command: CommandContext,
  today: CalendarDay,
): Promise<boolean> {
  const standing = (await service.vault.consentOf(storyStream(id)))?.consent;
  const ended = standing === undefined ? null : endsUnanswered(standing);
  if (ended !== null) {
    const narrow = { ...command, commandId: idFrom(command.commandId, 'narrow') };
    const narrowed = await narrowOneStory(service, narrow, id, (consent) => ({
      ...consent,
      audiences: consent.audiences.panel === undefined ? {} : { panel: consent.audiences.panel },
    }));
    if (isRefusal(narrowed)) return false;
  }
  const done = await service.store.execute(overTimeStream(id), command, overTimeDecider, (state) =>
    lapse(state, today, ended),
  );
  return !isRefusal(done) && !done.replayed && done.events.length > 0;
}

/** A question that waits a little longer harms nobody; what was not given is not given meanwhile. */
export const renewConsentInTime = repeatedWork({
  name: 'renew-consent',
  everyMs,
  failed: 'Consent could not be asked for again',
  act: async (service) => {
    const done = await renewWhoIsDue(service, service.clock.now());
    if (done > 0) service.log.info({ done }, 'Consents are asked for again, or ended without an answer');
  },
});

import { latestDayAnywhere } from '#contracts/shared/calendar-day.js';
import { idFrom } from '#service-kit/ids.js';
import { daysAt } from '#service-kit/known/programme-day.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { askStillSo, stillSoDecider, stillSoStream } from '../../domain/still-so/still-so.js';
import { contacts } from '../../read-models/contacts/contacts.js';
import { overTime } from '../../read-models/over-time/over-time.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import { stories } from '../../read-models/stories/stories.js';

const everyMs = 15 * 60_000;

/** Asks those whose day has come, by the way they chose. Returns how many. Nobody is asked about a story taken back. */
export async function askWhoIsDue(service: ServiceRuntime, now: string): Promise<number> {
  const { store, views } = service;
  const latest = latestDayAnywhere(now);
  const todayIn = daysAt(service, now);
  let asked = 0;
  for await (const { id, dueOn } of views.stream(stillSo, { index: 'byDue', equals: { isAhead: true } })) {
    if (dueOn === null || dueOn > latest) break;
    const story = await views.get(stories, id);
    if (story === undefined || story.state !== 'active' || story.mergedInto !== null) continue;
    const today = await todayIn(story.programme);
    if (dueOn > today) continue;
    if ((await views.get(overTime, id))?.isDead === true) continue;
    const contact = await views.get(contacts, id);
    const by = contact?.isStopped === true ? 'page' : (contact?.channel ?? 'page');
    const commandId = idFrom('still so', id, dueOn);
    const command = { commandId, organisation: story.organisation, actor: 'system/still-so', at: now };
    const done = await store.execute(
      stillSoStream(id),
      { ...command, correlation: commandId },
      stillSoDecider,
      (state) => askStillSo(state, id, by, today),
    );
    if ('events' in done && !done.replayed && done.events.length > 0) asked += 1;
  }
  return asked;
}

/** A question that waits a little longer harms nobody. */
export const askStillSoInTime = repeatedWork({
  name: 'ask-still-so',
  everyMs,
  failed: 'Tellers could not be asked whether it is still so',
  act: async (service) => {
    const asked = await askWhoIsDue(service, service.clock.now());
    if (asked > 0) service.log.info({ asked }, 'Tellers who agreed are asked whether it is still so');
  },
});

import { calendarDay } from '#contracts/shared/calendar-day.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { Reaction } from '#service-kit/service.js';

import { duePeriods, endRetention, isRetentionEvent, retentionDecider } from '../../domain/retention/retention.js';
import { stories } from '../../read-models/stories/stories.js';
import { eraseOneStory } from '../erase-story/erase-story.command.js';

/** From the log of the list, so that a stop in between loses nothing: each story goes by the command it would go by again. */
export const eraseByRetention: Reaction = {
  name: 'erase-by-retention',
  on: async ({ event, stream, metadata }, service) => {
    if (!isRetentionEvent(event) || event.type !== 'RetentionConfirmed') return;
    const { organisation, actor, at, correlation } = metadata;
    const state = await service.store.fold(stream, retentionDecider);
    if (state?.state !== 'confirmed') return;
    const { run, programme, stories: listed } = state.proposed;
    const design = (await service.views.get(knownProgrammes, programme))?.design;
    const due = new Set(
      (design === undefined ? [] : duePeriods(design, calendarDay(at, design.timezone))).map(({ period }) => period.id),
    );
    let erased = 0;
    for (const story of listed) {
      // Kept longer since the list was made, or its period is open again.
      const period = (await service.views.get(stories, story))?.period;
      if (period === undefined || !due.has(period)) continue;
      const commandId = idFrom('retention', run, story);
      const command = { organisation, actor, at, correlation, commandId, causation: stream };
      if (!isRefusal(await eraseOneStory(service, command, story))) erased += 1;
    }
    const ended = { organisation, actor, at, correlation, commandId: idFrom('retention ran', run) };
    await service.store.execute(stream, ended, retentionDecider, (now) =>
      endRetention(now, { erased, kept: listed.length - erased }),
    );
    service.log.info({ erased, kept: listed.length - erased }, 'Stories that were kept long enough were erased');
  },
};

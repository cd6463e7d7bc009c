import { calendarDay, monthsAfter } from '#contracts/shared/calendar-day.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { repeatedWork } from '#service-kit/background/repeated-work.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { changeSitting } from '../../deciding/change-sitting.js';
import { flipChartsKeptLongEnough } from '../../domain/sitting/flip-charts.js';
import { sittings } from '../../read-models/sittings/sittings.js';
import { flipChartPrefix } from './keep-flip-chart.command.js';

const everyMs = 6 * 60 * 60_000;
const dayMs = 86_400_000;
const actor = 'system/retention';

/** What a programme keeps no longer, by the months it is set to keep what it was told; and photos that no meeting knows. */
export async function destroyFlipCharts(service: ServiceRuntime, now: string): Promise<void> {
  const { views, files } = service;
  const known = new Set<string>();
  for await (const { id, state, organisation, programme, period } of views.stream(sittings, {
    index: 'byOrganisation',
  })) {
    for (const { photo } of state.flipCharts) known.add(photo);
    if (state.flipCharts.length === 0) continue;
    const design = (await views.get(knownProgrammes, programme))?.design;
    const months = design?.care?.keepMonths ?? null;
    const closes = design?.periods.find((each) => each.id === period)?.closes;
    if (design === undefined || months === null || closes === undefined) continue;
    if (calendarDay(now, design.timezone) < monthsAfter(closes, months)) continue;
    for (const { photo } of state.flipCharts) await files.destroy(photo, now);
    const commandId = idFrom(id, 'kept long enough', now);
    const context = { commandId, organisation, actor, at: now, correlation: commandId };
    await changeSitting(service, context, id, (then) => flipChartsKeptLongEnough(then, actor));
  }
  // Kept, and then the process was gone before the meeting said so: a day is longer than any form takes.
  for (const photo of await files.begunLongerAgo(dayMs, flipChartPrefix)) {
    if (!known.has(photo)) await files.destroy(photo, now);
  }
}

export const destroyFlipChartsInTime = repeatedWork({
  name: 'destroy-flip-charts',
  everyMs,
  failed: 'Photos of flip charts could not be destroyed',
  act: (service) => destroyFlipCharts(service, service.clock.now()),
});

import type { SomeoneAsking } from '#access/principal.js';
import { calendarDay } from '#contracts/shared/calendar-day.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { duePeriods, retentionDecider, retentionStream } from '../../domain/retention/retention.js';
import { holdsNow } from '../../domain/story/legal-hold.js';
import { retentionRuns, type RetentionRun } from '../../read-models/retention-runs/retention-runs.js';
import { stories } from '../../read-models/stories/stories.js';
import { keepers } from '../../stories/keepers.js';
import { importsThatEnded } from '../../stories/import-has-ended.js';
import { programmeFor } from '../../stories/programme-for.js';

/** What fits one list: the rest come with the next. */
const mostAtOnce = 5_000;

export interface PeriodToGo {
  readonly period: string;
  readonly closes: string;
  readonly dueOn: string;
  readonly going: number;
  readonly held: number;
}

export interface StoryNamed {
  readonly story: string;
  readonly reference: string;
}

/** Ids and counts: whoever looks needs no word of any story. */
export interface WouldGo {
  readonly keepMonths: number | null;
  readonly periods: readonly PeriodToGo[];
  readonly going: readonly StoryNamed[];
  /** Held by law: they stay. */
  readonly held: readonly StoryNamed[];
}

export const programmeToKeep = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, keepers);

export async function wouldGo({ views }: ServiceRuntime, design: ProgrammeDesign, now: string): Promise<WouldGo> {
  await views.level();
  const hasEnded = importsThatEnded(views);
  const found: { periods: PeriodToGo[]; going: StoryNamed[]; held: StoryNamed[] } = {
    periods: [],
    going: [],
    held: [],
  };
  const { id: programme, organisation, timezone } = design;
  const today = calendarDay(now, timezone);
  for (const { period, dueOn } of duePeriods(design, today)) {
    let [going, held] = [0, 0];
    const equals = { organisation, programme, period: period.id };
    for await (const document of views.stream(stories, { index: 'byPeriod', equals })) {
      if (document.state === 'erased' || !(await hasEnded(document.import))) continue;
      const named = { story: document.id, reference: document.reference };
      if (holdsNow(document.legalHolds, today).length > 0) {
        held += 1;
        found.held.push(named);
      } else if (found.going.length < mostAtOnce) {
        going += 1;
        found.going.push(named);
      }
    }
    found.periods.push({ period: period.id, closes: period.closes, dueOn, going, held });
  }
  return { keepMonths: design.care?.keepMonths ?? null, ...found };
}

/** The newest first. */
export async function runsOf(
  { views }: ServiceRuntime,
  { id: programme, organisation }: ProgrammeDesign,
): Promise<readonly RetentionRun[]> {
  await views.level();
  const { documents } = await views.find(retentionRuns, {
    ...{ index: 'byProgramme', equals: { organisation, programme }, order: 'descending', limit: 20 },
  });
  return documents;
}

/** Of the stories on a list as it was made, which may be others than would go now. */
export async function referencesOn({ store, views }: ServiceRuntime, run: string): Promise<readonly string[]> {
  const listed = (await store.fold(retentionStream(run), retentionDecider))?.proposed.stories ?? [];
  const found = await Promise.all(listed.map((story) => views.get(stories, story)));
  return found.flatMap((document) => (document === undefined ? [] : [document.reference]));
}

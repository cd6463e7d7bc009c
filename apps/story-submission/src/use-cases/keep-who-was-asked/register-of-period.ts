import type { SomeoneAsking } from '#access/principal.js';
import { calendarDay, monthsAfter } from '#contracts/shared/calendar-day.js';
import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { gapsIn, isFew, type Gap } from '../../domain/who-was-asked/gaps.js';
import { figures, usualLimit, type Figure, type LineOfFigures } from '../../domain/who-was-asked/who-was-asked.js';
import { askings, idOfLimit, idOfPeriod, whoWasAsked } from '../../read-models/who-was-asked/who-was-asked.js';
import { stories } from '../../read-models/stories/stories.js';
import { programmeFor } from '../../stories/programme-for.js';

export const keepers = ['evaluator', 'administrator'] as const;

export interface FigureSeen {
  readonly figure: Figure;
  /** Null: nobody gave it. `few`: from 1 to 4. */
  readonly number: number | 'few' | null;
  readonly source: string | null;
}

export interface AskedTooOften {
  readonly story: string;
  readonly reference: string;
  readonly times: number;
}

export interface RegisterOfPeriod {
  readonly design: ProgrammeDesign;
  readonly period: PeriodDesign;
  readonly lines: readonly { readonly group: string | null; readonly figures: readonly FigureSeen[] }[];
  /** Stories told in the period. */
  readonly told: number | 'few';
  readonly gaps: readonly Gap[];
  readonly atMost: number;
  readonly tooOften: readonly AskedTooOften[];
}

/** 404 for another organisation's, for who works only in others, and for a period that is none. */
export async function periodOfRegister(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  period: string,
): Promise<{ readonly design: ProgrammeDesign; readonly period: PeriodDesign }> {
  const design = await programmeFor(service, who, programme, keepers);
  const found = design.periods.find(({ id }) => id === period);
  return found === undefined ? throwRefusal(refuse('register-period-not-found', 'period')) : { design, period: found };
}

/** As it was given, to be given again: for those who keep the register. */
export async function linesOfPeriod(
  { views }: ServiceRuntime,
  programme: string,
  period: string,
): Promise<readonly LineOfFigures[]> {
  return (await views.get(whoWasAsked, idOfPeriod(programme, period)))?.lines ?? [];
}

export async function registerOfPeriod(
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  periodId: string,
): Promise<RegisterOfPeriod> {
  const { views, clock } = service;
  const { design, period } = await periodOfRegister(service, who, programme, periodId);
  const { organisation } = design;
  const lines = await linesOfPeriod(service, programme, periodId);
  const equals = { organisation, programme, period: periodId };
  const told = await views.count(stories, { index: 'byPeriod', equals });
  const atMost = (await views.get(whoWasAsked, idOfLimit(programme)))?.atMost ?? usualLimit;
  const yearAgo = monthsAfter(calendarDay(clock.now(), design.timezone), -12);
  const tooOften: AskedTooOften[] = [];
  for await (const { id, at } of views.stream(askings, { index: 'byOrganisation', equals: { organisation } })) {
    const times = at.filter((each) => calendarDay(each, design.timezone) > yearAgo).length;
    const story = times > atMost ? await views.get(stories, id) : undefined;
    if (story?.programme === programme) tooOften.push({ story: id, reference: story.reference, times });
  }
  return {
    ...{ design, period, atMost, tooOften },
    lines: lines.map((line) => ({ group: line.group, figures: figures.map((figure) => seen(line, figure)) })),
    told: isFew(told) ? 'few' : told,
    gaps: gapsIn(lines, told),
  };
}

function seen({ figures: given }: LineOfFigures, figure: Figure): FigureSeen {
  const known = given[figure];
  if (known === null) return { figure, number: null, source: null };
  return { figure, number: isFew(known.number) ? 'few' : known.number, source: known.source };
}

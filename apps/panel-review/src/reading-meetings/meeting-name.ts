import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { writeList } from '#web/written.js';

import type { SittingOpened } from '../domain/sitting/events.js';
import { panelsOf } from '../domain/sitting/state.js';

type Opened = SittingOpened['data'];

export const designOf = async ({ views }: ServiceRuntime, programme: string): Promise<ProgrammeDesign | undefined> =>
  (await views.get(knownProgrammes, programme))?.design;

/** What a meeting is called on a page: its panel, period and domain; ids where the programme is not known (yet). */
export function namesOfMeeting(design: ProgrammeDesign | undefined, opened: Opened, language: Language) {
  const { period, domain } = opened;
  const named = (list: ProgrammeDesign['panels' | 'periods' | 'domains'] | undefined, id: string): string =>
    list?.find((each) => each.id === id)?.name[language] ?? id;
  return {
    programme: design?.name[language] ?? opened.programme,
    panel: writeList(
      language,
      panelsOf(opened).map((panel) => named(design?.panels, panel)),
    ),
    period: named(design?.periods, period),
    /** Null: every domain. */
    domain: domain === null ? null : named(design?.domains, domain),
  };
}

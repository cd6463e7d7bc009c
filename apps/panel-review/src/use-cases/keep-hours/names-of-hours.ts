import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { writeDate } from '#web/written.js';

import { sittings } from '../../read-models/sittings/sittings.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import type { NamesOfHours } from './hours-as-csv.js';
import type { HoursListed } from './hours-listed.js';

/** Opened now, for whoever asks. */
export async function namesOfHours(
  service: ServiceRuntime,
  who: SomeoneAsking,
  hours: readonly HoursListed[],
  language: Language,
): Promise<NamesOfHours> {
  const programmes = [...new Set(hours.map(({ programme }) => programme))];
  const designs = new Map<string, ProgrammeDesign | undefined>();
  for (const programme of programmes) designs.set(programme, await designOf(service, programme));
  const meetings = new Map(
    await Promise.all(
      [...new Set(hours.map(({ sitting }) => sitting))].map(
        async (sitting) => [sitting, await service.views.get(sittings, sitting)] as const,
      ),
    ),
  );
  const named = (of: readonly { readonly id: string; readonly name: { en: string; cy: string } }[], id: string) =>
    of.find((each) => each.id === id)?.name[language] ?? id;
  return {
    people: await namesOfPeople(
      service,
      who,
      hours.map(({ member }) => member),
    ),
    panel: ({ programme, panel }) => named(designs.get(programme)?.panels ?? [], panel),
    period: ({ programme, period }) => named(designs.get(programme)?.periods ?? [], period),
    domain: ({ programme, sitting }) => {
      const domain = meetings.get(sitting)?.state.opened.domain ?? null;
      return domain === null ? null : named(designs.get(programme)?.domains ?? [], domain);
    },
    opened: ({ programme, sitting }) => {
      const at = meetings.get(sitting)?.openedAt;
      return at === undefined ? '' : writeDate(language, new Date(at), designs.get(programme)?.timezone);
    },
  };
}

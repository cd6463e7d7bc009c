import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Words } from '#web/words/words.js';
import { writeDateAndTime, writeList } from '#web/written.js';

import { seeProgramme } from '../../addresses.js';
import type { ProgrammeChanges } from './see-changes.query.js';
import { whatChanged } from '../../programme-parts/what-changed.js';

export function seeChangesView(
  { programme: { id, design }, changes }: ProgrammeChanges,
  nameOf: (person: string) => string,
  words: Words,
) {
  const { language } = words;
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    programme: design.name[language],
    heading: words('heading'),
    explanation: words('explanation'),
    inFull: words('in-full'),
    changes: changes.map(({ revision, at, by, event, holdsFrom }) => {
      const why = 'why' in event.data ? event.data.why : null;
      return {
        id: `change-${String(revision)}`,
        ...whatChanged(event, design, language),
        when: words('when', { date: writeDateAndTime(language, new Date(at), design.timezone) }),
        who: words('who', { name: whoChanged(by, nameOf, words) }),
        why: why === null ? '' : words('why', { why }),
        from: holdsFrom === undefined ? '' : fromWords(holdsFrom, design, words),
      };
    }),
  };
}

function fromWords(holdsFrom: readonly string[], { periods }: ProgrammeDesign, words: Words): string {
  const { language } = words;
  const names = holdsFrom.map((period) => periods.find(({ id }) => id === period)?.name[language] ?? period);
  return names.length === 0 ? words('from-next') : words('from', { periods: writeList(language, names) });
}

function whoChanged(by: string, nameOf: (person: string) => string, words: Words): string {
  if (by === 'operator') return words('operator');
  return by.startsWith('system/') ? words('service') : nameOf(by);
}

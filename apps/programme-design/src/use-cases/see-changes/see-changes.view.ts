import type { Words } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

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
    changes: changes.map(({ revision, at, by, event }) => {
      const why = 'why' in event.data ? event.data.why : null;
      return {
        id: `change-${String(revision)}`,
        ...whatChanged(event, design, language),
        when: words('when', { date: writeDateAndTime(language, new Date(at), design.timezone) }),
        who: words('who', { name: by === 'operator' ? words('operator') : nameOf(by) }),
        why: why === null ? '' : words('why', { why }),
      };
    }),
  };
}

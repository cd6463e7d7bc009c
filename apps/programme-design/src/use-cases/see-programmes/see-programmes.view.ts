import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';

export function seeProgrammesView(documents: readonly ProgrammeDocument[], mayCreate: boolean, words: Words) {
  const { language } = words;
  return {
    title: words('heading'),
    heading: words('heading'),
    programmes: documents.map(({ id, design }) => ({
      name: design.name[language],
      href: seeProgramme.to({ language, programme: id }),
      purpose: design.purpose[language],
      facts: words('facts', {
        domains: words('domains', { n: design.domains.length }),
        periods: words('periods', { n: design.periods.length }),
        panels: words('panels', { n: design.panels.length }),
      }),
      pilot: design.isPilot ? words('pilot') : '',
    })),
    empty: words(mayCreate ? 'empty-create' : 'empty'),
  };
}

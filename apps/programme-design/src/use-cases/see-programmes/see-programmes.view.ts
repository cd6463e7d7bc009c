import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { createProgrammePage, seeProgramme, seeProgrammes, seeRehearsals } from '../../addresses.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { hasOpenPeriod, listOrders, programmesListed, type ListAsked } from './programmes-listed.js';

interface Seen {
  readonly mayCreate: boolean;
  readonly mayRehearse: boolean;
  readonly isStillUpdating: boolean;
}

export function seeProgrammesView(
  documents: readonly ProgrammeDocument[],
  asked: ListAsked,
  { mayCreate, mayRehearse, isStillUpdating }: Seen,
  words: Words,
) {
  const { language } = words;
  const listed = programmesListed(documents, asked, language);
  return {
    title: words('heading'),
    heading: words('heading'),
    stillUpdating: isStillUpdating ? words('still-updating') : '',
    create: mayCreate ? macroParams({ text: words('create'), href: createProgrammePage.to({ language }) }) : undefined,
    // Looking for one among one or two takes longer than reading them.
    find: documents.length < 3 ? undefined : findView(asked, words),
    count: documents.length < 3 ? '' : words('listed', { n: listed.length }),
    programmes: listed.map((document) => programmeView(document, words)),
    empty:
      documents.length === 0
        ? words(mayCreate ? 'empty-create' : 'empty')
        : words('none-found', { search: asked.search }),
    all: listed.length === 0 && documents.length > 0 ? words('see-all') : '',
    rehearsals: mayRehearse ? [{ text: words('rehearsals'), href: seeRehearsals.to({ language }) }] : [],
    allHref: seeProgrammes.to({ language }),
  };
}

function findView({ search, order }: ListAsked, words: Words) {
  return {
    label: words('find'),
    search: macroParams({
      id: 'q',
      name: 'q',
      type: 'search',
      value: search,
      label: { text: words('search') },
      classes: 'nhsuk-u-width-two-thirds',
    }),
    order: macroParams({
      id: 'order',
      name: 'order',
      value: order,
      label: { text: words('order') },
      items: listOrders.map((value) => ({ value, text: words(`order-${value}`) })),
    }),
    button: macroParams({ text: words('find-button'), variant: 'secondary' }),
  };
}

function programmeView(document: ProgrammeDocument, words: Words) {
  const { language } = words;
  const { id, design } = document;
  return {
    name: design.name[language],
    href: seeProgramme.to({ language, programme: id }),
    purpose: design.purpose[language],
    facts: words('facts', {
      domains: words('domains', { n: design.domains.length }),
      periods: words('periods', { n: design.periods.length }),
      panels: words('panels', { n: design.panels.length }),
    }),
    pilot: design.isPilot ? words('pilot') : '',
    open: hasOpenPeriod(document) ? words('open') : '',
  };
}

import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeList } from '#web/written.js';

import {
  addPersonPage,
  seeAudit,
  seeBreaches,
  seeDisclosures,
  seePeople,
  seePersonPage,
  signInRulesPage,
} from '../../addresses.js';
import { accountStates, rolesOfPeople, type PeopleAsked } from './asked-people.js';
import type { PeopleSeen } from './see-people.query.js';

export function seePeopleView({ text, role, account, after }: PeopleAsked, seen: PeopleSeen, words: Words) {
  const { language } = words;
  const asked = { text: text === '' ? undefined : text, role, account };
  const select = (name: 'role' | 'account', values: readonly string[]) =>
    macroParams({
      ...{ id: name, name, value: asked[name] ?? '', label: { text: words(name) } },
      items: [
        { value: '', text: words(`any-${name}`) },
        ...values.map((value) => ({ value, text: words(`${name}-${value}`) })),
      ],
    });
  return {
    title: words('heading'),
    heading: words('heading'),
    add: { text: words('add'), href: addPersonPage.to({ language }) },
    action: seePeople.to({ language }),
    text: macroParams({ id: 'text', name: 'text', value: text, label: { text: words('text') }, spellcheck: false }),
    selects: [select('role', rolesOfPeople), select('account', accountStates)],
    show: words('show'),
    table: seen.items.length === 0 ? null : peopleTable(seen, words),
    empty: words('empty'),
    first: after === undefined ? null : { text: words('first'), href: seePeople.to({ language }, asked) },
    next:
      seen.next === null
        ? null
        : { text: words('more'), href: seePeople.to({ language }, { ...asked, after: seen.next }) },
    links: [
      { text: words('sign-in-rules'), href: signInRulesPage.to({ language }) },
      { text: words('audit'), href: seeAudit.to({ language }) },
      { text: words('breaches'), href: seeBreaches.to({ language }) },
      { text: words('disclosures'), href: seeDisclosures.to({ language }) },
    ],
  };
}

function peopleTable({ items, found }: PeopleSeen, words: Words) {
  const { language } = words;
  return macroParams({
    caption: words('found', { n: found }),
    firstCellIsHeader: true,
    responsive: true,
    head: ['name', 'roles', 'account'].map((key) => ({ text: words(key) })),
    rows: items.map(({ person, name, roles, account }) => [
      { text: name ?? words('erased'), href: seePersonPage.to({ language, person }) },
      { text: writeList(language, [...new Set(roles.map((held) => words(`role-${held.role}`)))]) },
      { text: words(`account-${account}`) },
    ]),
  });
}

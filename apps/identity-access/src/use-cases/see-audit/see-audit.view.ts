import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { inOrderOf, writeDateAndTime } from '#web/written.js';

import { auditCsvApi, seeAudit, seePeople } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { auditActs, type AuditEntry } from '../../read-models/audit/audit-entry.js';
import type { AuditAsked, AuditSeen } from './see-audit.query.js';

const auditForm = defineForm({ from: text(), to: text(), object: text() });

export function seeAuditView(
  asked: AuditAsked,
  seen: AuditSeen | Refusal,
  names: ReadonlyMap<string, string>,
  words: Words,
) {
  const { language } = words;
  const period = isRefusal(seen) ? { from: asked.from ?? '', to: asked.to ?? '' } : { from: seen.from, to: seen.to };
  const typed = { ...period, object: asked.object ?? '' };
  const state = isRefusal(seen) ? auditForm.refused(typed, seen) : auditForm.filled(typed);
  const { errors, fields } = showForm(auditForm, state, words, identityAccessErrors);
  const search = { person: asked.person, act: asked.act, object: asked.object, ...period };
  const [items, next] = isRefusal(seen) ? [[], null] : [seen.items, seen.next];
  return {
    title: words('heading'),
    backLink: seePeople.to({ language }),
    errors,
    heading: words('heading'),
    intro: words('intro'),
    action: seeAudit.to({ language }),
    selects: [selectOfPeople(asked.person, names, words), selectOfActs(asked.act, words)],
    inputs: [
      macroParams({
        ...fields.object,
        label: { text: words('object') },
        hint: { text: words('object-hint') },
        spellcheck: false,
      }),
      dateField(fields.from, words('from'), words('day-hint')),
      dateField(fields.to, words('to'), words('day-hint')),
    ],
    show: words('show'),
    caption: words('caption'),
    head: [words('when'), words('who'), words('what'), words('which')],
    rows: items.map((entry) => rowOf(entry, names, words)),
    empty: isRefusal(seen) ? '' : words('empty'),
    next: next === null ? null : { text: words('older'), href: seeAudit.to({ language }, { ...search, after: next }) },
    csv: items.length === 0 ? null : { text: words('csv'), href: auditCsvApi.to({}, search) },
  };
}

const dateField = (field: object, label: string, hint: string) =>
  macroParams({ ...field, label: { text: label }, hint: { text: hint }, classes: 'nhsuk-input--width-10' });

function selectOfPeople(asked: string | undefined, names: ReadonlyMap<string, string>, words: Words) {
  const inOrder = inOrderOf(words.language);
  const known = [...names].sort(([, a], [, b]) => inOrder(a, b)).map(([value, name]) => ({ value, text: name }));
  // Whoever is not on the list can be asked for in the address.
  const also = asked === undefined || names.has(asked) ? [] : [{ value: asked, text: asked }];
  return macroParams({
    ...{ id: 'person', name: 'person', value: asked ?? '', label: { text: words('who') } },
    items: [{ value: '', text: words('anybody') }, ...also, ...known],
  });
}

const selectOfActs = (asked: string | undefined, words: Words) =>
  macroParams({
    ...{ id: 'act', name: 'act', value: asked ?? '', label: { text: words('what') } },
    items: [
      { value: '', text: words('anything') },
      ...auditActs.map((value) => ({ value, text: words(`act-${value}`) })),
    ],
  });

function rowOf({ at, person, act, kind, object }: AuditEntry, names: ReadonlyMap<string, string>, words: Words) {
  const { language } = words;
  const of = kind === 'person' ? (names.get(object) ?? object) : object;
  const isAlone = object === 'all' || kind === 'organisation';
  return {
    when: writeDateAndTime(language, new Date(at)),
    who: names.get(person) ?? (person === 'operator' ? words('operator') : person),
    what: words(`act-${act}`),
    which: isAlone ? words(`kind-${kind}`) : words('kind-and-id', { kind: words(`kind-${kind}`), id: of }),
  };
}

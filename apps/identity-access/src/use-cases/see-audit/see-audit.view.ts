import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { inOrderOf, writeDateAndTime } from '#web/written.js';

import { auditCsvApi, seeAudit, seePeople } from '../../addresses.js';
import { pageOfObject } from './page-of-object.js';
import { identityAccessErrors } from '../../errors.js';
import { auditActs, type AuditEntry } from '../../read-models/audit/audit-entry.js';
import type { AuditPeriod } from './audit-period.js';
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
      dateField(fields.from, words('from')),
      dateField(fields.to, words('to')),
    ],
    show: words('show'),
    page: linkToPage(items[0], asked, words),
    table:
      items.length === 0
        ? null
        : macroParams({
            caption: words('caption'),
            responsive: true,
            head: ['when', 'who', 'what', 'which'].map((key) => ({ text: words(key) })),
            rows: items.map((entry) => rowOf(entry, names, period, words)),
          }),
    empty: isRefusal(seen) ? '' : words('empty'),
    next: next === null ? null : { text: words('older'), href: seeAudit.to({ language }, { ...search, after: next }) },
    csv: items.length === 0 ? null : { text: words('csv'), href: auditCsvApi.to({}, search) },
  };
}

const dateField = (field: object, label: string) =>
  macroParams({ ...field, label: { text: label }, type: 'date', classes: 'nhsuk-input--width-10' });

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

const isAlone = ({ kind, object }: AuditEntry): boolean => object === 'all' || kind === 'organisation';

function rowOf(entry: AuditEntry, names: ReadonlyMap<string, string>, period: AuditPeriod, words: Words) {
  const { language } = words;
  const { at, person, act, kind, object } = entry;
  const id = kind === 'person' ? (names.get(object) ?? object) : shortened(object);
  return [
    { text: writeDateAndTime(language, new Date(at)) },
    { text: names.get(person) ?? (person === 'operator' ? words('operator') : person) },
    { text: words(`act-${act}`) },
    isAlone(entry)
      ? { text: words(`kind-${kind}`) }
      : {
          text: words('kind-and-id', { kind: words(`kind-${kind}`), id }),
          href: seeAudit.to({ language }, { object, ...period }),
        },
  ];
}

/** As other lists show what has no reference of its own. */
const shortened = (object: string): string =>
  object.replace(/\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '$1');

/** Where one thing was asked for: the way to itself. */
function linkToPage(entry: AuditEntry | undefined, asked: AuditAsked, words: Words) {
  if (entry === undefined || asked.object === undefined) return null;
  const href = pageOfObject(entry, words.language);
  return href === undefined ? null : { text: words('to-page', { kind: words(`kind-${entry.kind}`) }), href };
}

import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';

import { isField, type Field } from '../../domain/import/columns.js';
import type { ColumnsOfCheck } from './columns-of-check.js';

/** Who may read a story can be said in any of these columns. */
const ofConsent: readonly Field[] = ['consent_audience', 'consent_audiences', 'share_with'];

/** A question for each field, in page order: what every file needs comes first. */
export const columnsForm = ({ matched, headings }: ColumnsOfCheck) =>
  defineForm(
    Object.fromEntries(
      inPageOrder([...matched.keys()]).map((field) => [
        field,
        field === 'narrative'
          ? choice({ options: headings, required: 'narrative-missing' })
          : choice({ options: headings }),
      ]),
    ),
  );

export const isNeeded = (field: Field): boolean => field === 'narrative' || ofConsent.includes(field);

const inPageOrder = (fields: readonly Field[]): readonly Field[] => [
  ...fields.filter(isNeeded),
  ...fields.filter((field) => !isNeeded(field)),
];

export const columnsTyped = (of: ColumnsOfCheck): FormState =>
  columnsForm(of).filled(Object.fromEntries([...of.matched].map(([field, heading]) => [field, heading ?? ''])));

export const columnsMatched = (
  values: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<Field, string | null> =>
  new Map(Object.entries(values).flatMap(([field, heading]) => (isField(field) ? [[field, heading ?? null]] : [])));

/** No answer about consent is a yes, so that a file without one is of no use. */
export function consentMissing(
  { isConsentFound }: ColumnsOfCheck,
  matched: ReadonlyMap<Field, string | null>,
): boolean {
  return !isConsentFound && ofConsent.every((field) => (matched.get(field) ?? null) === null);
}

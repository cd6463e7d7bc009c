import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { addressesOf, FIELDS, headingOf, isField, type Field } from './columns.js';

/**
 * A mapping is a JSON object from our field to a heading of the file:
 *
 *     { "narrative": "Your story", "consent_audience": "Who may read it?", "notes": "notes#2", "place": null }
 *
 * - Fields are those of `FIELDS` (the headings of the native CSV, and `share_with`, `name_ok`, `validation_status`).
 * - A heading is written as in the file; spaces round it and capitals do not matter. Where one heading comes twice,
 *   `notes` is the first column and `notes#2` the second.
 * - null: read this field from nowhere. A field that is left out is found by its own name, as without a mapping.
 * - One column serves one field.
 */
export type Mapping = Readonly<Record<string, string | null>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((heading: unknown) => heading === null || typeof heading === 'string');

export type ColumnsChosen = Readonly<Partial<Record<Field, number | null>>>;

/** Every mistake at once, each naming its field; details give the headings and fields there are. */
export const readMapping = (
  mapping: unknown,
  cells: readonly string[],
): { readonly chosen: ColumnsChosen } | { readonly refusals: readonly Refusal[] } => {
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping)) {
    return { refusals: [refuse('mapping-not-an-object')] };
  }
  const headings = cells.map(headingOf);
  const refusals: Refusal[] = [];
  const chosen: Partial<Record<Field, number | null>> = {};
  const fieldOfColumn = new Map<number, Field>();
  for (const [field, heading] of Object.entries(mapping)) {
    if (!isField(field)) refusals.push(refuse('mapping-field-unknown', field, { fields: FIELDS.join(', ') }));
    else if (heading === null) chosen[field] = null;
    else if (typeof heading !== 'string') refusals.push(refuse('mapping-value-not-a-heading', field));
    else {
      const column = columnOf(heading, headings);
      const other = column === null ? undefined : fieldOfColumn.get(column);
      if (column === null) {
        const there = addressesOf(headings).join(', ');
        refusals.push(refuse('mapping-heading-not-in-the-file', field, { heading, headings: there }));
      } else if (other !== undefined) {
        refusals.push(refuse('mapping-heading-used-twice', field, { heading, other }));
      } else {
        chosen[field] = column;
        fieldOfColumn.set(column, field);
      }
    }
  }
  return refusals.length > 0 ? { refusals } : { chosen };
};

/** A heading that really is called `notes#2` comes before the second `notes`. */
const columnOf = (heading: string, headings: readonly string[]): number | null => {
  const wanted = headingOf(heading).toLowerCase();
  const plain = headings.findIndex((each) => each.toLowerCase() === wanted);
  if (plain >= 0) return plain;
  const addressed = addressesOf(headings.map((each) => each.toLowerCase())).indexOf(wanted);
  return addressed >= 0 ? addressed : null;
};

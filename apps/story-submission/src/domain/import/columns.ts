import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';

import { AUDIENCES, type Audience } from './consent.js';
import { foldedName } from './programme-facts.js';

/**
 * What a column can hold. These are the headings of the native CSV; the last three are questions of a KoboToolbox form
 * that the native file does not have.
 */
export const FIELDS = [
  'external_id',
  'title',
  'narrative',
  'why_significant',
  'language',
  'domain',
  'period',
  'told_on',
  'change_happened_on',
  'place',
  'teller_name',
  'teller_role',
  'collector_name',
  'collector_role',
  'collection_route',
  'consent_audience',
  'consent_audiences',
  'quote_verbatim',
  'contact_again',
  'content_notes',
  'people_affected',
  'recommendation',
  'notes',
  'share_with',
  'name_ok',
  'validation_status',
] as const;

export type Field = (typeof FIELDS)[number];
export type FileFormat = 'native' | 'kobo';

/** Which column holds what. Columns are counted from 0. */
export interface Columns {
  readonly format: FileFormat;
  readonly headings: readonly string[];
  /** More than one where a heading comes twice. */
  readonly byField: Readonly<Partial<Record<Field, readonly number[]>>>;
  /** KoboToolbox' columns of 0 and 1, one for each answer of share_with. */
  readonly shareWithEach: Readonly<Partial<Record<Audience, number>>>;
  /** Of the further questions of the programme, by their id. */
  readonly byExtra: Readonly<Record<string, number>>;
  /** Headings that nothing is read from, technical ones of KoboToolbox left out. */
  readonly unused: readonly string[];
}

export const isField = (word: string): word is Field => FIELDS.some((field) => field === word);

/** Last names of questions in a form, without their groups. Several can stand for one field: the first one there wins. */
const KOBO_QUESTIONS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  external_id: ['_uuid'],
  validation_status: ['_validation_status'],
  notes: ['_notes'],
  narrative: ['narrative', 'what_changed'],
  why_significant: ['why_significant', 'why'],
  told_on: ['told_on', 'start', 'end'],
  place: ['place', 'county'],
  teller_role: ['teller_role', 'role'],
};

const KOBO_OWN = /^_|^(?:start|end|today|deviceid|phonenumber|username|instanceID)$/;

export const headingOf = (cell: string): string => cell.trim();

/** `notes`, `notes#2`: a heading that comes again is addressed by how often it has come. */
export const addressesOf = (headings: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count === 1 ? heading : `${heading}#${count}`;
  });
};

export const formatOf = (headings: readonly string[]): FileFormat =>
  headings.includes('_uuid') || headings.includes('_validation_status') || headings.includes('_submission_time')
    ? 'kobo'
    : 'native';

/** @param chosen from `readMapping`: fields whose column a person has named (null: read from nowhere) */
export const findColumns = (
  cells: readonly string[],
  chosen: Readonly<Partial<Record<Field, number | null>>> = {},
  extra: readonly ExtraQuestionDesign[] = [],
): Columns => {
  const headings = cells.map(headingOf);
  const format = formatOf(headings);
  const byField: Partial<Record<Field, readonly number[]>> = {};
  const taken = new Set<number>();
  for (const field of FIELDS) {
    const column = chosen[field];
    if (column === undefined || column === null) continue;
    byField[field] = [column];
    taken.add(column);
  }
  const lastNames = headings.map((heading) => (format === 'kobo' ? lastNameOf(heading) : heading.toLowerCase()));
  const shareWithEach = format === 'kobo' && chosen.share_with === undefined ? findShareWithEach(headings) : {};
  for (const column of Object.values(shareWithEach)) taken.add(column);
  for (const field of FIELDS) {
    if (chosen[field] !== undefined) continue;
    const names = (format === 'kobo' ? KOBO_QUESTIONS[field] : undefined) ?? [field];
    for (const name of names) {
      const columns = lastNames.flatMap((each, at) => (each === name && !taken.has(at) ? [at] : []));
      if (columns.length === 0) continue;
      byField[field] = columns;
      for (const column of columns) taken.add(column);
      break;
    }
  }
  const byExtra = findExtra(headings, lastNames, extra, taken);
  for (const column of Object.values(byExtra)) taken.add(column);
  const unused = headings.filter(
    (heading, at) => !taken.has(at) && heading !== '' && !(format === 'kobo' && KOBO_OWN.test(heading)),
  );
  return { format, headings, byField, shareWithEach, byExtra, unused };
};

/** A further question stands under its id, or under its words in either language. */
const findExtra = (
  headings: readonly string[],
  lastNames: readonly string[],
  extra: readonly ExtraQuestionDesign[],
  taken: ReadonlySet<number>,
): Readonly<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { id, wording } of extra) {
    const names = [id, wording.en, wording.cy].map(foldedName);
    const column = headings.findIndex(
      (heading, at) =>
        !taken.has(at) && (names.includes(foldedName(heading)) || names.includes(foldedName(lastNames[at] ?? ''))),
    );
    if (column >= 0 && !Object.values(found).includes(column)) found[id] = column;
  }
  return found;
};

const lastNameOf = (heading: string): string => heading.split(/[/.]/).at(-1) ?? heading;

const findShareWithEach = (headings: readonly string[]): Readonly<Partial<Record<Audience, number>>> => {
  const columns: Partial<Record<Audience, number>> = {};
  headings.forEach((heading, at) => {
    const [answer, question] = heading.split(/[/.]/).reverse();
    const audience = AUDIENCES.find((each) => each === answer);
    if (question === 'share_with' && audience !== undefined) columns[audience] ??= at;
  });
  return columns;
};

export const hasConsentColumn = (columns: Columns): boolean =>
  columns.byField.consent_audience !== undefined ||
  columns.byField.consent_audiences !== undefined ||
  columns.byField.share_with !== undefined ||
  Object.keys(columns.shareWithEach).length > 0;

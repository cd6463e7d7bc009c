/** What a finding does to its row: stops it, lets it in with something to look at, or is only worth knowing. */
export type Effect = 'reject' | 'warn' | 'note';

/**
 * Every reason a row can carry. The order is the order of weight: the first finding in it becomes the primary reason
 * of its row, so what broke the shape of a row comes before what its cells say.
 */
export const ROW_REASONS = {
  'quotation-mark-never-closed': 'reject',
  'inside-an-unclosed-quotation-mark': 'reject',
  'row-too-large': 'reject',
  'row-with-nothing-in-it': 'reject',
  'header-repeated': 'reject',
  'quotation-marks-do-not-pair': 'reject',
  'too-many-cells-columns-shifted': 'reject',
  'too-few-cells-consent-missing': 'reject',
  'external-id-too-long': 'reject',
  'row-already-above': 'reject',
  'id-already-used-with-other-text': 'reject',
  'id-already-used-once-invisible-characters-are-gone': 'reject',
  'consent-missing': 'reject',
  'consent-not-understood': 'reject',
  'consent-answers-disagree': 'reject',
  'consent-to-nobody': 'reject',
  'id-used-again-and-consent-not-clear': 'reject',
  'kobo-on-hold': 'reject',
  'kobo-not-approved': 'reject',
  'kobo-validation-not-understood': 'reject',
  'narrative-empty': 'reject',
  'narrative-too-long': 'reject',
  'text-too-long': 'reject',
  'told-on-is-not-a-date': 'reject',
  'period-not-known': 'reject',
  'period-missing': 'reject',
  'two-columns-of-one-name-disagree-and-it-matters': 'reject',
  'id-used-again-further-down': 'warn',
  'narrower-consent-of-a-later-row-used': 'warn',
  'consent-tidied-spaces-and-capitals': 'warn',
  'name-agreed-but-not-for-the-public': 'warn',
  'use-not-understood-taken-as-no': 'warn',
  'not-utf-8-in-this-row-read-as-windows-1252': 'warn',
  'characters-lost-before-this-file': 'warn',
  'hidden-direction-mark': 'warn',
  'control-characters-taken-out': 'warn',
  'invisible-characters-taken-out': 'warn',
  'two-columns-of-one-name-disagree': 'warn',
  'date-has-two-readings': 'warn',
  'date-is-a-spreadsheet-day-number': 'warn',
  'date-read-as-day-month-year': 'warn',
  'date-read-as-month-day-year': 'warn',
  'date-moved-by-its-time-zone': 'warn',
  'change-happened-on-kept-as-words': 'warn',
  'period-taken-from-the-date': 'warn',
  'domain-not-known': 'warn',
  'language-missing': 'warn',
  'language-not-known': 'warn',
  'route-not-known': 'warn',
  'people-affected-is-not-a-number': 'warn',
  'extra-answer-kept-as-words': 'warn',
  'extra-answer-missing': 'warn',
  'kobo-not-yet-validated': 'warn',
  'title-missing': 'warn',
  'why-missing': 'warn',
  'narrative-longer-than-a-spreadsheet-cell': 'warn',
  'looks-like-markup-kept-as-plain-text': 'warn',
  'cell-starts-with-a-tab-or-formula-sign': 'warn',
  'cell-starts-with-a-formula-sign': 'warn',
  'quotation-marks-in-an-unquoted-cell': 'warn',
  'too-few-cells-only-empty-ones-missing': 'warn',
  'extra-empty-cells-at-the-end': 'warn',
  'no-external-id': 'warn',
  'line-breaks-and-quotes-inside-a-cell': 'note',
  'combining-accents': 'note',
  'emoji-kept-whole': 'note',
  'line-ends-with-crlf': 'note',
  'line-ends-with-lf': 'note',
} as const satisfies Readonly<Record<string, Effect>>;

export type RowReason = keyof typeof ROW_REASONS;

/** What is said about a whole file; none of them stops it. In the order in which they are told. */
export const FILE_WARNINGS = [
  'byte-order-mark',
  'comment-lines-at-the-top',
  'header-names-twice',
  'mixed-line-endings',
  'not-all-utf-8',
  'quotation-mark-never-closed',
  'columns-not-used',
  'no-period-column-dates-decide',
] as const;

export type FileWarningReason = (typeof FILE_WARNINGS)[number];

export interface FileWarning {
  readonly reason: FileWarningReason;
  readonly details: Readonly<Record<string, string | number>>;
}

/** One thing found in a row. `details` never hold the teller's words: reports of imports are kept and logged. */
export interface Finding {
  readonly reason: RowReason;
  readonly field?: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

const weight = new Map(Object.keys(ROW_REASONS).map((reason, at) => [reason, at]));

/** Heaviest first; findings of one weight stay in the order of their columns. */
export const byWeight = (one: Finding, other: Finding): number =>
  (weight.get(one.reason) ?? 0) - (weight.get(other.reason) ?? 0);

export const effectOf = (finding: Finding): Effect => ROW_REASONS[finding.reason];

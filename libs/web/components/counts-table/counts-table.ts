import type { Language } from '../../language.js';

export interface CountsRow {
  readonly label: string;
  /** Written as people read them: `writeNumber`, or “fewer than 5” where a small number is not shown. */
  readonly counts: readonly string[];
  /** The language of the label, where it is not the page's. */
  readonly language?: Language;
}

/** What the macro `countsTable` takes. */
export interface CountsTableParams {
  readonly id?: string;
  readonly caption: string;
  /** For who listens: a heading above already says it to who looks. */
  readonly isCaptionHeard?: true;
  /** The heading of the labels, then one for each count. */
  readonly head: readonly string[];
  readonly rows: readonly CountsRow[];
  readonly total?: CountsRow;
}

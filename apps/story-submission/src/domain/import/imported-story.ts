import type { ExtraAnswerGiven } from '#contracts/shared/extra-questions.js';

import type { ConsentGiven } from './consent.js';
import type { Finding, RowReason } from './import-reasons.js';

export const ROUTES = ['own', 'interview', 'group', 'staff', 'transcript'] as const;
export type Route = (typeof ROUTES)[number];

/** Fields whose characters can be taken out; `original` holds such a cell as it stood in the file. */
export type OriginalCells = Readonly<Record<string, string>>;

/** A row that may be told as a story. Text is NFC with LF line ends and without characters that cannot be seen. */
export interface ImportedStory {
  readonly externalId: string | null;
  readonly title: string | null;
  /** At most 100,000 characters, never blank; outer spaces are the teller's and stay. */
  readonly narrative: string;
  readonly whySignificant: string | null;
  /** A language of the programme, `mixed` or `other`; null where nothing says. */
  readonly language: string | null;
  readonly domain: string | null;
  readonly period: string;
  /** YYYY-MM-DD in the programme's time zone. */
  readonly toldOn: string | null;
  /** YYYY, YYYY-MM or YYYY-MM-DD: as exactly as the teller knew it. */
  readonly changeHappenedOn: string | null;
  readonly place: string | null;
  readonly tellerName: string | null;
  readonly tellerRole: string | null;
  readonly collectorName: string | null;
  readonly collectorRole: string | null;
  readonly route: Route | null;
  readonly consent: ConsentGiven;
  readonly contentNotes: readonly string[];
  readonly peopleAffected: number | null;
  readonly recommendation: string | null;
  /** The notes columns and, a line each as `field: words`, what had no home: an unknown domain, a second teller role. */
  readonly notes: string | null;
  /** To the further questions of the programme. */
  readonly extra: readonly ExtraAnswerGiven[];
  /** By column name, the cells out of which characters were taken, as they were. Sealed like the story itself. */
  readonly original: OriginalCells | null;
}

interface RowJudged {
  readonly line: number;
  readonly lastLine: number;
  /** As written in the file; the story carries the tidied one. */
  readonly externalId: string;
  /** The heaviest finding's reason, or `nothing-wrong`. */
  readonly reason: RowReason | 'nothing-wrong';
  readonly findings: readonly Finding[];
}

export type Verdict =
  | (RowJudged & { readonly do: 'accept' | 'accept_with_warning'; readonly story: ImportedStory })
  | (RowJudged & { readonly do: 'reject' });

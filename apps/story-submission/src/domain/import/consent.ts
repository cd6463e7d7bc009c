import type { RowReason } from './import-reasons.js';

export const AUDIENCES = ['panel', 'organisation', 'partner', 'public'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** An audience that is absent may not read the story. */
export type AudiencesAnswered = Readonly<Partial<Record<Audience, { readonly shown: true; readonly named: boolean }>>>;

export interface ConsentGiven {
  readonly audiences: AudiencesAnswered;
  readonly uses: { readonly quote: boolean; readonly contactAgain: boolean };
}

/** The cells that speak of consent, cleaned of characters that cannot be seen; null where the file has no such column. */
export interface ConsentCells {
  readonly audience: string | null;
  readonly audiences: string | null;
  readonly shareWith: string | null;
  /** Answers of 0 and 1, one for each audience that has a column. */
  readonly shareWithEach: Readonly<Partial<Record<Audience, string>>> | null;
  readonly nameOk: string | null;
  readonly quote: string | null;
  readonly contactAgain: string | null;
}

export type ConsentRead =
  | {
      readonly kind: 'given';
      readonly consent: ConsentGiven;
      readonly field: string;
      readonly reasons: readonly { readonly reason: RowReason; readonly field: string }[];
    }
  | { readonly kind: 'refused'; readonly reason: RowReason; readonly field: string };

interface Named {
  readonly named: boolean;
}
type Answer = ReadonlyMap<Audience, Named> | 'not-understood' | 'disagrees' | null;

const YES = new Set(['yes', 'y', 'true', '1', 'ie', 'ydw', 'iawn']);
const NO = new Set(['no', 'n', 'false', '0', 'na', 'nac ydw', '']);
const NOBODY = new Set(['none', 'nobody', 'no_one', 'neb']);

const tidied = (cell: string): string =>
  cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** The shorthand: that audience and those before it; only `public_named` shows the name, and only in public. */
const readShorthand = (cell: string): Answer => {
  const word = tidied(cell);
  if (word === '') return null;
  if (NOBODY.has(word)) return new Map();
  const widest: Audience | undefined =
    word === 'public_named' || word === 'public_unnamed'
      ? 'public'
      : word === 'panel' || word === 'organisation' || word === 'partner'
        ? word
        : undefined;
  if (widest === undefined) return 'not-understood';
  const answer = new Map<Audience, Named>();
  for (const audience of AUDIENCES.slice(0, AUDIENCES.indexOf(widest) + 1)) {
    answer.set(audience, { named: audience === 'public' && word === 'public_named' });
  }
  return answer;
};

const isAudience = (word: string): word is Audience => AUDIENCES.some((audience) => audience === word);

/** A set: each audience alone, none implies another; `_named` after one shows the name to it. */
const readSet = (words: readonly string[]): Answer => {
  const answer = new Map<Audience, Named>();
  const given = words.map(tidied).filter((word) => word !== '');
  if (given.length === 0) return null;
  if (given.every((word) => NOBODY.has(word))) return answer;
  for (const word of given) {
    const audience = word.replace(/_(?:un)?named$/, '');
    if (!isAudience(audience)) return 'not-understood';
    const named = word === `${audience}_named`;
    const earlier = answer.get(audience);
    if (earlier !== undefined && earlier.named !== named) return 'disagrees';
    answer.set(audience, { named });
  }
  return answer;
};

const readEach = (each: Readonly<Partial<Record<Audience, string>>>): Answer => {
  const answer = new Map<Audience, Named>();
  let hasAnswer = false;
  for (const audience of AUDIENCES) {
    const cell = each[audience]?.trim().toLowerCase() ?? '';
    if (cell === '') continue;
    hasAnswer = true;
    if (YES.has(cell)) answer.set(audience, { named: false });
    else if (!NO.has(cell)) return 'not-understood';
  }
  return hasAnswer ? answer : null;
};

const areTheSame = (one: ReadonlyMap<Audience, Named>, other: ReadonlyMap<Audience, Named>): boolean =>
  one.size === other.size && [...one].every(([audience, { named }]) => other.get(audience)?.named === named);

const readUse = (cell: string | null): { readonly isYes: boolean; readonly isUnclear: boolean } => {
  const word = cell?.trim().toLowerCase() ?? '';
  return { isYes: YES.has(word), isUnclear: !YES.has(word) && !NO.has(word) };
};

/**
 * Who may read it, from every column that says so. Nothing is guessed: an answer that cannot be read, two answers that
 * differ, or none at all refuse the row. Uses are different: a use that cannot be read is a no, and said.
 */
export const readConsent = (cells: ConsentCells): ConsentRead => {
  const answers: { readonly field: string; readonly answer: Answer }[] = [];
  if (cells.audience !== null) answers.push({ field: 'consent_audience', answer: readShorthand(cells.audience) });
  if (cells.audiences !== null) {
    answers.push({ field: 'consent_audiences', answer: readSet(cells.audiences.split(';')) });
  }
  if (cells.shareWith !== null) {
    answers.push({ field: 'share_with', answer: readSet(cells.shareWith.split(/[\s;]+/)) });
  }
  if (cells.shareWithEach !== null) answers.push({ field: 'share_with', answer: readEach(cells.shareWithEach) });

  const field = answers[0]?.field ?? 'consent_audience';
  let agreed: ReadonlyMap<Audience, Named> | null = null;
  for (const { field: from, answer } of answers) {
    if (answer === 'not-understood') return { kind: 'refused', reason: 'consent-not-understood', field: from };
    if (answer === 'disagrees') return { kind: 'refused', reason: 'consent-answers-disagree', field: from };
    if (answer === null) continue;
    if (agreed !== null && !areTheSame(agreed, answer)) {
      return { kind: 'refused', reason: 'consent-answers-disagree', field: from };
    }
    agreed = answer;
  }
  if (agreed === null) return { kind: 'refused', reason: 'consent-missing', field };
  if (agreed.size === 0) return { kind: 'refused', reason: 'consent-to-nobody', field };
  return consentOf(agreed, cells, field);
};

const consentOf = (agreed: ReadonlyMap<Audience, Named>, cells: ConsentCells, field: string): ConsentRead => {
  const reasons: { reason: RowReason; field: string }[] = [];
  const name = readUse(cells.nameOk);
  const quote = readUse(cells.quote);
  const contactAgain = readUse(cells.contactAgain);
  if (cells.audience !== null && cells.audience !== '' && cells.audience !== tidied(cells.audience)) {
    reasons.push({ reason: 'consent-tidied-spaces-and-capitals', field: 'consent_audience' });
  }
  if (name.isYes && !agreed.has('public')) {
    reasons.push({ reason: 'name-agreed-but-not-for-the-public', field: 'name_ok' });
  }
  const uses = [
    { use: name, of: 'name_ok' },
    { use: quote, of: 'quote_verbatim' },
    { use: contactAgain, of: 'contact_again' },
  ];
  for (const { use, of } of uses) {
    if (use.isUnclear) reasons.push({ reason: 'use-not-understood-taken-as-no', field: of });
  }
  const audiences: Partial<Record<Audience, { readonly shown: true; readonly named: boolean }>> = {};
  for (const audience of AUDIENCES) {
    const answer = agreed.get(audience);
    if (answer === undefined) continue;
    // One question about the name, with no audience named in it, is taken in its plainest sense: beside a public story.
    audiences[audience] = { shown: true, named: answer.named || (audience === 'public' && name.isYes) };
  }
  const allowed = { quote: quote.isYes, contactAgain: contactAgain.isYes };
  return { kind: 'given', consent: { audiences, uses: allowed }, field, reasons };
};

/** What both allow. */
export const narrowerOf = (one: ConsentGiven, other: ConsentGiven): ConsentGiven => {
  const audiences: Partial<Record<Audience, { readonly shown: true; readonly named: boolean }>> = {};
  for (const audience of AUDIENCES) {
    const [mine, theirs] = [one.audiences[audience], other.audiences[audience]];
    if (mine !== undefined && theirs !== undefined) {
      audiences[audience] = { shown: true, named: mine.named && theirs.named };
    }
  }
  return {
    audiences,
    uses: {
      quote: one.uses.quote && other.uses.quote,
      contactAgain: one.uses.contactAgain && other.uses.contactAgain,
    },
  };
};

/** True where `narrower` allows less than `wider`. */
export const takesAway = (narrower: ConsentGiven, wider: ConsentGiven): boolean =>
  narrower.uses.quote !== wider.uses.quote ||
  narrower.uses.contactAgain !== wider.uses.contactAgain ||
  AUDIENCES.some((audience) => narrower.audiences[audience]?.named !== wider.audiences[audience]?.named);

export const reachesNobody = (consent: ConsentGiven): boolean =>
  AUDIENCES.every((audience) => consent.audiences[audience] === undefined);

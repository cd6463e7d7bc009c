import type { ExtraAnswerGiven, ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { isRefusal } from '#contracts/shared/refusal.js';

import { extraAnswer } from '../extra/extra-answers.js';
import type { Columns, Field } from './columns.js';
import type { FileRow } from './file-row.js';
import { freeTextOf, shortTextOf, textOf, type StoryRead } from './free-text.js';
import { ROUTES, type ImportedStory, type Route } from './imported-story.js';
import { idNamed, idsByName, type ProgrammeFacts } from './programme-facts.js';
import { readDay, readPartOfADate, type DayRead } from './read-dates.js';
import { cellAt, isBlank } from './row-cells.js';

export type StoryWithoutConsent = Omit<ImportedStory, 'externalId' | 'consent' | 'original'>;
type Period = ProgrammeFacts['periods'][number];

const LANGUAGE_WORDS: ReadonlyMap<string, string> = new Map([
  ['english', 'en'],
  ['saesneg', 'en'],
  ['welsh', 'cy'],
  ['cymraeg', 'cy'],
  ['mixed', 'mixed'],
  ['cymysg', 'mixed'],
  ['other', 'other'],
  ['arall', 'other'],
]);
/** A whole number of people that could be true. */
const PEOPLE = /^\d{1,9}$/;

/** Reads everything of a story that is not its id or its consent, against the programme. */
export class StoryCells {
  private readonly domains: ReadonlyMap<string, string>;
  private readonly periodIds: ReadonlyMap<string, string>;
  private readonly periods: ReadonlyMap<string, Period>;
  private readonly languages: ReadonlyMap<string, string>;
  private readonly timeZone: string;
  private readonly isKobo: boolean;
  private readonly extraQuestions: readonly ExtraQuestionDesign[];

  constructor(
    private readonly columns: Columns,
    programme: ProgrammeFacts,
  ) {
    this.domains = idsByName(programme.domains);
    this.periodIds = idsByName(programme.periods);
    this.periods = new Map(programme.periods.map((period) => [period.id, period]));
    this.languages = new Map([
      ...LANGUAGE_WORDS,
      ...programme.languages.map((language) => [language.toLowerCase(), language] as const),
    ]);
    this.timeZone = programme.timezone;
    this.extraQuestions = programme.extraQuestions ?? [];
    this.isKobo = columns.format === 'kobo';
  }

  /** Null where a finding stops the row. */
  read(row: FileRow, read: StoryRead): StoryWithoutConsent | null {
    const { columns } = this;
    if (columns.byField.validation_status !== undefined) this.judgeValidation(row, read);
    const title = shortTextOf(row, columns, 'title', read);
    if (title === null) read.findings.push({ reason: 'title-missing', field: 'title' });
    const narrative = freeTextOf(row, columns, 'narrative', read);
    const hasNarrative = !isBlank(narrative);
    if (!hasNarrative) read.findings.push({ reason: 'narrative-empty', field: 'narrative' });
    const why = freeTextOf(row, columns, 'why_significant', read);
    if (isBlank(why)) read.findings.push({ reason: 'why-missing', field: 'why_significant' });
    const language = this.language(row, read);
    const domain = this.domain(row, read);
    const { period, toldOn } = this.periodAndDay(row, read);
    const rest = {
      title,
      narrative,
      whySignificant: isBlank(why) ? null : why,
      language,
      domain,
      toldOn,
      changeHappenedOn: this.changeHappenedOn(row, read),
      place: this.choiceOrText(row, 'place', read),
      tellerName: shortTextOf(row, columns, 'teller_name', read),
      tellerRole: this.choiceOrText(row, 'teller_role', read),
      collectorName: shortTextOf(row, columns, 'collector_name', read),
      collectorRole: shortTextOf(row, columns, 'collector_role', read),
      route: this.route(row, read),
      contentNotes: this.contentNotes(row, read),
      peopleAffected: this.peopleAffected(row, read),
      recommendation: shortTextOf(row, columns, 'recommendation', read),
      extra: this.extra(row, read),
      notes: this.notes(row, read),
    };
    return hasNarrative && period !== null ? { ...rest, period: period.id } : null;
  }

  /** The names of choices in a form stand in for words: their underscores are spaces. */
  private choiceOrText(row: FileRow, field: Field, read: StoryRead): string | null {
    const text = shortTextOf(row, this.columns, field, read);
    return text !== null && this.isKobo && /^[a-z0-9_]+$/.test(text) ? text.replaceAll('_', ' ') : text;
  }

  private judgeValidation(row: FileRow, read: StoryRead): void {
    const field = 'validation_status';
    const word = textOf(row, this.columns, field, read).trim().toLowerCase();
    const status = word.replace(/^validation_status_/, '').replace(/\s+/g, '_');
    if (status === 'approved') return;
    if (status === '') read.findings.push({ reason: 'kobo-not-yet-validated', field });
    else if (status === 'on_hold') read.findings.push({ reason: 'kobo-on-hold', field });
    else if (status === 'not_approved') read.findings.push({ reason: 'kobo-not-approved', field });
    else read.findings.push({ reason: 'kobo-validation-not-understood', field });
  }

  private language(row: FileRow, read: StoryRead): string | null {
    const written = textOf(row, this.columns, 'language', read);
    if (isBlank(written)) {
      read.findings.push({ reason: 'language-missing', field: 'language' });
      return null;
    }
    const known = idNamed(written, this.languages);
    if (known !== undefined) return known;
    read.findings.push({ reason: 'language-not-known', field: 'language' });
    read.kept.push(`language: ${written.trim()}`);
    return 'other';
  }

  private domain(row: FileRow, read: StoryRead): string | null {
    const written = textOf(row, this.columns, 'domain', read);
    if (isBlank(written)) return null;
    const known = idNamed(written, this.domains);
    if (known !== undefined) return known;
    read.findings.push({ reason: 'domain-not-known', field: 'domain' });
    read.kept.push(`domain: ${written.trim()}`);
    return null;
  }

  private periodAndDay(row: FileRow, read: StoryRead): { period: Period | null; toldOn: string | null } {
    const written = textOf(row, this.columns, 'period', read);
    const named = isBlank(written) ? null : (this.periods.get(idNamed(written, this.periodIds) ?? '') ?? null);
    if (named === null && !isBlank(written)) read.findings.push({ reason: 'period-not-known', field: 'period' });
    const toldOn = this.dayToldOn(row, named, read);
    if (named !== null || !isBlank(written)) return { period: named, toldOn };
    return { period: this.periodAround(toldOn, read), toldOn };
  }

  /** Only a day that lies in exactly one period says which; in a file without the column that is said once, for the file. */
  private periodAround(day: string | null, read: StoryRead): Period | null {
    const around = [...this.periods.values()].filter(
      ({ opens, closes }) => day !== null && day >= opens && day <= closes,
    );
    const [only, another] = around;
    if (only === undefined || another !== undefined) {
      read.findings.push({ reason: 'period-missing', field: 'period' });
      return null;
    }
    if (this.columns.byField.period !== undefined) {
      read.findings.push({ reason: 'period-taken-from-the-date', field: 'period' });
    }
    return only;
  }

  private dayToldOn(row: FileRow, period: Period | null, read: StoryRead): string | null {
    const written = textOf(row, this.columns, 'told_on', read);
    const day: DayRead = isBlank(written) ? { kind: 'blank' } : readDay(written, period, this.timeZone);
    if (day.kind === 'not-a-date') read.findings.push({ reason: 'told-on-is-not-a-date', field: 'told_on' });
    if (day.kind !== 'day') return null;
    if (day.reason !== null) read.findings.push({ reason: day.reason, field: 'told_on', details: { date: day.date } });
    return day.date;
  }

  private changeHappenedOn(row: FileRow, read: StoryRead): string | null {
    const field = 'change_happened_on';
    const written = textOf(row, this.columns, field, read);
    if (isBlank(written)) return null;
    const part = readPartOfADate(written);
    if (part !== null) return part;
    const day = readDay(written, null, this.timeZone);
    if (day.kind === 'day') {
      if (day.reason !== null) read.findings.push({ reason: day.reason, field, details: { date: day.date } });
      return day.date;
    }
    read.findings.push({ reason: 'change-happened-on-kept-as-words', field });
    read.kept.push(`${field}: ${written.trim()}`);
    return null;
  }

  private route(row: FileRow, read: StoryRead): Route | null {
    const written = textOf(row, this.columns, 'collection_route', read);
    if (isBlank(written)) return null;
    const known = ROUTES.find((route) => route === written.trim().toLowerCase());
    if (known !== undefined) return known;
    read.findings.push({ reason: 'route-not-known', field: 'collection_route' });
    read.kept.push(`collection_route: ${written.trim()}`);
    return null;
  }

  private contentNotes(row: FileRow, read: StoryRead): readonly string[] {
    const written = freeTextOf(row, this.columns, 'content_notes', read);
    if (isBlank(written)) return [];
    return written.split(';').flatMap((note) => (note.trim() === '' ? [] : [note.trim()]));
  }

  private peopleAffected(row: FileRow, read: StoryRead): number | null {
    const written = textOf(row, this.columns, 'people_affected', read);
    if (isBlank(written)) return null;
    if (PEOPLE.test(written.trim())) return Number(written.trim());
    read.findings.push({ reason: 'people-affected-is-not-a-number', field: 'people_affected' });
    read.kept.push(`people_affected: ${written.trim()}`);
    return null;
  }

  /** What does not fit its question is kept as words: nothing of a row is lost to a limit. */
  private extra(row: FileRow, read: StoryRead): readonly ExtraAnswerGiven[] {
    return this.extraQuestions.flatMap((question) => {
      const field = question.id;
      const column = this.columns.byExtra[field];
      const written = column === undefined ? '' : cellAt(row, column, field, field, read);
      const parts = question.kind === 'several' ? written.split(/[;|\n]/) : [written];
      const answer = extraAnswer(question, isBlank(written) ? '' : parts);
      if (answer === undefined) return [];
      if (!isRefusal(answer)) return [answer];
      // A file without the column asked nobody: that is said of no row.
      if (isBlank(written)) {
        if (column !== undefined) read.findings.push({ reason: 'extra-answer-missing', field });
        return [];
      }
      read.findings.push({ reason: 'extra-answer-kept-as-words', field });
      read.kept.push(`${question.wording.en}: ${written.trim()}`);
      return [];
    });
  }

  private notes(row: FileRow, read: StoryRead): string | null {
    const written = shortTextOf(row, this.columns, 'notes', read);
    const lines = written === null ? read.kept : [written, ...read.kept];
    return lines.length === 0 ? null : lines.join('\n');
  }
}

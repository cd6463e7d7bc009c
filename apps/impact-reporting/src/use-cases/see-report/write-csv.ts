import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import type { AnsweredLater } from '#service-kit/stories/known-still-so.js';
import type { Words } from '#web/words/words.js';
import { writeDate, writeList } from '#web/written.js';

import type { ReportSeen, ReportSitting } from '../../reports/report.js';
import { withheldSaid } from './withheld-said.js';

/** One line for each story chosen, and one for each outcome without a story. Formula signs are made harmless; UTF-8 with mark. */
export function reportAsCsv({ report, timeZone }: ReportSeen, words: Words): string {
  const { language } = words;
  const columns = [
    'level',
    'panel',
    'domain',
    'method',
    'considered',
    'outcome',
    'reference',
    'story-language',
    'title',
    'narrative',
    'why',
    'teller',
    'reason',
    'still-so',
    'other-views',
  ];
  const rows = report.levels.flatMap(({ name, sittings }) =>
    sittings.flatMap((sitting) => {
      const before = [
        name[language],
        panelsOf(sitting, words),
        sitting.domain?.[language] ?? '',
        words(`method-${sitting.method}`),
        sitting.considered ?? words('hidden'),
        words(`outcome-${sitting.outcome}`),
      ];
      const reason = sitting.reason ?? '';
      const others = otherViews(sitting, words);
      if (sitting.chosen.length === 0) return [[...before, '', '', '', '', '', '', reason, '', others]];
      return sitting.chosen.map((story) =>
        story.kind === 'shown'
          ? [
              ...before,
              story.reference,
              story.language,
              story.title ?? '',
              story.narrative,
              story.whySignificant ?? '',
              story.teller ?? '',
              reason,
              stillSoSaid(story.stillSo, timeZone, words),
              others,
            ]
          : [...before, story.reference ?? '', '', withheldSaid(story, words), '', '', '', reason, '', others],
      );
    }),
  );
  const head = columns.map((column) => words(`column-${column}`));
  return csvForSpreadsheets([head, ...rows]);
}

const otherViews = ({ dissent }: ReportSitting, words: Words): string =>
  dissent.map(({ kind, text }) => `${words(kind === 'caveat' ? 'caveat' : 'dissent-one')}: ${text}`).join('\n');

const stillSoSaid = (later: readonly AnsweredLater[], timeZone: string, words: Words): string =>
  later
    .map(({ months, answer, at, text }) => {
      const when = words('still-so-part', { n: months, date: writeDate(words.language, at, timeZone) });
      return [when, words(`still-so-${answer}`), ...(text === null ? [] : [text])].join(' ');
    })
    .join('\n');

const panelsOf = ({ panel, together }: ReportSitting, words: Words): string => {
  const { language } = words;
  if (together.length === 0) return panel.name[language];
  const names = together.map(({ name }) => name[language]);
  return words('panels-together', { panels: writeList(language, names) });
};

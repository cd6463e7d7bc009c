import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import type { Words } from '#web/words/words.js';

import type { Measured } from '../../domain/measures/measured.js';
import { partName } from './part-names.js';
import type { ProgrammeMeasured } from './see-measures.query.js';

const columns = ['measure', 'definition', 'unit', 'level', 'period', 'part', 'value', 'note'] as const;

/** One line a figure. What is hidden on the page is hidden here, and the note says which it is. */
export function measuresAsCsv({ design, periods, measures }: ProgrammeMeasured, words: Words): string {
  const { by, parts, series, selection } = measures;
  const periodName = (id: string | null): string =>
    design.periods.find((period) => period.id === id)?.name[words.language] ?? words('overall');
  const value = (figure: Measured): readonly [string, string] => {
    if (typeof figure === 'number') return [String(figure), ''];
    return ['', words(figure === 'hidden' ? 'hidden' : 'nothing')];
  };
  const lines = series.flatMap(({ measure, unit, isKnown, periods: figures, overall }) => {
    const about = [words(`measure-${measure}`), words(`definition-${measure}`), words(`unit-${unit}`), ''];
    if (!isKnown) return [[...about, '', '', '', words('not-known')]];
    return [...figures, overall].flatMap((line, at) => {
      const period = periodName(periods[at] ?? null);
      return [
        [...about, period, words('all'), ...value(line.whole)],
        ...line.parts.map((figure, part) => [
          ...about,
          period,
          partName(by, parts[part] ?? '', design, words),
          ...value(figure),
        ]),
      ];
    });
  });
  const ratios = selection.flatMap(({ level, attribute, period, ratios: each, spread }) => {
    const about = [
      words('selection-by', { attribute: words(`by-${attribute}`) }),
      words('selection-definition'),
      words('unit-ratio'),
      partName('level', String(level), design, words),
      periodName(period),
    ];
    return [
      ...each.map(({ part, ratio }) => [...about, partName(attribute, part, design, words), ...value(ratio)]),
      [...about, words('spread'), ...value(spread)],
    ];
  });
  const head = columns.map((column) => words(`column-${column}`));
  return csvForSpreadsheets([head, ...lines, ...ratios]);
}

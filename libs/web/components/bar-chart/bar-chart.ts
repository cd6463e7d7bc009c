import { writeNumber } from '../../written.js';
import type { Language } from '../../language.js';
import type { CountsTableParams } from '../counts-table/counts-table.js';

export interface Bar {
  readonly label: string;
  readonly count: number;
  /** The language of the label, where it is not the page's. */
  readonly language?: Language;
}

export interface BarChartParams {
  readonly id: string;
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly count: string;
    /** In thousandths of the whole width. */
    readonly width: number;
    readonly language?: Language;
  }[];
  readonly table: CountsTableParams;
}

const wholeWidth = 1000;

/**
 * What the macro `barChart` takes: bars from zero, so that twice as much is twice as long, and the table beside them.
 * `language` is the page's. Counts are whole and not below 0; a count that must not be shown has no bar: leave it out.
 */
export function barChart(
  language: Language,
  chart: {
    readonly id: string;
    readonly title: string;
    readonly caption: string;
    /** The headings of the labels and of the counts. */
    readonly head: readonly [string, string];
    readonly bars: readonly Bar[];
  },
): BarChartParams {
  const most = Math.max(1, ...chart.bars.map(({ count }) => count));
  const written = chart.bars.map(({ count, ...bar }) => ({ ...bar, count: writeNumber(language, count) }));
  return {
    id: chart.id,
    title: chart.title,
    bars: chart.bars.map(({ count, ...bar }) => ({
      ...bar,
      count: writeNumber(language, count),
      width: Math.round((count / most) * wholeWidth),
    })),
    table: {
      caption: chart.caption,
      head: chart.head,
      rows: written.map(({ count, ...row }) => ({ ...row, counts: [count] })),
    },
  };
}

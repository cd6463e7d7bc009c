import type { BarChartParams } from '#web/components/bar-chart/bar-chart.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeNumber, writeShare } from '#web/written.js';

import { measuresCsvApi, seeMeasures, seeReports } from '../../addresses.js';
import {
  breakdowns,
  type Figures,
  type Measured,
  type MeasureName,
  type Series,
  type Unit,
} from '../../domain/measures/measured.js';
import type { SelectionRatios } from '../../domain/measures/selection.js';
import { partName } from './part-names.js';
import type { ProgrammeMeasured } from './see-measures.query.js';

const groups: readonly (readonly [group: string, measures: readonly MeasureName[]])[] = [
  ['stories', ['stories-told', 'share-of-stories', 'negative-share']],
  [
    'people',
    [
      ...(['tellers', 'new-tellers', 'returning-tellers'] as const),
      ...(['collectors', 'new-collectors', 'returning-collectors', 'top-collector-share'] as const),
    ],
  ],
  [
    'meetings',
    [
      ...(['meetings-closed', 'participation', 'reasons-rate', 'median-reason-length'] as const),
      ...(['rounds-to-outcome', 'dissent-rate'] as const),
    ],
  ],
  ['waiting', ['days-told-to-read', 'days-read-to-decided', 'days-told-to-decided', 'days-decided-to-fed-back']],
  [
    'followed',
    ['feedback-completion', 'verification-cover', 'recommendations-made', 'actions-opened', 'actions-closed'],
  ],
];

export function seeMeasuresView(measured: ProgrammeMeasured, words: Words) {
  const { language } = words;
  const { design, periods, measures } = measured;
  const at = { language, programme: design.id };
  const isEmpty = periods.length === 0;
  const shown = groups.flatMap(([group, names]) => {
    const series = names.flatMap((name) => measures.series.filter(({ measure }) => measure === name));
    const sections = series.map((each) => seriesView(each, measured, words));
    return sections.length === 0 ? [] : [{ id: group, heading: words(`group-${group}`), sections }];
  });
  const selectionId = 'selection';
  return {
    title: words('heading'),
    backLink: seeReports.to({ language }),
    programme: design.name[language],
    heading: words('heading'),
    intro: words('intro'),
    smallNumbers: words('small-numbers'),
    empty: isEmpty ? words('empty') : '',
    action: seeMeasures.to(at),
    by: macroParams({
      id: 'by',
      name: 'by',
      label: { text: words('by') },
      items: breakdowns.map((by) => ({ value: by, text: words(`by-${by}`), selected: by === measures.by })),
    }),
    show: words('show'),
    contents: {
      heading: words('on-this-page'),
      back: words('back-to-list'),
      items: [
        ...shown.map(({ id, heading }) => ({ id, text: heading })),
        { id: selectionId, text: words('group-selection') },
      ],
    },
    groups: shown,
    selection: {
      id: selectionId,
      heading: words('group-selection'),
      definition: words('selection-definition'),
      empty: measures.selection.length === 0 ? words('selection-empty') : '',
      tables: selectionTables(measured, words),
    },
    csv: {
      text: words('csv'),
      href: measuresCsvApi.to({ programme: design.id }, { by: measures.by, language }),
    },
  };
}

function seriesView(series: Series, { design, periods, measures }: ProgrammeMeasured, words: Words) {
  const { language } = words;
  const { measure, unit, isKnown } = series;
  const name = words(`measure-${measure}`);
  const periodNames = periods.map((id) => design.periods.find((period) => period.id === id)?.name[language] ?? id);
  const hasParts = series.overall.parts.length > 0;
  const cells = ({ whole, parts }: Figures): readonly string[] =>
    [whole, ...(hasParts ? parts : [])].map((figure) => written(figure, unit, words));
  const longest = Math.max(0, ...series.periods.map(({ whole }) => (typeof whole === 'number' ? whole : 0)));
  const areComparable = series.periods.filter(({ whole }) => typeof whole === 'number').length > 1;
  const chart: BarChartParams = {
    id: measure,
    title: words('over-time'),
    bars: series.periods.map(({ whole }, at) => ({
      label: periodNames[at] ?? '',
      count: written(whole, unit, words),
      width: typeof whole === 'number' && longest > 0 ? Math.round((whole / longest) * 1_000) : 0,
    })),
    table: {
      caption: name,
      // The heading above says it.
      isCaptionHeard: true,
      head: [
        words('period'),
        words('all'),
        ...(hasParts ? measures.parts.map((part) => partName(measures.by, part, design, words)) : []),
      ],
      rows: series.periods.map((figures, at) => ({ label: periodNames[at] ?? '', counts: cells(figures) })),
      total: { label: words('overall'), counts: cells(series.overall) },
    },
  };
  return {
    id: `about-${measure}`,
    name,
    definition: words(`definition-${measure}`),
    notKnown: isKnown ? '' : words('not-known'),
    // One bar is as long as any other.
    chart: areComparable ? macroParams(chart) : null,
    table: macroParams(chart.table),
    // Where the bars say all but the last line of the table, that line stands below them and the table can be opened.
    overall:
      areComparable && !hasParts ? words('overall-is', { figure: written(series.overall.whole, unit, words) }) : '',
    asTable: words('as-table', { measure: name }),
  };
}

/** A table a level and attribute: periods along the side, what the stories were across. */
function selectionTables({ design, measures }: ProgrammeMeasured, words: Words) {
  const { language } = words;
  const tables = new Map<string, SelectionRatios[]>();
  for (const each of measures.selection) {
    const key = `${String(each.level)} ${each.attribute}`;
    tables.set(key, [...(tables.get(key) ?? []), each]);
  }
  return [...tables.values()].flatMap((lines) => {
    const [first] = lines;
    if (first === undefined) return [];
    const { level, attribute } = first;
    return [
      macroParams({
        caption: words('selection-caption', {
          level: partName('level', String(level), design, words),
          attribute: words(`by-${attribute}`),
        }),
        head: [
          words('period'),
          ...first.ratios.map(({ part }) => partName(attribute, part, design, words)),
          words('spread'),
        ],
        rows: lines.map(({ period, ratios, spread }) => ({
          label: design.periods.find(({ id }) => id === period)?.name[language] ?? words('overall'),
          counts: [...ratios.map(({ ratio }) => ratio), spread].map((figure) => written(figure, 'ratio', words)),
        })),
      }),
    ];
  });
}

const roundedTo = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

function written(figure: Measured, unit: Unit | 'ratio', words: Words): string {
  const { language } = words;
  if (figure === 'hidden') return words('hidden');
  if (figure === null) return words('nothing');
  if (unit === 'share') return writeShare(language, figure);
  return writeNumber(language, roundedTo(figure, unit === 'ratio' ? 2 : unit === 'characters' ? 0 : 1));
}

import { hideSmall, isSmall } from '../small-numbers/hide-small.js';
import type { Attribute, Figures, Measured, Series } from './measured.js';
import { negativeShares, negativeSharesIn } from './negative-shares.js';
import { asMeasured, seriesOf, shareOfShown, type Frame, type Placed } from './series.js';
import { countedBy, firstPeriods, periodOf, type StoryCounted, type StoryTables } from './story-tables.js';

export function storyMeasures(
  stories: readonly StoryCounted[],
  tables: StoryTables,
  attribute: Attribute | undefined,
  frame: Frame,
  asksAbout: (domain: string, period: string) => boolean = () => true,
): readonly Series[] {
  // Nobody spoke to it, where nobody was asked: that is no finding.
  const isAsked = (line: number, column: number): boolean =>
    attribute !== 'domain' || asksAbout(frame.parts[column] ?? '', frame.periods[line] ?? '');
  const table = attribute === undefined ? undefined : tables.byAttribute[attribute];
  const { rowTotals, total } = tables.negative;
  const told: Series = {
    ...{ measure: 'stories-told', unit: 'count', isKnown: true },
    periods: rowTotals.map((whole, row) => ({
      whole: asMeasured(whole),
      parts: (table?.cells[row] ?? []).map((count, column) =>
        count === 0 && !isAsked(row, column) ? null : asMeasured(count),
      ),
    })),
    overall: { whole: asMeasured(total), parts: (table?.columnTotals ?? []).map(asMeasured) },
  };
  const shares: Series = {
    ...{ measure: 'share-of-stories', unit: 'share', isKnown: true },
    periods: rowTotals.map((whole, row) => ({
      whole: whole === 0 ? null : 1,
      parts: (table?.cells[row] ?? []).map((count, column) =>
        count === 0 && !isAsked(row, column) ? null : shareOfShown(count, whole),
      ),
    })),
    overall: {
      whole: total === 0 ? null : 1,
      parts: (table?.columnTotals ?? []).map((count) => shareOfShown(count, total)),
    },
  };
  const people = [
    ...peopleMeasures('tellers', stories, attribute, frame),
    ...peopleMeasures('collectors', stories, attribute, frame),
  ];
  if (attribute !== undefined && attribute !== 'domain') {
    return [told, shares, negativeSharesIn(attribute, stories, tables, frame), ...people];
  }
  const topCollector = seriesOf(
    'top-collector-share',
    'share',
    frame,
    stories.flatMap(({ period, collector, keys }): Placed<string>[] =>
      collector === null ? [] : [{ period, part: attribute === undefined ? null : keys[attribute], item: collector }],
    ),
    shareOfTheMost,
  );
  return [told, attribute === undefined ? negativeShares(tables) : shares, ...people, topCollector];
}

function shareOfTheMost(collectors: readonly string[]): Measured {
  const counts = new Map<string, number>();
  for (const collector of collectors) counts.set(collector, (counts.get(collector) ?? 0) + 1);
  const most = [...counts.values()].reduce((all, count) => Math.max(all, count), 0);
  if (most === 0) return null;
  return isSmall(most) || isSmall(collectors.length - most) ? 'hidden' : most / collectors.length;
}

/** People who told, or who collected: each counts once a period, as new in their first. */
function peopleMeasures(
  who: 'tellers' | 'collectors',
  stories: readonly StoryCounted[],
  attribute: Attribute | undefined,
  { periods, parts }: Frame,
): readonly Series[] {
  const personOf = ({ teller, collector }: StoryCounted): string | null => (who === 'tellers' ? teller : collector);
  const pairs: (readonly [person: string, period: string])[] = [];
  for (const story of stories) {
    const person = personOf(story);
    if (person !== null) pairs.push([person, story.period]);
  }
  const first = firstPeriods(pairs, periods);
  const seen = new Map<string, Set<string>>();
  const people: { period: string; key: string }[] = [];
  for (const [person, period] of pairs) {
    const inPeriod = seen.get(period) ?? new Set<string>();
    if (inPeriod.has(person)) continue;
    seen.set(period, inPeriod.add(person));
    people.push({ period, key: first(person) === period ? 'new' : 'returning' });
  }
  const table = hideSmall(countedBy(people, periodOf, ({ key }) => key, periods, ['new', 'returning']));
  // Everybody is new once: all who were ever new are all there are.
  const everybody = asMeasured(table.columnTotals[0]);
  const inParts = attribute === undefined ? undefined : peopleInParts(stories, personOf, attribute, { periods, parts });
  const column = (at: number, overall: Measured): Pick<Series, 'periods' | 'overall'> => ({
    periods: periods.map((_, row): Figures => ({ whole: asMeasured(table.cells[row]?.[at]), parts: [] })),
    overall: { whole: overall, parts: [] },
  });
  const all: Series = {
    ...{ measure: who, unit: 'count', isKnown: true },
    periods: periods.map((_, row): Figures => ({
      whole: asMeasured(table.rowTotals[row]),
      parts: inParts?.[row] ?? [],
    })),
    overall: { whole: everybody, parts: inParts?.[periods.length] ?? [] },
  };
  if (attribute !== undefined) return [all];
  return [
    all,
    { ...{ measure: `new-${who}`, unit: 'count', isKnown: true }, ...column(0, everybody) },
    { ...{ measure: `returning-${who}`, unit: 'count', isKnown: true }, ...column(1, null) },
  ];
}

/**
 * How many people there are in each part, with the line of all periods last. Somebody may be in several parts, so that
 * the parts do not add up; they are hidden as if they did, which hides more and never less.
 */
function peopleInParts(
  stories: readonly StoryCounted[],
  personOf: (story: StoryCounted) => string | null,
  attribute: Attribute,
  { periods, parts }: Frame,
): readonly (readonly Measured[])[] {
  const lineOf = new Map(periods.map((period, at) => [period, at]));
  const columnOf = new Map(parts.map((part, at) => [part, at]));
  const found = [...periods, 'all'].map(() => parts.map(() => new Set<string>()));
  for (const story of stories) {
    const person = personOf(story);
    const column = columnOf.get(story.keys[attribute]);
    if (person === null || column === undefined) continue;
    found[lineOf.get(story.period) ?? -1]?.[column]?.add(person);
    found[periods.length]?.[column]?.add(person);
  }
  return hideSmall(found.map((line) => line.map(({ size }) => size))).cells.map((row) => row.map(asMeasured));
}

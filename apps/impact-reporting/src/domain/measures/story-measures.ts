import { hideSmall, hideSmallInAll, isSmall, type ShownTable } from '../small-numbers/hide-small.js';
import type { StoryFact } from './facts.js';
import { attributes, type Attribute, type Figures, type Measured, type Series } from './measured.js';
import { asMeasured, seriesOf, shareOfShown, type Frame, type Placed } from './series.js';

/** A story with all that it is broken down by. */
export interface StoryCounted extends StoryFact {
  readonly keys: Readonly<Record<Attribute, string>>;
  readonly isNegative: boolean;
}

/** The key of stories that have no domain yet. */
export const noDomain = '';

/** Periods in their order: a teller is new in the first period in which they told anything. */
export function storiesCounted(
  stories: readonly StoryFact[],
  periods: readonly string[],
  negativeDomains: ReadonlySet<string>,
): readonly StoryCounted[] {
  const isNewIn = firstPeriods(
    stories.map(({ teller, period }) => [teller, period]),
    periods,
  );
  return stories.map((story) => ({
    ...story,
    isNegative: story.domain !== null && negativeDomains.has(story.domain),
    keys: {
      domain: story.domain ?? noDomain,
      route: story.route,
      language: story.language,
      collected: story.collector === null || story.collector === story.teller ? 'by-teller' : 'by-another',
      teller: isNewIn(story.teller) === story.period ? 'new' : 'returning',
    },
  }));
}

function firstPeriods(pairs: readonly (readonly [person: string, period: string])[], periods: readonly string[]) {
  const order = new Map(periods.map((period, at) => [period, at]));
  const first = new Map<string, string>();
  for (const [person, period] of pairs) {
    const known = first.get(person);
    const isEarlier = (order.get(period) ?? Infinity) < (order.get(known ?? '') ?? Infinity);
    if (known === undefined || isEarlier) first.set(person, period);
  }
  return (person: string): string | undefined => first.get(person);
}

/** Every way of breaking the stories of each period down, hidden together because they share how many there were. */
export interface StoryTables {
  readonly byAttribute: Readonly<Record<Attribute, ShownTable>>;
  readonly negative: ShownTable;
}

export type PartsOf = Readonly<Record<Attribute, readonly string[]>>;

/** Stories of each period (rows) by the parts of an attribute (columns). */
export function countedBy<Counted>(
  counted: Iterable<Counted>,
  periodOf: (each: Counted) => string,
  keyOf: (each: Counted) => string,
  periods: readonly string[],
  parts: readonly string[],
): readonly (readonly number[])[] {
  const rowOf = new Map(periods.map((period, at) => [period, at]));
  const columnOf = new Map(parts.map((part, at) => [part, at]));
  const counts = periods.map(() => parts.map(() => 0));
  for (const each of counted) {
    const row = counts[rowOf.get(periodOf(each)) ?? -1];
    const column = columnOf.get(keyOf(each));
    if (row !== undefined && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}

const periodOf = ({ period }: { readonly period: string }): string => period;

export function storyTables(stories: readonly StoryCounted[], periods: readonly string[], parts: PartsOf): StoryTables {
  const tables = attributes.map((attribute) =>
    countedBy(stories, periodOf, ({ keys }) => keys[attribute], periods, parts[attribute]),
  );
  const negative = countedBy(stories, periodOf, ({ isNegative }) => (isNegative ? 'negative' : 'other'), periods, [
    'negative',
    'other',
  ]);
  const [shownNegative, ...shown] = hideSmallInAll([negative, ...tables]);
  const at = (attribute: Attribute): ShownTable => shown[attributes.indexOf(attribute)] ?? hideSmall([]);
  return {
    byAttribute: {
      domain: at('domain'),
      route: at('route'),
      language: at('language'),
      collected: at('collected'),
      teller: at('teller'),
    },
    negative: shownNegative ?? hideSmall([]),
  };
}

export function storyMeasures(
  stories: readonly StoryCounted[],
  { byAttribute, negative }: StoryTables,
  attribute: Attribute | undefined,
  frame: Frame,
  asksAbout: (domain: string, period: string) => boolean = () => true,
): readonly Series[] {
  // Nobody spoke to it, where nobody was asked: that is no finding.
  const isAsked = (line: number, column: number): boolean =>
    attribute !== 'domain' || asksAbout(frame.parts[column] ?? '', frame.periods[line] ?? '');
  const table = attribute === undefined ? undefined : byAttribute[attribute];
  const { rowTotals, total } = negative;
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
  const topCollector = seriesOf(
    'top-collector-share',
    'share',
    frame,
    stories.flatMap(({ period, collector, keys }): Placed<string>[] =>
      collector === null ? [] : [{ period, part: attribute === undefined ? null : keys[attribute], item: collector }],
    ),
    shareOfTheMost,
  );
  if (table !== undefined) return [told, shares, ...people, ...(attribute === 'domain' ? [topCollector] : [])];
  const negativeShare: Series = {
    ...{ measure: 'negative-share', unit: 'share', isKnown: true },
    periods: rowTotals.map((whole, row) => ({ whole: shareOfShown(negative.cells[row]?.[0], whole), parts: [] })),
    overall: { whole: shareOfShown(negative.columnTotals[0], total), parts: [] },
  };
  return [told, negativeShare, ...people, topCollector];
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
  const found = new Map<string, Set<string>>();
  const add = (line: string, part: string, person: string): void => {
    const key = `${line}\n${part}`;
    const set = found.get(key);
    if (set === undefined) found.set(key, new Set([person]));
    else set.add(person);
  };
  for (const story of stories) {
    const person = personOf(story);
    if (person === null) continue;
    const part = story.keys[attribute];
    add(`in ${story.period}`, part, person);
    add('all', part, person);
  }
  const lines = [...periods.map((period) => `in ${period}`), 'all'];
  const counts = lines.map((line) => parts.map((part) => found.get(`${line}\n${part}`)?.size ?? 0));
  return hideSmall(counts).cells.map((row) => row.map(asMeasured));
}

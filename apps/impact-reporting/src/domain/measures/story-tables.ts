import { hideSmall, hideSmallInAll, type ShownTable } from '../small-numbers/hide-small.js';
import type { StoryFact } from './facts.js';
import { attributes, type Attribute } from './measured.js';

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

/** By person: the first period that they are in. */
export function firstPeriods(
  pairs: readonly (readonly [person: string, period: string])[],
  periods: readonly string[],
) {
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

export const periodOf = ({ period }: { readonly period: string }): string => period;

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

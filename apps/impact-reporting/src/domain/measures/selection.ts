import { hideSmallInAll, isSmall, type ShownCount, type ShownTable } from '../small-numbers/hide-small.js';
import type { MeetingFact } from './facts.js';
import { attributes, type Attribute, type Measured } from './measured.js';
import { countedBy, type PartsOf, type StoryCounted, type StoryTables } from './story-tables.js';

/** How often a kind of story is chosen, for how often it came: 1 is as often as the others. */
export interface SelectionRatios {
  readonly level: number;
  readonly attribute: Attribute;
  /** Null: all periods together. */
  readonly period: string | null;
  readonly ratios: readonly { readonly part: string; readonly ratio: Measured }[];
  /** The highest ratio less the lowest, of those that may be shown. */
  readonly spread: Measured;
}

type Counts = readonly (readonly number[])[];

/**
 * Of every level: the share among those selected divided by the share among those the level's meetings received. What
 * is hidden of what was told, or of what a level passed on, stays hidden above: the same stories are counted again.
 */
export function selectionRatios(
  told: ReadonlyMap<string, StoryCounted>,
  meetings: readonly MeetingFact[],
  tables: StoryTables,
  periods: readonly string[],
  parts: PartsOf,
): readonly SelectionRatios[] {
  const levels = [...new Set(meetings.map(({ level }) => level))].sort((one, other) => one - other);
  let below: readonly ShownTable[] = attributes.map((attribute) => tables.byAttribute[attribute]);
  return levels.flatMap((level) => {
    const ofLevel = meetings.filter((meeting) => meeting.level === level);
    const counts = (of: (meeting: MeetingFact) => readonly string[]): readonly Counts[] =>
      tablesOf(ofLevel, of, told, periods, parts);
    const submitted = counts(({ received }) => received.map(({ story }) => story));
    // Panels that met together chose together: what each had brought was brought to be chosen from.
    const metTogether = new Set(ofLevel.flatMap(({ plenaryOf }) => plenaryOf));
    const selected = counts(({ id, chosen }) => (metTogether.has(id) ? [] : chosen));
    const cameFrom = below;
    const shownSubmitted = hideSmallInAll(submitted, (table, row, column) => isHidden(cameFrom[table], row, column));
    const shownSelected = hideSmallInAll(selected, (table, row, column) => {
      // Nor may it be seen how few of a kind were left.
      const left = countAt(submitted[table], row, column) - countAt(selected[table], row, column);
      return isSmall(left) || isHidden(shownSubmitted[table], row, column);
    });
    below = shownSelected;
    return attributes.flatMap((attribute, at) => {
      const [from, chosen] = [shownSubmitted[at], shownSelected[at]];
      return from === undefined || chosen === undefined
        ? []
        : ratiosOf(level, attribute, from, chosen, periods, parts[attribute]);
    });
  });
}

function tablesOf(
  meetings: readonly MeetingFact[],
  of: (meeting: MeetingFact) => readonly string[],
  told: ReadonlyMap<string, StoryCounted>,
  periods: readonly string[],
  parts: PartsOf,
): readonly Counts[] {
  // Panels that are parallel receive the same stories: each counts once a period.
  const once = new Map<string, Set<string>>();
  const found: { readonly period: string; readonly story: StoryCounted }[] = [];
  for (const meeting of meetings) {
    const { period } = meeting;
    const inPeriod = once.get(period) ?? new Set<string>();
    once.set(period, inPeriod);
    for (const id of of(meeting)) {
      const story = told.get(id);
      if (story === undefined || inPeriod.has(id)) continue;
      inPeriod.add(id);
      found.push({ period, story });
    }
  }
  return attributes.map((attribute) =>
    countedBy(
      found,
      ({ period }) => period,
      ({ story }) => story.keys[attribute],
      periods,
      parts[attribute],
    ),
  );
}

/** A count, or the total that stands one past the last row or column. */
function countAt(counts: Counts | undefined, row: number, column: number): number {
  if (counts === undefined) return 0;
  const rows = row < counts.length ? [counts[row] ?? []] : counts;
  return rows.reduce((sum, cells) => {
    const taken = column < cells.length ? [cells[column] ?? 0] : cells;
    return sum + taken.reduce((all, count) => all + count, 0);
  }, 0);
}

function shownAt({ cells, rowTotals, columnTotals, total }: ShownTable, row: number, column: number): ShownCount {
  const ofRow = row < cells.length ? (cells[row] ?? []) : columnTotals;
  const end = row < cells.length ? (rowTotals[row] ?? null) : total;
  return column < ofRow.length ? (ofRow[column] ?? null) : end;
}

const isHidden = (table: ShownTable | undefined, row: number, column: number): boolean =>
  table !== undefined && shownAt(table, row, column) === null;

function ratiosOf(
  level: number,
  attribute: Attribute,
  submitted: ShownTable,
  selected: ShownTable,
  periods: readonly string[],
  parts: readonly string[],
): readonly SelectionRatios[] {
  return [...periods, null].map((period, row) => {
    const ratios = parts.map((part, column) => ({
      part,
      ratio: ratioOf(
        { of: shownAt(selected, row, column), all: shownAt(selected, row, parts.length) },
        { of: shownAt(submitted, row, column), all: shownAt(submitted, row, parts.length) },
      ),
    }));
    return { level, attribute, period, ratios, spread: spreadOf(ratios.map(({ ratio }) => ratio)) };
  });
}

interface ShareOfShown {
  readonly of: ShownCount;
  readonly all: ShownCount;
}

function ratioOf(selected: ShareOfShown, submitted: ShareOfShown): Measured {
  if (submitted.of === 0 || submitted.all === 0 || selected.all === 0) return null;
  if (selected.of === null || selected.all === null || submitted.of === null || submitted.all === null) return 'hidden';
  return selected.of / selected.all / (submitted.of / submitted.all);
}

function spreadOf(ratios: readonly Measured[]): Measured {
  const shown = ratios.filter((ratio) => typeof ratio === 'number');
  if (shown.length >= 2) return Math.max(...shown) - Math.min(...shown);
  return ratios.includes('hidden') ? 'hidden' : null;
}

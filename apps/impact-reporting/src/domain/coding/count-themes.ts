import { hideSmall, type ShownCount } from '../small-numbers/hide-small.js';

export interface CodedStory {
  readonly period: string;
  /** On the story, on a passage of it or on a reason about it. */
  readonly themes: ReadonlySet<string>;
}

export interface ThemeCounts {
  readonly theme: string;
  /** Stories of each period, in their order, and of all. */
  readonly periods: readonly ShownCount[];
  readonly overall: ShownCount;
}

/**
 * How many stories each theme was put on. A story may have several, so that the counts do not add up; they are hidden as
 * if they did, which hides more and never less.
 */
export function countThemes(
  stories: readonly CodedStory[],
  themes: readonly string[],
  periods: readonly string[],
): readonly ThemeCounts[] {
  const table = hideSmall(
    themes.map((theme) =>
      periods.map((period) => stories.filter((story) => story.period === period && story.themes.has(theme)).length),
    ),
  );
  return themes.map((theme, row) => ({
    theme,
    periods: table.cells[row] ?? [],
    overall: table.rowTotals[row] ?? null,
  }));
}

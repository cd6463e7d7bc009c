import { hideSmallInAll, type ShownCount } from '../small-numbers/hide-small.js';

/** A reason that carries themes, at the level and in the period where it was said. */
export interface CodedReason {
  readonly level: number;
  readonly period: string;
  /** It names a story that was chosen where it was said. */
  readonly isOfChosen: boolean;
  readonly themes: ReadonlySet<string>;
}

export interface ReasonCounts {
  readonly chosen: ShownCount;
  readonly notChosen: ShownCount;
  readonly overall: ShownCount;
}

/** All reasons of a level in one period, whatever became of the stories. */
export interface PeriodCriteria {
  readonly period: string;
  readonly themes: readonly { readonly theme: string; readonly overall: ShownCount }[];
  readonly reasons: ShownCount;
}

export interface LevelCriteria {
  readonly level: number;
  readonly themes: readonly (ReasonCounts & { readonly theme: string })[];
  /** Reasons that carry any theme. */
  readonly reasons: ReasonCounts;
  readonly periods: readonly PeriodCriteria[];
}

/** What counted at each level: how many of its reasons carry each theme, and when. Each reason counts once. */
export const countCriteria = (
  reasons: readonly CodedReason[],
  themes: readonly string[],
  levels: readonly number[],
  periods: readonly string[],
): readonly LevelCriteria[] =>
  levels.map((level) => {
    const said = reasons.filter((reason) => reason.level === level);
    // One line a theme, and last one for any of them.
    const lines = [
      ...themes.map((theme) => said.filter((reason) => reason.themes.has(theme))),
      said.filter((reason) => reason.themes.size > 0),
    ];
    const inPeriod = (line: readonly CodedReason[], period: string): number =>
      line.filter((reason) => reason.period === period).length;
    // A reason may carry several themes: hidden as if they added up, which hides more and never less.
    const [byChoice, byPeriod] = hideSmallInAll([
      lines.map((line) => [true, false].map((chosen) => line.filter(({ isOfChosen }) => isOfChosen === chosen).length)),
      lines.map((line) => periods.map((period) => inPeriod(line, period))),
    ]);
    const shown = (row: number): ReasonCounts => ({
      chosen: byChoice?.cells[row]?.[0] ?? null,
      notChosen: byChoice?.cells[row]?.[1] ?? null,
      overall: byChoice?.rowTotals[row] ?? null,
    });
    return {
      level,
      themes: themes.map((theme, row) => ({ theme, ...shown(row) })),
      reasons: shown(themes.length),
      periods: periods.map((period, column) => ({
        period,
        themes: themes.map((theme, row) => ({ theme, overall: byPeriod?.cells[row]?.[column] ?? null })),
        reasons: byPeriod?.cells[themes.length]?.[column] ?? null,
      })),
    };
  });

import { hideSmall, type ShownCount } from '../small-numbers/hide-small.js';

/** A reason that carries themes, at the level where it was said. */
export interface CodedReason {
  readonly level: number;
  /** It names a story that was chosen where it was said. */
  readonly isOfChosen: boolean;
  readonly themes: ReadonlySet<string>;
}

export interface ReasonCounts {
  readonly chosen: ShownCount;
  readonly notChosen: ShownCount;
  readonly overall: ShownCount;
}

export interface LevelCriteria {
  readonly level: number;
  readonly themes: readonly (ReasonCounts & { readonly theme: string })[];
  /** Reasons that carry any theme. */
  readonly reasons: ReasonCounts;
}

/** What counted at each level: how many of its reasons carry each theme. Each reason counts once. */
export const countCriteria = (
  reasons: readonly CodedReason[],
  themes: readonly string[],
  levels: readonly number[],
): readonly LevelCriteria[] =>
  levels.map((level) => {
    const said = reasons.filter((reason) => reason.level === level);
    const counted = (carries: (reason: CodedReason) => boolean): readonly number[] => {
      const carrying = said.filter(carries);
      const chosen = carrying.filter(({ isOfChosen }) => isOfChosen).length;
      return [chosen, carrying.length - chosen];
    };
    // A reason may carry several themes: hidden as if they added up, which hides more and never less.
    const { cells, rowTotals } = hideSmall([
      ...themes.map((theme) => counted((reason) => reason.themes.has(theme))),
      counted((reason) => reason.themes.size > 0),
    ]);
    const shown = (row: number): ReasonCounts => ({
      chosen: cells[row]?.[0] ?? null,
      notChosen: cells[row]?.[1] ?? null,
      overall: rowTotals[row] ?? null,
    });
    return { level, themes: themes.map((theme, row) => ({ theme, ...shown(row) })), reasons: shown(themes.length) };
  });

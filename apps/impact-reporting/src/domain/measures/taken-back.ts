import { hideSmall, isSmall, type ShownCount } from '../small-numbers/hide-small.js';
import type { StoryFact } from './facts.js';

/** How many of the stories told in a period were taken back since: what is left of them must be no small number either. */
export const takenBackShown = (told: ShownCount, takenBack: number): ShownCount =>
  told === null || isSmall(takenBack) || isSmall(told - takenBack) ? null : takenBack;

export interface ToldAndTakenBack {
  /** Stories told, those taken back since included: as many as the measures show. */
  readonly told: ShownCount;
  readonly takenBack: ShownCount;
  /** Of those taken back: of each period, in order. */
  readonly periods: readonly ShownCount[];
}

/** Of all periods a number is shown only where that of each of them is: a report shows each. */
export function toldAndTakenBack(stories: readonly StoryFact[], periods: readonly string[]): ToldAndTakenBack {
  const ofPeriod = periods.map((period) => stories.filter((story) => story.period === period));
  const takenBackOf = ofPeriod.map((told) => told.filter(({ isWithdrawn }) => isWithdrawn).length);
  const { rowTotals, total: told } = hideSmall(ofPeriod.map(({ length }) => [length]));
  const shown = takenBackOf.map((takenBack, at) => takenBackShown(rowTotals[at] ?? null, takenBack));
  const areAllShown = shown.every((count, at) => count !== null || takenBackOf[at] === 0);
  const takenBack = takenBackOf.reduce((all, count) => all + count, 0);
  return { told, takenBack: areAllShown ? takenBackShown(told, takenBack) : null, periods: shown };
}

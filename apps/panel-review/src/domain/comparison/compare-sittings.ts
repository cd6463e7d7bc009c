import type { Method, OutcomeKind, RoundResult } from '../sitting/events.js';
import { decidingRound } from '../sitting/rules.js';
import { membersPresent, type SittingState, storiesPresent } from '../sitting/state.js';
import { cohensKappa, fewestStories, fleissKappa, kendallsW, ranksOf } from './agreement.js';

/** A figure, or why there is none. */
export type Figure = { readonly value: number } | { readonly because: NoFigureBecause };
export type NoFigureBecause = 'too-few-stories' | 'not-all-ranked' | 'nothing-to-tell-apart';

export interface PanelCompared {
  readonly sitting: string;
  readonly panel: string;
  readonly method: Method;
  readonly outcome: OutcomeKind;
  readonly followsCount: boolean;
  readonly stories: number;
  readonly rounds: number;
  /** How members changed their choice, by the round in which they did. */
  readonly movement: readonly { round: number; from: string; to: string; members: number }[];
}

export interface OnePanelOnOneStory {
  readonly sitting: string;
  readonly isChosen: boolean;
  readonly isHeldOver: boolean;
  /** What the story came to in the panel's count: votes, approvals, points or a mean. Null: not counted story by story. */
  readonly counted: number | null;
  /** Among the stories in common. */
  readonly rank: number | null;
}

export interface StoryCompared {
  readonly story: string;
  readonly reference: string;
  readonly language: string;
  /** In the order of the panels. */
  readonly panels: readonly OnePanelOnOneStory[];
}

export interface Comparison {
  readonly panels: readonly PanelCompared[];
  /** Stories that every panel looked at. */
  readonly inCommon: readonly StoryCompared[];
  /** Stories that some looked at, and which. */
  readonly notInCommon: readonly { readonly story: string; readonly reference: string; sittings: readonly string[] }[];
  /** Stories in common that all panels chose, or that none did. */
  readonly agreedOn: number;
  readonly kappa: { readonly of: 'cohen' | 'fleiss' } & Figure;
  readonly kendallsW: Figure;
  readonly sitsOnSeveral: readonly { readonly person: string; readonly sittings: readonly string[] }[];
}

/** Closed sittings of parallel panels, side by side. Figures are reckoned over the stories that all of them looked at. */
export function compareSittings(sittings: readonly SittingState[]): Comparison {
  const looked = sittings.map(storiesPresent);
  const all = new Map(looked.flat().map((each) => [each.story, each]));
  const sawIt = (story: string) =>
    sittings.filter((_, at) => looked[at]?.some((each) => each.story === story) === true);
  const common = [...all.values()]
    .filter(({ story }) => sawIt(story).length === sittings.length)
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const stories = common.map(({ story }) => story);
  const chosen = sittings.map(({ outcome }) => stories.map((story) => outcome?.stories.includes(story) === true));
  const counted = sittings.map((each) => countedIn(each, stories));
  const ranked = counted.map((each) => (isComplete(each) ? ranksOf(each) : undefined));
  return {
    panels: sittings.map(panelCompared),
    inCommon: common.map(({ story, reference, language }, at) => ({
      ...{ story, reference, language },
      panels: sittings.map(({ opened, heldOver }, panel) => ({
        sitting: opened.sitting,
        isChosen: chosen[panel]?.[at] === true,
        isHeldOver: heldOver.some((held) => held.story === story),
        counted: counted[panel]?.[at] ?? null,
        rank: ranked[panel]?.[at] ?? null,
      })),
    })),
    notInCommon: [...all.values()]
      .filter(({ story }) => !stories.includes(story))
      .map(({ story, reference }) => ({
        ...{ story, reference },
        sittings: sawIt(story).map(({ opened }) => opened.sitting),
      })),
    agreedOn: stories.filter((_, at) => new Set(chosen.map((each) => each[at])).size === 1).length,
    kappa: kappaOf(chosen, stories.length),
    kendallsW: concordance(ranked, stories.length),
    sitsOnSeveral: onSeveral(sittings),
  };
}

const panelCompared = (sitting: SittingState): PanelCompared => {
  const { opened, outcome, rounds } = sitting;
  return {
    ...{ sitting: opened.sitting, panel: opened.panel, method: opened.method },
    outcome: outcome?.kind ?? 'none',
    followsCount: outcome?.followsCount ?? true,
    stories: storiesPresent(sitting).length,
    rounds: rounds.length,
    movement: rounds.flatMap(({ number, result }) =>
      (result?.movement ?? []).map((moved) => ({ round: number, ...moved })),
    ),
  };
};

/** As the round that decided counted them; in a consensus, which proposes stories together, the choices before it. */
function countedIn(sitting: SittingState, stories: readonly string[]): readonly (number | null)[] {
  const decided = decidingRound(sitting);
  const round = decided?.kind === 'stance' ? sitting.rounds.findLast(({ kind }) => kind === 'choice') : decided;
  const result = round?.result;
  if (result === undefined) return stories.map(() => null);
  return stories.map((story) => cameTo(result.byStory[story]));
}

function cameTo(counts: RoundResult['byStory'][string] | undefined): number | null {
  if (counts === undefined) return null;
  if ('votes' in counts) return counts.votes;
  return 'borda' in counts ? counts.borda : counts.mean;
}

const isComplete = (counted: readonly (number | null)[]): counted is readonly number[] =>
  counted.every((each) => each !== null);

const figure = (value: number | null): Figure => (value === null ? { because: 'nothing-to-tell-apart' } : { value });

function kappaOf(chosen: readonly (readonly boolean[])[], stories: number): Comparison['kappa'] {
  const of = chosen.length === 2 ? 'cohen' : 'fleiss';
  if (stories < fewestStories || chosen.length < 2) return { of, because: 'too-few-stories' };
  const at = (story: number) => chosen.map((each) => each[story] === true);
  const all = Array.from({ length: stories }, (_, story) => at(story));
  if (of === 'cohen') {
    return { of, ...figure(cohensKappa(all.map(([one = false, other = false]) => [one, other] as const))) };
  }
  const counts = all.map((each) => [each.filter((is) => is).length, each.filter((is) => !is).length]);
  return { of, ...figure(fleissKappa(counts)) };
}

function concordance(ranked: readonly (readonly number[] | undefined)[], stories: number): Figure {
  if (stories < fewestStories || ranked.length < 2) return { because: 'too-few-stories' };
  const rankings = ranked.filter((each) => each !== undefined);
  return rankings.length < ranked.length ? { because: 'not-all-ranked' } : figure(kendallsW(rankings));
}

/** They chose twice, which makes the panels agree more than they would. */
function onSeveral(sittings: readonly SittingState[]): Comparison['sitsOnSeveral'] {
  const people = new Set(sittings.flatMap(membersPresent));
  return [...people]
    .map((person) => ({
      person,
      sittings: sittings.filter((each) => membersPresent(each).includes(person)).map(({ opened }) => opened.sitting),
    }))
    .filter((each) => each.sittings.length > 1);
}

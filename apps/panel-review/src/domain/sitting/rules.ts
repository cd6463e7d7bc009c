import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { Method, OutcomeKind } from './events.js';
import type { RoundKind } from '../tally/tally-document.js';
import { openRoundOf, pair, storiesPresent, type RoundOfSitting, type SittingState } from './state.js';

export type Rule = Refusal | undefined;

/** Stories that a consensus is asked to choose; empty: none. Undefined: nothing is proposed. */
export type Proposal = readonly string[] | undefined;

/** Stories that a ballot chooses or scores, and the field each stands in. */
export type StoriesNamed = readonly { readonly story: string; readonly field: string }[];

export const firstRefusal = (...rules: readonly Rule[]): Rule => rules.find((rule) => rule !== undefined);

export const liveMethods = [
  'majority',
  'iterative',
  'consensus',
  'scoring',
  'pre_score_then_vote',
  'ranked',
  'approval',
] as const satisfies readonly Method[];

export const methodIsLive = (method: Method): Rule =>
  liveMethods.some((live) => live === method) ? undefined : refuse('method-not-yet-live', 'method');

export const sittingIsOpen = ({ isClosed }: SittingState): Rule => (isClosed ? refuse('sitting-closed') : undefined);

export const onlyTheFacilitatorMay = ({ opened }: SittingState, actor: string): Rule =>
  opened.facilitator === actor ? undefined : refuse('not-the-facilitator');

export const onlyMembersMay = ({ opened }: SittingState, actor: string): Rule =>
  opened.members.includes(actor) ? undefined : refuse('not-a-member');

export const storyIsHere = (state: SittingState, story: string, field = 'story'): Rule =>
  storiesPresent(state).some((each) => each.story === story)
    ? undefined
    : refuse('story-not-in-sitting', field, { story });

export const noRoundIsOpen = (state: SittingState): Rule =>
  openRoundOf(state) === undefined ? undefined : refuse('another-round-open');

export const roundsAreLeft = ({ rounds, opened }: SittingState): Rule =>
  rounds.length < opened.rules.maxRounds
    ? undefined
    : refuse('no-round-left', undefined, { most: opened.rules.maxRounds });

export const thereIsSomethingToChoose = (state: SittingState): Rule =>
  storiesPresent(state).length > 0 ? undefined : refuse('sitting-without-stories');

/** Every story a member does not skip has been opened before they vote. */
export function everythingIsReadOrSkipped(state: SittingState, member: string): Rule {
  const unread = storiesPresent(state).find(
    ({ story }) => !state.read.includes(pair(member, story)) && !state.skipped.includes(pair(member, story)),
  );
  return unread === undefined ? undefined : refuse('story-unread', 'choice', { story: unread.reference });
}

/** Among the stories still here that this member has no conflict with and did not skip. */
export function choosesAmongTheirOwn(state: SittingState, member: string, named: StoriesNamed): Rule {
  for (const { story, field } of named) {
    const here = storiesPresent(state).find((each) => each.story === story);
    if (here === undefined) return refuse('story-not-in-sitting', field, { story });
    if (state.conflicts.some((each) => each.member === member && each.story === story)) {
      return refuse('member-has-conflict', field, { story: here.reference });
    }
    if (state.skipped.includes(pair(member, story))) return refuse('story-unread', field, { story: here.reference });
  }
  return undefined;
}

export const skippingIsAllowed = ({ opened }: SittingState): Rule =>
  opened.rules.skippingAllowed ? undefined : refuse('skipping-not-allowed');

const fits: Readonly<Record<OutcomeKind, (stories: number) => boolean>> = {
  one: (stories) => stories === 1,
  joint: (stories) => stories >= 2,
  none: (stories) => stories === 0,
  learning: (stories) => stories === 0,
};

export const outcomeNamesAsManyAsItsKind = (kind: OutcomeKind, stories: readonly string[]): Rule =>
  fits[kind](new Set(stories).size) && new Set(stories).size === stories.length
    ? undefined
    : refuse(`outcome-${kind}-names-other-stories`, 'stories');

/** The last round that can decide: scores before a vote inform it, and decide nothing. */
export const decidingRound = ({ opened, rounds }: SittingState): RoundOfSitting | undefined =>
  rounds.filter(({ kind }) => opened.method === 'scoring' || kind !== 'score').at(-1);

/** Somebody agrees to what was proposed, and nobody objects. */
export const isCarried = ({ result }: RoundOfSitting): boolean =>
  result?.stance !== undefined && result.stance.agree > 0 && result.stance.object === 0;

/** What the next round asks. A proposal, in a consensus, asks what each member thinks of it. */
export function kindOfNextRound({ opened, rounds }: SittingState, proposal: Proposal): RoundKind {
  switch (opened.method) {
    case 'scoring':
      return 'score';
    case 'pre_score_then_vote':
      return rounds.length === 0 ? 'score' : 'choice';
    case 'ranked':
      return 'rank';
    case 'approval':
      return 'approval';
    default:
      return proposal === undefined ? 'choice' : 'stance';
  }
}

/** Everyone states a choice before an outcome is proposed, and only a consensus has proposals. */
export function proposalCanBeAnswered(sitting: SittingState, proposal: Proposal): Rule {
  if (proposal === undefined) return undefined;
  if (sitting.opened.method !== 'consensus') return refuse('proposal-without-consensus', 'proposal');
  if (!sitting.rounds.some(({ kind }) => kind === 'choice')) return refuse('choices-before-proposal', 'proposal');
  const twice = proposal.find((story, at) => proposal.indexOf(story) < at);
  if (twice !== undefined) return refuse('story-named-twice', 'proposal', { story: twice });
  return firstRefusal(...proposal.map((story) => storyIsHere(sitting, story, 'proposal')));
}

/** A round below quorum can be read but not decided on: somebody is chosen only on one that was quorate. */
export function chosenOnAQuorateRound(sitting: SittingState, kind: OutcomeKind): Rule {
  if (kind === 'none' || kind === 'learning') return undefined;
  const deciding = decidingRound(sitting)?.result;
  if (deciding === undefined) return refuse('no-round-counted');
  return deciding.quorate ? undefined : refuse('not-quorate');
}

export const outcomeIsRecorded = ({ outcome }: SittingState): Rule =>
  outcome === null ? refuse('outcome-missing') : undefined;

export function eachStoryHasALessonLine(state: SittingState): Rule {
  const without = storiesPresent(state).find(({ story }) => !state.lessons.includes(story));
  return without === undefined ? undefined : refuse('lesson-line-missing', undefined, { story: without.reference });
}

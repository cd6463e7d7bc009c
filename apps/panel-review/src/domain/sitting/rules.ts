import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';

import type { Method, OutcomeKind, RoundResult, SelectionRules } from './events.js';
import type { RoundKind } from '../tally/tally-document.js';
import {
  couldNotRead,
  hasConflict,
  hasSkipped,
  isToRead,
  membersEntitled,
  membersInRoom,
  openRoundOf,
  type RoundOfSitting,
  type SittingState,
  storiesPresent,
} from './state.js';

export type Rule = Refusal | undefined;

/** Stories that a consensus is asked to choose; empty: none. Undefined: nothing is proposed. */
export type Proposal = readonly string[] | undefined;

/** Stories that a ballot chooses or scores, and the field each stands in. */
export type StoriesNamed = readonly { readonly story: string; readonly field: string }[];

export const firstRefusal = (...rules: readonly Rule[]): Rule => rules.find((rule) => rule !== undefined);

export const sittingIsOpen = ({ isClosed }: SittingState): Rule => (isClosed ? refuse('sitting-closed') : undefined);

export const onlyTheFacilitatorMay = ({ opened }: SittingState, actor: string): Rule =>
  opened.facilitator === actor ? undefined : refuse('not-the-facilitator');

export function onlyMembersMay({ opened, left }: SittingState, actor: string): Rule {
  if (!opened.members.includes(actor)) return refuse('not-a-member');
  return left.includes(actor) ? refuse('member-has-left') : undefined;
}

/** Elsewhere nobody can know that others heard it: each opens it themselves. */
export const readAloudInRoom = ({ opened }: SittingState): Rule =>
  opened.heldIn === 'room' ? undefined : refuse('reading-aloud-without-room');

/** Everybody speaks for themselves; in a room whoever leads writes down what a member who came says aloud. */
export function maySpeakFor(state: SittingState, actor: string, author: string): Rule {
  const { facilitator, heldIn } = state.opened;
  if (author === actor) return actor === facilitator ? undefined : onlyMembersMay(state, actor);
  if (actor !== facilitator) return refuse('not-the-facilitator', 'member');
  if (heldIn !== 'room') return refuse('said-aloud-without-room', 'member');
  return membersInRoom(state).includes(author) ? undefined : refuse('said-aloud-by-nobody-here', 'member');
}

export const storyIsHere = (state: SittingState, story: string, field = 'story'): Rule =>
  storiesPresent(state).some((each) => each.story === story)
    ? undefined
    : refuse('story-not-in-sitting', field, { story: referenceOf(state, story) });

/** Who may not choose a story may still talk about it, unless the panel’s rule is another. */
export const mayTalkAbout = (state: SittingState, member: string, story: string): Rule =>
  rulesInFull(state.opened.rules).tooCloseMayTalk || !hasConflict(state, member, story)
    ? undefined
    : refuse('too-close-to-talk', 'story', { story: referenceOf(state, story) });

/** Known here by its reference also once it has left; of one that was never here nothing else than its id is known. */
export const referenceOf = ({ stories }: SittingState, story: string): string =>
  stories.find((each) => each.story === story)?.reference ?? story;

export const noRoundIsOpen = (state: SittingState): Rule =>
  openRoundOf(state) === undefined ? undefined : refuse('another-round-open');

export const roundsAreLeft = ({ rounds, opened }: SittingState): Rule =>
  rounds.length < opened.rules.maxRounds
    ? undefined
    : refuse('no-round-left', undefined, { most: opened.rules.maxRounds });

/** Scores come before a vote, and choices before a proposal: with one round nothing could be decided. */
export const roundsAreEnoughFor = ({ method, rules }: Pick<SittingState['opened'], 'method' | 'rules'>): Rule =>
  (method === 'pre_score_then_vote' || method === 'consensus') && rules.maxRounds < 2
    ? refuse('too-few-rounds-for-method', 'method', { least: 2 })
    : undefined;

export const thereIsSomethingToChoose = (state: SittingState): Rule =>
  storiesPresent(state).length > 0 ? undefined : refuse('sitting-without-stories');

export const entitledNow = (sitting: SittingState): number => membersEntitled(sitting).length;

export const somebodyMayChoose = (state: SittingState): Rule =>
  entitledNow(state) > 0 ? undefined : refuse('nobody-may-choose');

/** Every story that a member may choose and does not skip has been opened before they vote. */
export function everythingIsReadOrSkipped(state: SittingState, member: string): Rule {
  const unread = storiesPresent(state).find(({ story }) => isToRead(state, member, story));
  return unread === undefined ? undefined : refuse('story-unread', 'choice', { story: unread.reference });
}

/** Among the stories still here that this member has no conflict with and did not skip. */
export function choosesAmongTheirOwn(state: SittingState, member: string, named: StoriesNamed): Rule {
  for (const { story, field } of named) {
    const here = storiesPresent(state).find((each) => each.story === story);
    if (here === undefined) return refuse('story-not-in-sitting', field, { story: referenceOf(state, story) });
    if (hasConflict(state, member, story)) {
      return refuse('member-has-conflict', field, { story: here.reference });
    }
    if (hasSkipped(state, member, story) || couldNotRead(state, member, story)) {
      return refuse('story-unread', field, { story: here.reference });
    }
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
  if (twice !== undefined) return refuse('story-named-twice', 'proposal', { story: referenceOf(sitting, twice) });
  return firstRefusal(...proposal.map((story) => storyIsHere(sitting, story, 'proposal')));
}

export interface Secrecy {
  readonly method: Method;
  readonly secret?: true;
}

/** A secret ballot always is; any other vote where the meeting, or whoever opens the round, wants it so. */
export const isSecretRound = ({ method, secret }: Secrecy, asked: boolean | undefined): boolean =>
  method === 'secret_ballot' || (asked ?? secret === true);

/** Of fewer members than ballots that have to choose, no secret round could ever be shown. */
export const enoughForSecrecy = (members: number, { minimumBallots }: SelectionRules): Rule =>
  members < minimumBallots ? refuse('too-few-for-secret-round', 'secret', { least: minimumBallots }) : undefined;

export function secrecyCanBeKept(sitting: SittingState, asked: boolean | undefined): Rule {
  const { opened } = sitting;
  if (opened.method === 'secret_ballot' && asked === false) return refuse('secret-ballot-held-openly', 'secret');
  if (!isSecretRound(opened, asked)) return undefined;
  return enoughForSecrecy(entitledNow(sitting), opened.rules);
}

/** Below the ballots that have to choose, a secret round shows nothing but how many answered. */
export const isShown = ({ kind, secret, byStory, stance }: RoundResult): boolean =>
  secret !== true || (kind === 'stance' ? stance !== undefined : Object.keys(byStory).length > 0);

/** The round that would have decided was secret, and too few chose in it. */
export function isUntold(sitting: SittingState): boolean {
  const deciding = decidingRound(sitting)?.result;
  return deciding !== undefined && !isShown(deciding);
}

/** A round below quorum can be read but not decided on: somebody is chosen only on one that was quorate. */
export function chosenOnAQuorateRound(sitting: SittingState, kind: OutcomeKind): Rule {
  if (kind === 'none' || kind === 'learning') return undefined;
  const deciding = decidingRound(sitting)?.result;
  if (deciding === undefined) return refuse('no-round-counted');
  if (!deciding.quorate) return refuse('not-quorate');
  return isUntold(sitting) ? refuse('too-few-secret-ballots') : undefined;
}

export const outcomeIsRecorded = ({ outcome }: SittingState): Rule =>
  outcome === null ? refuse('outcome-missing') : undefined;

export function eachStoryHasALessonLine(state: SittingState): Rule {
  const without = storiesPresent(state).find(({ story }) => !state.lessons.includes(story));
  return without === undefined ? undefined : refuse('lesson-line-missing', undefined, { story: without.reference });
}

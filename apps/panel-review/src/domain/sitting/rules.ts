import { refuse, type Refusal } from '#contracts/shared/refusal.js';

import type { Method, OutcomeKind } from './events.js';
import { openRoundOf, pair, storiesPresent, type SittingState } from './state.js';

export type Rule = Refusal | undefined;

/** Stories that a ballot chooses or scores, and the field each stands in. */
export type StoriesNamed = readonly { readonly story: string; readonly field: string }[];

export const firstRefusal = (...rules: readonly Rule[]): Rule => rules.find((rule) => rule !== undefined);

export const liveMethods = ['majority', 'iterative', 'scoring'] as const satisfies readonly Method[];

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

/** A round below quorum can be read but not decided on: somebody is chosen only on one that was quorate. */
export function chosenOnAQuorateRound({ rounds }: SittingState, kind: OutcomeKind): Rule {
  if (kind === 'none' || kind === 'learning') return undefined;
  const last = rounds.at(-1)?.result;
  if (last === undefined) return refuse('no-round-counted');
  return last.quorate ? undefined : refuse('not-quorate');
}

export const outcomeIsRecorded = ({ outcome }: SittingState): Rule =>
  outcome === null ? refuse('outcome-missing') : undefined;

export function eachStoryHasALessonLine(state: SittingState): Rule {
  const without = storiesPresent(state).find(({ story }) => !state.lessons.includes(story));
  return without === undefined ? undefined : refuse('lesson-line-missing', undefined, { story: without.reference });
}

import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { refuse } from '#contracts/shared/refusal.js';

import type { NamedInStory, StoryCorrected, TakenOutBecause } from './events.js';
import { type By, type Decided, event, inSitting, type State } from './in-sitting.js';
import { firstRefusal, onlyTheFacilitatorMay } from './rules.js';
import { hasConflict, openRoundOf, type SittingState } from './state.js';

const isStillOf = ({ stories, takenOut, isClosed }: SittingState, story: string): boolean =>
  !isClosed && stories.some((each) => each.story === story) && !takenOut.includes(story);

/** Withdrawn, erased, or moved to where this sitting does not look: nobody has to be asked. */
export function takeOutStory(state: State, story: string, because: TakenOutBecause): Decided {
  if (state === undefined) return refuse('sitting-not-found');
  if (!isStillOf(state, story)) return [];
  return [{ type: 'StoryTakenOut', schemaVersion: 1, data: { story, because } }];
}

/** Into another domain: whoever looks at the one it came from goes on without it; whoever looks at all of them keeps it. */
export const letGoOfMoved = (state: State, story: string, from: string | null): Decided =>
  state !== undefined && state.opened.domain !== null && state.opened.domain === from
    ? takeOutStory(state, story, 'moved')
    : [];

/** Found out while the sitting has the story: whom it credits or criticises does not choose it from now on. */
export function leaveOutNamed(state: State, story: string, named: readonly NamedInStory[]): Decided {
  if (state === undefined) return refuse('sitting-not-found');
  if (!isStillOf(state, story)) return [];
  return named
    .filter(({ person }) => state.opened.members.includes(person) && !hasConflict(state, person, story))
    .map(({ person: member, as: because }) =>
      event('ConflictDeclared', { member, story, because, declaredBy: 'system' }),
    );
}

/** A version that was told after the one received. */
export function correctStory(state: State, data: StoryCorrected['data']): Decided {
  if (state === undefined) return refuse('sitting-not-found');
  const received = state.stories.find(({ story }) => story === data.story);
  if (received === undefined || !isStillOf(state, data.story)) return [];
  return received.storyVersion < data.storyVersion ? [event('StoryCorrected', { ...data })] : [];
}

/** By the member, or by the facilitator who sees that somebody no longer comes. Nobody comes back into it. */
export const leaveSitting = (state: State, by: By, member: string): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        by.actor === member ? undefined : onlyTheFacilitatorMay(sitting, by.actor),
        sitting.opened.members.includes(member) ? undefined : refuse('not-a-member', 'member'),
      ),
    ({ left }) => (left.includes(member) ? [] : [event('MemberLeft', { member, recordedBy: by.actor })]),
  );

/** `today` is a day of the calendar where the programme runs. A round stays open until somebody closes it. */
export const moveAnswerBy = (state: State, by: By, answerBy: string, today: CalendarDay): Decided =>
  inSitting(
    state,
    by,
    (sitting) =>
      firstRefusal(
        onlyTheFacilitatorMay(sitting, by.actor),
        openRoundOf(sitting) === undefined ? refuse('no-round-open') : undefined,
        answerBy < today ? refuse('answer-by-in-the-past', 'answerBy') : undefined,
      ),
    (sitting) => {
      const open = openRoundOf(sitting);
      return open === undefined || open.answerBy === answerBy
        ? []
        : [event('AnswerByMoved', { round: open.round, answerBy })];
    },
  );

import { isRefusal, refuse } from '#contracts/shared/refusal.js';

import { receiveStories, openSitting } from './decide.js';
import type { ReceivedStory, SittingEvent, SittingOpened } from './events.js';
import { event, type Decided, type State } from './in-sitting.js';
import { isUntold } from './rules.js';
import { hasConflict, membersPresent, sittingDecider, storiesPresent, type SittingState } from './state.js';

/** Those who did not leave, each once. */
export const membersOfPlenary = (sittings: readonly SittingState[]): readonly string[] => [
  ...new Set(sittings.flatMap(membersPresent)),
];

/**
 * What the panels chose, each once, in the order in which they came in. A panel of whose secret round too few chose could
 * choose none: all of its stories come, and its members answer again, together with the others.
 */
export const storiesOfPlenary = (sittings: readonly SittingState[]): readonly string[] => [
  ...new Set(sittings.flatMap(broughtBy)),
];

const broughtBy = (sitting: SittingState): readonly string[] =>
  isUntold(sitting) ? storiesPresent(sitting).map(({ story }) => story) : (sitting.outcome?.stories ?? []);

/** Opened with its stories in it, and with what is known of who is too close to which: they said so to their own panel. */
export function openPlenary(
  state: State,
  data: SittingOpened['data'],
  stories: readonly ReceivedStory[],
  sittings: readonly SittingState[],
): Decided {
  if (stories.length === 0) return refuse('plenary-without-stories');
  const opened = openSitting(state, data);
  if (isRefusal(opened)) return opened;
  const begun = opened.reduce<State>(sittingDecider.evolve, undefined);
  const by = { actor: data.facilitator, organisation: data.organisation };
  const received = receiveStories(begun, by, stories);
  if (isRefusal(received)) return received;
  const events = [...opened, ...received];
  const now = events.reduce<State>(sittingDecider.evolve, undefined);
  return [...events, ...conflictsBrought(now, sittings)];
}

const conflictsBrought = (now: State, sittings: readonly SittingState[]): readonly SittingEvent[] => {
  if (now === undefined) return [];
  const told = new Map(
    sittings.flatMap(({ conflicts }) => conflicts.map((each) => [`${each.member} ${each.story}`, each])),
  );
  return [...told.values()]
    .filter(
      ({ member, story }) => now.opened.members.includes(member) && now.stories.some((each) => each.story === story),
    )
    .filter(({ member, story }) => !hasConflict(now, member, story))
    .map((each) => event('ConflictDeclared', { ...each, declaredBy: 'system' }));
};

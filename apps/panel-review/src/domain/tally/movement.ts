import { countedBallots } from './ballots.js';
import type { ChoiceRound, MemberId, StoryId } from './tally-document.js';
import type { Movement } from './tally-result.js';

/**
 * Who moved from one story to another between two choice rounds. Undefined where either round does not
 * say who chose what: a secret one, or one counted in a room.
 */
export function movementBetween(
  before: ChoiceRound,
  now: ChoiceRound,
  stories: readonly StoryId[],
): readonly Movement[] | undefined {
  const [was, is] = [choices(before), choices(now)];
  if (was === undefined || is === undefined) return undefined;
  return stories.flatMap((from) =>
    stories.flatMap((to) => {
      const members =
        from === to ? 0 : [...is].filter(([member, story]) => story === to && was.get(member) === from).length;
      return members === 0 ? [] : [{ from, to, members }];
    }),
  );
}

function choices({ secret, cast }: ChoiceRound): ReadonlyMap<MemberId, StoryId> | undefined {
  if (secret || cast.as === 'counts') return undefined;
  return new Map(
    countedBallots(cast.ballots).flatMap(({ member, answer }) =>
      member === null || answer === null ? [] : [[member, answer]],
    ),
  );
}

import type { Decision } from '#contracts/shared/decider.js';

import type { StoryEvent } from './events.js';
import { within, type StoryState } from './story.js';

/** Also one that was taken back: nothing brings it to a panel, whatever comes. */
export const holdForConcern = (state: StoryState | undefined, concern: string): Decision<StoryEvent> =>
  within(state, ({ heldFor }) =>
    heldFor.includes(concern) ? [] : [{ type: 'HeldForConcern', schemaVersion: 1, data: { concern } }],
  );

/** Another concern may still hold it. From whom it is kept then, it stays kept. */
export const letGoByConcern = (
  state: StoryState | undefined,
  concern: string,
  keptFrom: readonly string[] = [],
): Decision<StoryEvent> =>
  within(state, ({ heldFor }) => {
    if (!heldFor.includes(concern)) return [];
    const from = [...new Set(keptFrom)];
    const data = { concern, ...(from.length === 0 ? {} : { keptFrom: from }) };
    return [{ type: 'LetGoByConcern', schemaVersion: 1, data }];
  });

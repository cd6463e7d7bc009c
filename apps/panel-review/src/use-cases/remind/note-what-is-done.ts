import { isAwaited, noteForOne } from '#service-kit/messages/awaited.js';
import type { Reaction } from '#service-kit/service.js';

import { isRoundEvent } from '../../domain/round/round.js';
import { isSittingEvent } from '../../domain/sitting/events.js';
import { whoIsAwaited } from './who-is-awaited.js';

/**
 * What somebody has just done is gone from their list when they come back to it. Letters keep to their days, and what came
 * up for others is noted in its time: a round of hundreds would otherwise look at all of them for each that answers.
 */
export const noteWhatIsDone: Reaction = {
  name: 'note-what-is-done',
  on: async ({ event, metadata }, service) => {
    if (!isSittingEvent(event) && !isRoundEvent(event)) return;
    const { actor: person, organisation } = metadata;
    if (!(await isAwaited(service, person))) return;
    const now = service.clock.now();
    const [left] = await whoIsAwaited(service, now, person);
    await noteForOne(service, { person, organisation, items: left?.items ?? [], due: [] }, now);
  },
};

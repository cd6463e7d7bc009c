import type { Reaction } from '#service-kit/service.js';

import { isRoundEvent } from '../../domain/round/round.js';
import { finishRound } from './finish-round.js';

/** A round that was stopped is counted, also when the process ended between the two. */
export const finishRounds: Reaction = {
  name: 'finish-rounds',
  on: async ({ stream, event, metadata }, service) => {
    if (!isRoundEvent(event) || event.type !== 'RoundStopped') return;
    await finishRound(service, stream.slice('round/'.length), { ...metadata, commandId: stream });
  },
};

import { idFrom } from '#service-kit/ids.js';
import type { Reaction } from '#service-kit/service.js';

import { goOnWithout, roundDecider, roundStream } from '../domain/round/round.js';
import { isSittingEvent } from '../domain/sitting/events.js';
import { openRoundOf } from '../domain/sitting/state.js';
import { loadSitting } from '../reading-streams/load.js';

/** A story leaves a round that is open: whoever has answered is told that they may answer again. */
export const tellOpenRound: Reaction = {
  name: 'tell-open-round',
  on: async ({ stream, event, metadata }, { store }) => {
    if (!isSittingEvent(event)) return;
    if (event.type !== 'StoryTakenOut' && event.type !== 'StoryCorrected') return;
    const { story } = event.data;
    const sitting = await loadSitting(store, stream.slice('sitting/'.length));
    const open = sitting === undefined ? undefined : openRoundOf(sitting);
    if (open === undefined) return;
    const { organisation, at, correlation } = metadata;
    const commandId = idFrom(open.round, 'goes on without', story);
    const command = { commandId, organisation, at, correlation, actor: 'system/recall' };
    await store.execute(roundStream(open.round), command, roundDecider, (state) => goOnWithout(state, story));
  },
};

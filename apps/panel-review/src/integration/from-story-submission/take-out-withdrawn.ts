import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/received.js';
import type { Reaction } from '#service-kit/service.js';

import { takeOutStory } from '../../domain/sitting/decide.js';
import { sittingStream } from '../../domain/sitting/events.js';
import { sittingDecider } from '../../domain/sitting/state.js';
import { sittings } from '../../read-models/sittings/sittings.js';

/** A withdrawn story leaves the sittings that are open; a closed one keeps that it chose a story since withdrawn. */
export const takeOutWithdrawn: Reaction = {
  name: 'take-out-withdrawn',
  on: async (recorded, { store, views }) => {
    const withdrawn = received(recorded, storyWithdrawnV1);
    if (withdrawn === undefined) return;
    const { organisation, at, correlation } = recorded.metadata;
    for await (const { id } of views.stream(sittings, { index: 'byOpenness', equals: { isClosed: false } })) {
      const command = {
        commandId: idFrom('take out', id, withdrawn.story),
        ...{ organisation, at, correlation },
        actor: 'system/recall',
      };
      await store.execute(sittingStream(id), command, sittingDecider, (state) =>
        takeOutStory(state, withdrawn.story, 'withdrawn'),
      );
    }
  },
};

import type { Decision } from '#contracts/shared/decider.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { sittingStream, type SittingEvent } from '../../domain/sitting/events.js';
import { correctStory, leaveOutNamed, letGoOfMoved, takeOutStory } from '../../domain/sitting/meanwhile.js';
import { sittingDecider, type SittingState } from '../../domain/sitting/state.js';
import { namedBy } from '../../read-models/credited/credited.js';
import { sittings } from '../../read-models/sittings/sittings.js';

interface Change {
  /** The same for the same change, however often it is heard of. */
  readonly id: readonly string[];
  readonly decide: (state: SittingState | undefined) => Decision<SittingEvent>;
}

/** What a message means for a sitting that has the story; undefined: nothing. */
async function changeIn(recorded: RecordedEvent, service: ServiceRuntime): Promise<Change | undefined> {
  const withdrawn = received(recorded, storyWithdrawnV1);
  if (withdrawn !== undefined) {
    const { story } = withdrawn;
    return { id: ['take out', story], decide: (state) => takeOutStory(state, story, 'withdrawn') };
  }
  const corrected = received(recorded, storyCorrectedV1);
  if (corrected !== undefined) {
    const { story, storyVersion, words } = corrected;
    const id = ['correct', story, String(storyVersion)];
    return { id, decide: (state) => correctStory(state, { story, storyVersion, words }) };
  }
  const moved = received(recorded, storyMovedV1);
  if (moved !== undefined) {
    const { story, from, domain } = moved;
    // There and back again is two moves: each by the message it came with.
    const id = ['move', story, domain ?? '', recorded.stream, String(recorded.streamVersion)];
    return { id, decide: (state) => letGoOfMoved(state, story, from) };
  }
  const changed = received(recorded, storyConsentChangedV1);
  if (changed !== undefined && !changed.audiences.includes('panel')) {
    const { story } = changed;
    const id = ['consent ended', story, recorded.stream, String(recorded.streamVersion)];
    return { id, decide: (state) => takeOutStory(state, story, 'withdrawn') };
  }
  const credited = received(recorded, storyCreditedV1);
  if (credited !== undefined) {
    const { story, revision } = credited;
    const named = await namedBy(service, credited);
    const id = ['credited', story, String(revision)];
    return { id, decide: (state) => leaveOutNamed(state, story, named) };
  }
  return undefined;
}

/**
 * A story that is withdrawn, no longer for panels, or moved leaves the sittings that are open, one that is corrected is read again; a closed
 * one keeps what it decided on what it read.
 */
export const keepUpWithStories: Reaction = {
  name: 'keep-up-with-stories',
  on: async (recorded, service) => {
    const { store, views } = service;
    const change = await changeIn(recorded, service);
    if (change === undefined) return;
    const { organisation, at, correlation } = recorded.metadata;
    for await (const { id } of views.stream(sittings, { index: 'byOpenness', equals: { isClosed: false } })) {
      const commandId = idFrom(change.id[0] ?? '', id, ...change.id.slice(1));
      const command = { commandId, organisation, at, correlation, actor: 'system/recall' };
      await store.execute(sittingStream(id), command, sittingDecider, change.decide);
    }
  },
};

import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

import {
  isQuantificationEvent,
  quantificationDecider,
  type Quantification,
} from '../../domain/quantification/quantification.js';

export interface QuantificationDocument extends Quantification {
  /** The story. */
  readonly id: string;
}

/** Who sits at a sitting. */
export interface SittingHeard {
  readonly id: string;
  readonly organisation: string;
  readonly people: readonly string[];
}

/** A story that a closed sitting heard. */
export interface StoryHeard {
  readonly id: string;
  readonly story: string;
  readonly sitting: string;
}

export const quantifications = collection<QuantificationDocument>()('quantifications', {});
export const sittingsHeard = collection<SittingHeard>()('sittings-heard', {});
export const storiesHeard = collection<StoryHeard>()('stories-heard', { byStory: ['story'] });

export const quantificationModel: ReadModel = {
  name: 'quantification',
  version: 1,
  collections: [quantifications, sittingsHeard, storiesHeard],
  async project(recorded, changes) {
    const { stream, event, metadata } = recorded;
    const opened = received(recorded, sittingOpenedV1);
    if (opened !== undefined) {
      const { sitting: id, members, facilitator } = opened;
      const people = [...new Set([...members, facilitator])];
      changes.put(sittingsHeard, { ...{ id, people }, organisation: metadata.organisation });
    }
    const closed = received(recorded, sittingClosedV1);
    for (const { story } of closed?.received ?? []) {
      const sitting = closed?.sitting ?? '';
      changes.put(storiesHeard, { id: `${sitting} ${story}`, story, sitting });
    }
    if (!isQuantificationEvent(event)) return;
    const id = stream.slice('quantification/'.length);
    const before = (await changes.get(quantifications, id)) ?? quantificationDecider.initialState;
    const { numbers, answers } = quantificationDecider.evolve(before, event);
    changes.put(quantifications, { id, numbers, answers });
  },
};

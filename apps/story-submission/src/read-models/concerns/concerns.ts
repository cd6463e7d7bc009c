import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import {
  isConcernEvent,
  keepsStoryBack,
  type ConcernAbout,
  type ConcernOutcome,
  type RaisedBy,
} from '../../domain/concern/concern.js';
import { isStoryEvent } from '../../domain/story/events.js';

export interface ConcernDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly story: string;
  readonly about: ConcernAbout;
  readonly by: RaisedBy;
  /** Its story goes to no panel because of it. */
  readonly isHolding: boolean;
  readonly raisedBy: string;
  /** ISO 8601, UTC. */
  readonly raisedAt: string;
  readonly dueAt: string;
  readonly state: 'open' | 'taken' | 'closed';
  readonly isClosed: boolean;
  readonly owner: string | null;
  readonly outcome: ConcernOutcome | null;
  readonly said: Sealed;
  readonly note: Sealed | null;
}

export const concerns = collection<ConcernDocument>()('concerns', {
  byState: ['organisation', 'programme', 'isClosed', 'dueAt'],
});

export const concernsModel: ReadModel = {
  name: 'concerns',
  version: 3,
  collections: [concerns],
  async project({ stream, event, metadata: { organisation, actor, at } }, changes) {
    if (isStoryEvent(event)) {
      if (event.type !== 'LetGoByConcern') return;
      const holding = await changes.get(concerns, event.data.concern);
      if (holding !== undefined) changes.put(concerns, { ...holding, isHolding: false });
      return;
    }
    if (!isConcernEvent(event)) return;
    if (event.type === 'ConcernRaised') {
      const { concern: id, programme, story, said, dueAt, about = 'danger', by = 'staff' } = event.data;
      changes.put(concerns, {
        ...{ id, organisation, programme, story, said, dueAt, raisedBy: actor, raisedAt: at },
        ...{ about, by, isHolding: keepsStoryBack(about) },
        ...{ state: 'open', isClosed: false, owner: null, outcome: null, note: null },
      });
      return;
    }
    const before = await changes.get(concerns, stream.slice('concern/'.length));
    if (before === undefined) return;
    if (event.type === 'ConcernTaken') changes.put(concerns, { ...before, state: 'taken', owner: event.data.owner });
    else changes.put(concerns, { ...before, state: 'closed', isClosed: true, ...event.data });
  },
};

import type { Sealed } from '#contracts/shared/sealed.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import { isConcernEvent, type ConcernOutcome } from '../../domain/concern/concern.js';

export interface ConcernDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly story: string;
  readonly raisedBy: string;
  /** ISO 8601, UTC. */
  readonly raisedAt: string;
  readonly dueAt: string;
  readonly state: 'open' | 'taken' | 'closed';
  readonly owner: string | null;
  readonly outcome: ConcernOutcome | null;
  readonly said: Sealed;
  readonly note: Sealed | null;
}

export const concerns = collection<ConcernDocument>()('concerns', {
  byProgramme: ['organisation', 'programme', 'dueAt'],
});

export const concernsModel: ReadModel = {
  name: 'concerns',
  version: 1,
  collections: [concerns],
  async project({ stream, event, metadata: { organisation, actor, at } }, changes) {
    if (!isConcernEvent(event)) return;
    if (event.type === 'ConcernRaised') {
      const { concern: id, programme, story, said, dueAt } = event.data;
      changes.put(concerns, {
        ...{ id, organisation, programme, story, said, dueAt, raisedBy: actor, raisedAt: at },
        ...{ state: 'open', owner: null, outcome: null, note: null },
      });
      return;
    }
    const before = await changes.get(concerns, stream.slice('concern/'.length));
    if (before === undefined) return;
    if (event.type === 'ConcernTaken') changes.put(concerns, { ...before, state: 'taken', owner: event.data.owner });
    else changes.put(concerns, { ...before, state: 'closed', ...event.data });
  },
};

import { collection, type ReadModel } from '#projections/read-model.js';

import { isDebriefEvent, type DebriefAsked } from '../../domain/debrief/debrief.js';

export type DebriefDocument = DebriefAsked['data'] & {
  readonly id: string;
  readonly askedAt: string;
  readonly isSeenTo: boolean;
};

export const debriefs = collection<DebriefDocument>()('debriefs', { byOrganisation: ['organisation', 'askedAt'] });

export const debriefsModel: ReadModel = {
  name: 'debriefs',
  version: 1,
  collections: [debriefs],
  async project({ stream, event, metadata }, changes) {
    if (!isDebriefEvent(event)) return;
    if (event.type === 'DebriefAsked') {
      changes.put(debriefs, { ...event.data, id: event.data.debrief, askedAt: metadata.at, isSeenTo: false });
      return;
    }
    const before = await changes.get(debriefs, stream.slice('debrief/'.length));
    if (before !== undefined) changes.put(debriefs, { ...before, isSeenTo: true });
  },
};

import { collection, type ReadModel } from '#projections/read-model.js';

import { isRehearsalEvent, rehearsalDecider, type Rehearsed } from '../../domain/rehearsal/rehearsal.js';

export interface RehearsalDocument {
  readonly id: string;
  readonly organisation: string;
  readonly startedAt: string;
  readonly rehearsed: Rehearsed;
}

export const rehearsals = collection<RehearsalDocument>()('rehearsals', {
  byOrganisation: ['organisation', 'startedAt'],
});

export const rehearsalsModel: ReadModel = {
  name: 'rehearsals',
  version: 1,
  collections: [rehearsals],
  async project({ stream, event, metadata }, changes) {
    if (!isRehearsalEvent(event)) return;
    const id = stream.slice('rehearsal/'.length);
    const before = await changes.get(rehearsals, id);
    const rehearsed = rehearsalDecider.evolve(before?.rehearsed, event);
    if (rehearsed === undefined) return;
    changes.put(rehearsals, { id, organisation: metadata.organisation, startedAt: rehearsed.started.at, rehearsed });
  },
};

import { collection, type ReadModel } from '#projections/read-model.js';

import { deathDecider, isDeathEvent, type Death } from '../../domain/death/death.js';

/** Whether a teller died, as far as staff have recorded it. */
export interface DeathDocument extends Death {
  /** The teller, by their pseudonymous id. */
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly programme: string | null;
  /** A second person is waited for. */
  readonly isOpen: boolean;
}

export const deaths = collection<DeathDocument>()('deaths', {
  byOpen: ['organisation', 'programme', 'isOpen'],
});

export const deathsModel: ReadModel = {
  name: 'deaths',
  version: 1,
  collections: [deaths],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isDeathEvent(event)) return;
    const id = stream.slice('death/'.length);
    const before = await changes.get(deaths, id);
    const { stage, askedBy, report } = deathDecider.evolve(before ?? deathDecider.initialState, event);
    changes.put(deaths, {
      ...{ id, stage, askedBy, report, version: streamVersion },
      organisation: before?.organisation ?? metadata.organisation,
      programme: report?.programme ?? before?.programme ?? null,
      isOpen: stage === 'reported' || stage === 'undo-asked',
    });
  },
};

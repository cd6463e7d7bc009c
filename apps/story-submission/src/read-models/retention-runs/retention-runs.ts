import { collection, type ReadModel } from '#projections/read-model.js';

import { isRetentionEvent, type RetentionState } from '../../domain/retention/retention.js';

/** A list of stories that were to go: how many, and who wanted it; which stand in its own log. */
export interface RetentionRun {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly proposedBy: string;
  /** ISO 8601, UTC. */
  readonly proposedAt: string;
  readonly stories: number;
  readonly state: RetentionState['state'];
  readonly confirmedBy: string | null;
  readonly erased: number;
  readonly kept: number;
}

export const retentionRuns = collection<RetentionRun>()('retention-runs', {
  byProgramme: ['organisation', 'programme', 'proposedAt'],
});

export const retentionRunsModel: ReadModel = {
  name: 'retention-runs',
  version: 1,
  collections: [retentionRuns],
  async project({ stream, event, metadata: { organisation, actor, at } }, changes) {
    if (!isRetentionEvent(event)) return;
    if (event.type === 'RetentionProposed') {
      const { run: id, programme, stories } = event.data;
      changes.put(retentionRuns, {
        ...{ id, organisation, programme, proposedBy: actor, proposedAt: at, stories: stories.length },
        ...{ state: 'proposed', confirmedBy: null, erased: 0, kept: 0 },
      });
      return;
    }
    const before = await changes.get(retentionRuns, stream.slice('retention/'.length));
    if (before === undefined) return;
    if (event.type === 'RetentionConfirmed') {
      changes.put(retentionRuns, { ...before, state: 'confirmed', confirmedBy: actor });
    } else changes.put(retentionRuns, { ...before, state: 'ran', ...event.data });
  },
};

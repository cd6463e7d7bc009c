import { collection, type ReadModel } from '#projections/read-model.js';

import { isImportEvent, type ImportCounts } from '../../domain/story-import/story-import.js';

export interface ImportDocument {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly startedAt: string;
  readonly isDryRun: boolean;
  readonly state: 'running' | 'ended' | 'failed';
  readonly counts: ImportCounts | null;
  readonly refusals: readonly { readonly refusal: string; readonly field: string | null }[];
}

export const imports = collection<ImportDocument>()('imports', {
  byState: ['state', 'startedAt'],
  byOrganisation: ['organisation', 'startedAt'],
});

export const importsModel: ReadModel = {
  name: 'imports',
  version: 1,
  collections: [imports],
  async project({ stream, event, metadata }, changes) {
    if (!isImportEvent(event)) return;
    const id = stream.slice('import/'.length);
    if (event.type === 'ImportStarted') {
      const { programme, isDryRun } = event.data;
      const { organisation, at: startedAt } = metadata;
      changes.put(imports, {
        id,
        organisation,
        programme,
        startedAt,
        isDryRun,
        state: 'running',
        counts: null,
        refusals: [],
      });
      return;
    }
    const before = await changes.get(imports, id);
    if (before === undefined) return;
    changes.put(
      imports,
      event.type === 'ImportEnded'
        ? { ...before, state: 'ended', counts: event.data.counts }
        : { ...before, state: 'failed', refusals: event.data.refusals },
    );
  },
};

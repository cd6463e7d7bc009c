import { never } from '#contracts/shared/decider.js';
import { collection, type ReadModel } from '#projections/read-model.js';

import {
  isImportEvent,
  type ImportCounts,
  type ImportEvent,
  type ImportStarted,
} from '../../domain/story-import/story-import.js';

export interface ImportDocument {
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  readonly programme: string;
  readonly startedAt: string;
  readonly isDryRun: boolean;
  readonly state: 'running' | 'ended' | 'failed';
  readonly counts: ImportCounts | null;
  readonly refusals: readonly { readonly refusal: string; readonly field: string | null }[];
  /** Of a check: the file is still there, to be brought in, or checked again with other columns. */
  readonly isFileKept: boolean;
  /** Of a check: the import that brought its stories in. */
  readonly broughtInBy: string | null;
}

export const imports = collection<ImportDocument>()('imports', {
  byState: ['state', 'startedAt'],
  byProgramme: ['organisation', 'programme', 'startedAt'],
  byFile: ['isFileKept', 'startedAt'],
});

export const importsModel: ReadModel = {
  name: 'imports',
  version: 3,
  collections: [imports],
  async project({ stream, streamVersion: version, event, metadata }, changes) {
    if (!isImportEvent(event)) return;
    const id = stream.slice('import/'.length);
    if (event.type === 'ImportStarted') {
      const { programme, isDryRun } = event.data;
      const { organisation, at: startedAt } = metadata;
      changes.put(imports, {
        id,
        organisation,
        version,
        programme,
        startedAt,
        isDryRun,
        state: 'running',
        counts: null,
        refusals: [],
        isFileKept: isDryRun,
        broughtInBy: null,
      });
      return;
    }
    const before = await changes.get(imports, id);
    if (before === undefined) return;
    changes.put(imports, { ...after(before, event), version });
  },
};

function after(before: ImportDocument, event: Exclude<ImportEvent, ImportStarted>): ImportDocument {
  switch (event.type) {
    case 'ImportEnded':
      return { ...before, state: 'ended', counts: event.data.counts };
    case 'ImportFailed':
      return { ...before, state: 'failed', refusals: event.data.refusals };
    case 'CheckedFileDestroyed':
      return { ...before, isFileKept: false, broughtInBy: event.data.broughtInBy };
    default:
      return never(event);
  }
}

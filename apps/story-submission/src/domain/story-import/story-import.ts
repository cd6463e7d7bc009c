import { type Decider, type Decision, type DomainEvent, never } from '#contracts/shared/decider.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';

export interface ImportCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly acceptedWithWarning: number;
  readonly rejected: number;
  /** Accepted rows that an earlier import had brought already. */
  readonly alreadyThere: number;
}

export type ImportStarted = DomainEvent<
  'ImportStarted',
  {
    readonly import: string;
    readonly programme: string;
    readonly bytes: number;
    /** Judges every row and writes no story. */
    readonly isDryRun: boolean;
    readonly mapping: Readonly<Record<string, string | null>> | null;
    /** Whoever brings the file in says that they have read every story for the panels. Left out: nobody has. */
    readonly wasRead?: boolean;
  }
>;
export type ImportEnded = DomainEvent<'ImportEnded', { readonly counts: ImportCounts }>;
/** The file as a whole could not be used; nothing of it was written. */
export type ImportFailed = DomainEvent<
  'ImportFailed',
  { readonly refusals: readonly { readonly refusal: string; readonly field: string | null }[] }
>;
/** A check keeps its file until its stories are brought in, it is set aside, or its time is over. */
export type CheckedFileDestroyed = DomainEvent<
  'CheckedFileDestroyed',
  { readonly because: 'brought-in' | 'set-aside' | 'expired'; readonly broughtInBy: string | null }
>;

export type ImportEvent = ImportStarted | ImportEnded | ImportFailed | CheckedFileDestroyed;

export const importEventTypes = {
  ImportStarted: { version: 1 },
  ImportEnded: { version: 1 },
  ImportFailed: { version: 1 },
  CheckedFileDestroyed: { version: 1 },
} as const;

export const isImportEvent = (event: DomainEvent): event is ImportEvent => event.type in importEventTypes;

export const importStream = (id: string): string => `import/${id}`;

export interface ImportState {
  readonly started: ImportStarted['data'];
  readonly end: ImportEnded | ImportFailed | undefined;
  readonly fileDestroyed: CheckedFileDestroyed['data'] | undefined;
}

export const importDecider: Decider<ImportState | undefined, ImportEvent> = {
  initialState: undefined,
  evolve: (state, event) => {
    if (event.type === 'ImportStarted') return { started: event.data, end: undefined, fileDestroyed: undefined };
    if (state === undefined) throw new Error(`${event.type} before ImportStarted`);
    switch (event.type) {
      case 'ImportEnded':
      case 'ImportFailed':
        return { ...state, end: event };
      case 'CheckedFileDestroyed':
        return { ...state, fileDestroyed: event.data };
      default:
        return never(event);
    }
  },
};

export const startImport = (state: ImportState | undefined, data: ImportStarted['data']): Decision<ImportEvent> =>
  state === undefined ? [{ type: 'ImportStarted', schemaVersion: 1, data }] : refuse('import-id-taken');

export const endImport = (state: ImportState | undefined, counts: ImportCounts): Decision<ImportEvent> =>
  state === undefined
    ? refuse('import-not-found')
    : state.end === undefined
      ? [{ type: 'ImportEnded', schemaVersion: 1, data: { counts } }]
      : [];

export const failImport = (
  state: ImportState | undefined,
  refusals: ImportFailed['data']['refusals'],
): Decision<ImportEvent> =>
  state === undefined
    ? refuse('import-not-found')
    : state.end === undefined
      ? [{ type: 'ImportFailed', schemaVersion: 1, data: { refusals } }]
      : [];

/** A check that is over and whose file is still there: it can be checked again with other columns. */
export function checkedFile(state: ImportState | undefined): ImportStarted['data'] | Refusal {
  if (state === undefined) return refuse('import-not-found');
  if (state.end === undefined) return refuse('import-still-running');
  return state.started.isDryRun && state.fileDestroyed === undefined ? state.started : refuse('checked-file-gone');
}

/** Its stories can be brought in. */
export const broughtIn = (state: ImportState | undefined): ImportStarted['data'] | Refusal =>
  state?.end?.type === 'ImportFailed' ? refuse('checked-file-gone') : checkedFile(state);

export const destroyCheckedFile = (
  state: ImportState | undefined,
  data: CheckedFileDestroyed['data'],
): Decision<ImportEvent> =>
  state === undefined
    ? refuse('import-not-found')
    : state.end === undefined
      ? refuse('import-still-running')
      : state.started.isDryRun && state.fileDestroyed === undefined
        ? [{ type: 'CheckedFileDestroyed', schemaVersion: 1, data }]
        : [];

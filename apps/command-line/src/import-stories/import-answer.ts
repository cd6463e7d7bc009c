import type { RowReport, FileReport } from '../../../story-submission/src/use-cases/import-stories/import-report.js';

export type RowAnswer = RowReport;

/** An import as the API describes it. */
export interface ImportAnswer {
  readonly id: string;
  readonly isDryRun: boolean;
  readonly state: 'running' | 'ended' | 'failed';
  readonly counts: Readonly<
    Record<'rows' | 'accepted' | 'acceptedWithWarning' | 'rejected' | 'alreadyThere', number>
  > | null;
  readonly refusals: readonly { readonly refusal: string; readonly field: string | null }[];
  readonly file: FileReport | null;
  readonly progress: { readonly rows: number; readonly of: number } | null;
}

export const isBegun = (value: unknown): value is { readonly import: string } =>
  typeof value === 'object' && value !== null && 'import' in value && typeof value.import === 'string';

export const isImport = (value: unknown): value is ImportAnswer =>
  typeof value === 'object' && value !== null && 'state' in value && 'counts' in value && 'progress' in value;

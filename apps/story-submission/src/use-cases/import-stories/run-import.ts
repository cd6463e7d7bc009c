import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { Verdict } from '../../domain/import/imported-story.js';
import { extraAsked } from '../../domain/extra/extra-answers.js';
import type { ProgrammeFacts } from '../../domain/import/programme-facts.js';
import {
  endImport,
  failImport,
  importDecider,
  importStream,
  isImportEvent,
  type ImportCounts,
} from '../../domain/story-import/story-import.js';
import { judgedBatches } from '../../reading-files/judge-file.js';
import { surveyFile } from '../../reading-files/survey-file.js';
import { reportFile, reportLine, type FileReport, type RowReport } from './import-report.js';
import { foreseeRow, isAccepted, writeRow, type ImportOf } from './import-rows.js';
import { uploadFile } from '../../importing/upload-file.js';

export interface ImportProgress {
  readonly rows: number;
  readonly of: number;
}

/** Rows at work at once: their writes share transactions. */
const rowsAtOnce = 256;

/**
 * Runs an import from its first row; what an earlier run had written is found there. Reads the whole file before it
 * writes anything, and the end event comes last: until then nobody sees a story of it.
 */
export async function runImport(
  service: ServiceRuntime,
  id: string,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { store, views, files, clock } = service;
  const recorded = await store.read(importStream(id));
  const [first] = recorded;
  // Begun again by an event that came late.
  if (recorded.some(({ event }) => isImportEvent(event) && event.type !== 'ImportStarted')) return;
  if (first === undefined || !isImportEvent(first.event) || first.event.type !== 'ImportStarted') return;
  const { programme, isDryRun, mapping, wasRead = false } = first.event.data;
  const { organisation, actor, at } = first.metadata;
  const end = (): CommandContext => ({
    ...{ organisation, actor, correlation: id },
    commandId: idFrom('end import', id),
    at: clock.now(),
  });
  const known = await views.get(knownProgrammes, programme);
  const source = { open: () => files.read(uploadFile(id), organisation) };
  const survey =
    known?.organisation === organisation
      ? await surveyFile(source, mapping ?? undefined, extraAsked(known.design))
      : { kind: 'refused' as const, refusals: [refuse('story-programme-unknown', 'programme')] };
  if (survey.kind === 'refused' || known === undefined) {
    const refusals = survey.kind === 'refused' ? survey.refusals : [];
    await store.execute(importStream(id), end(), importDecider, (state) =>
      failImport(
        state,
        refusals.map(({ refusal, field = null }) => ({ refusal, field })),
      ),
    );
    return;
  }
  const of: ImportOf = {
    import: id,
    programme,
    organisation,
    actor,
    at,
    wordingVersion: known.design.consentWording.version,
    waitingDays: known.design.care?.waitingDays ?? 0,
    wasRead,
  };
  const counts = { rows: 0, accepted: 0, acceptedWithWarning: 0, rejected: 0, alreadyThere: 0 };
  const facts = factsOf(known.design);
  const file: FileReport = { format: survey.file.columns.format, warnings: survey.file.fileWarnings };
  const rows = reported(service, of, judgedBatches(source, survey.file, facts), isDryRun, counts, () => {
    onProgress({ rows: counts.rows, of: survey.file.rows });
    signal.throwIfAborted();
  });
  await files.keep(reportFile(id), organisation, headed(file, rows));
  await store.execute(importStream(id), end(), importDecider, (state) => endImport(state, { ...counts }));
}

async function* headed(file: FileReport, rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from(reportLine(file));
  yield* rows;
}

/** Writes as it goes, and gives the lines of the report. */
async function* reported(
  service: ServiceRuntime,
  of: ImportOf,
  batches: AsyncIterable<readonly Verdict[]>,
  isDryRun: boolean,
  counts: { -readonly [Name in keyof ImportCounts]: number },
  onBatch: () => void,
): AsyncGenerator<Buffer> {
  for await (const verdicts of batches) {
    for (let from = 0; from < verdicts.length; from += rowsAtOnce) {
      onBatch();
      const some = verdicts.slice(from, from + rowsAtOnce);
      const written = await Promise.all(
        some.map(async (verdict) =>
          isAccepted(verdict) ? (isDryRun ? foreseeRow : writeRow)(service, of, verdict.story) : undefined,
        ),
      );
      let text = '';
      for (const [index, verdict] of some.entries()) {
        const row = rowReport(verdict, written[index]);
        counts.rows += 1;
        if (row.do === 'reject') counts.rejected += 1;
        else if (written[index] === 'already-there') counts.alreadyThere += 1;
        else if (row.do === 'accept') counts.accepted += 1;
        else counts.acceptedWithWarning += 1;
        text += reportLine(row);
      }
      yield Buffer.from(text);
    }
  }
  onBatch();
}

function rowReport(verdict: Verdict, written: Awaited<ReturnType<typeof writeRow>> | undefined): RowReport {
  const { line, lastLine, externalId, reason, findings } = verdict;
  const at = { line, lastLine, externalId, isAlreadyThere: written === 'already-there' };
  if (written === 'id-taken')
    return { ...at, do: 'reject', reason: 'id-already-used-with-other-text', field: 'external_id' };
  if (written === 'erased') return { ...at, do: 'reject', reason: 'story-was-erased', field: 'external_id' };
  return { ...at, do: verdict.do, reason, field: findings[0]?.field ?? null };
}

function factsOf(design: {
  readonly domains: readonly { readonly id: string; readonly name: { readonly en: string; readonly cy: string } }[];
  readonly periods: readonly {
    readonly id: string;
    readonly opens: string;
    readonly closes: string;
    readonly name: { readonly en: string; readonly cy: string };
  }[];
  readonly languages: readonly string[];
  readonly timezone: string;
  readonly extraQuestions?: readonly ExtraQuestionDesign[];
}): ProgrammeFacts {
  return {
    domains: design.domains.map(({ id, name }) => ({ id, names: { ...name } })),
    periods: design.periods.map(({ id, opens, closes, name }) => ({ id, opens, closes, names: { ...name } })),
    languages: design.languages,
    timezone: design.timezone,
    extraQuestions: extraAsked(design),
  };
}

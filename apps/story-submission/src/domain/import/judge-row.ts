import type { Columns } from './columns.js';
import { narrowerOf, reachesNobody, readConsent, takesAway, type ConsentGiven } from './consent.js';
import type { FileRow } from './file-row.js';
import type { StoryRead } from './free-text.js';
import { harmless } from '#contracts/shared/harmless-text.js';
import { byWeight, effectOf, type Finding } from './import-reasons.js';
import type { ImportedStory, Verdict } from './imported-story.js';
import type { ProgrammeFacts } from './programme-facts.js';
import { LONGEST_EXTERNAL_ID, type RepeatedIds } from './repeated-ids.js';
import { consentCells, rawCell, tidyId } from './row-cells.js';
import { brokenShapeOf, saidByTheReading, wrongNumberOfCells } from './row-shape.js';
import { StoryCells } from './story-cells.js';

/** What judging the rows of one file stands on; `usualEnding` is how its lines end. */
export interface FileFacts {
  readonly columns: Columns;
  readonly repeatedIds: RepeatedIds;
  readonly usualEnding: FileRow['ending'];
}

/** Judges the rows of one file, in their order: it remembers a fingerprint of each text whose id comes again. */
export class RowJudge {
  private readonly columns: Columns;
  private readonly storyCells: StoryCells;
  private readonly consentColumns: readonly number[];
  private readonly fingerprints = new Map<string, number>();

  constructor(
    private readonly file: FileFacts,
    programme: ProgrammeFacts,
  ) {
    this.columns = file.columns;
    this.storyCells = new StoryCells(file.columns, programme);
    const { consent_audience: audience, consent_audiences: audiences, share_with: shareWith } = file.columns.byField;
    this.consentColumns = [
      ...(audience ?? []),
      ...(audiences ?? []),
      ...(shareWith ?? []),
      ...Object.values(file.columns.shareWithEach),
    ];
  }

  judge(row: FileRow): Verdict {
    const broken = brokenShapeOf(row, this.columns);
    if (broken !== null) return this.verdict(row, [broken], null);
    const read: StoryRead = { findings: [], original: null, kept: [] };
    saidByTheReading(row, this.file.usualEnding, read.findings);
    const externalId = this.judgeId(row, read);
    const consent = this.judgeConsent(row, externalId, read);
    const story = this.storyCells.read(row, read);
    const wrongNumber = wrongNumberOfCells(row, this.columns, this.consentColumns, read.findings);
    if (wrongNumber !== null) read.findings.push(wrongNumber);
    const isWhole = story !== null && consent !== null;
    return this.verdict(
      row,
      read.findings,
      isWhole ? { externalId, consent, ...story, original: read.original } : null,
    );
  }

  private judgeId(row: FileRow, read: StoryRead): string | null {
    const written = rawCell(row, this.columns, 'external_id').trim();
    if (written.length > LONGEST_EXTERNAL_ID) {
      const details = { limit: LONGEST_EXTERNAL_ID };
      read.findings.push({ reason: 'external-id-too-long', field: 'external_id', details });
      return null;
    }
    const id = tidyId(written);
    if (id === '') {
      read.findings.push({ reason: 'no-external-id', field: 'external_id' });
      return null;
    }
    for (const reason of harmless(written)?.reasons ?? []) read.findings.push({ reason, field: 'external_id' });
    const repeated = this.file.repeatedIds.get(id);
    if (repeated === undefined) return id;
    if (repeated.firstLine === row.line) {
      this.fingerprints.set(id, fingerprintOf(row.cells));
      if (repeated.nextLine !== null) {
        const details = { line: repeated.nextLine };
        read.findings.push({ reason: 'id-used-again-further-down', field: 'external_id', details });
      }
      return id;
    }
    const isSameRow = this.fingerprints.get(id) === fingerprintOf(row.cells);
    const reason = isSameRow
      ? 'row-already-above'
      : id === written
        ? 'id-already-used-with-other-text'
        : 'id-already-used-once-invisible-characters-are-gone';
    read.findings.push({ reason, field: 'external_id', details: { line: repeated.firstLine } });
    return id;
  }

  private judgeConsent(row: FileRow, id: string | null, read: StoryRead): ConsentGiven | null {
    const answer = readConsent(consentCells(row, this.columns));
    if (answer.kind === 'refused') {
      read.findings.push({ reason: answer.reason, field: answer.field });
      return null;
    }
    for (const { reason, field } of answer.reasons) read.findings.push({ reason, field });
    const repeated = id === null ? undefined : this.file.repeatedIds.get(id);
    if (repeated === undefined || repeated.nextLine === null || repeated.firstLine !== row.line) return answer.consent;
    const details = { line: repeated.nextLine };
    const narrower = repeated.laterConsent === null ? null : narrowerOf(answer.consent, repeated.laterConsent);
    if (narrower === null || reachesNobody(narrower)) {
      read.findings.push({ reason: 'id-used-again-and-consent-not-clear', field: 'external_id', details });
      return null;
    }
    if (takesAway(narrower, answer.consent)) {
      read.findings.push({ reason: 'narrower-consent-of-a-later-row-used', field: answer.field, details });
    }
    return narrower;
  }

  private verdict(row: FileRow, found: readonly Finding[], story: ImportedStory | null): Verdict {
    const findings = found.length > 1 ? [...found].sort(byWeight) : found;
    const heaviest = findings[0];
    const judged = {
      line: row.line,
      lastLine: row.lastLine,
      externalId: rawCell(row, this.columns, 'external_id'),
      reason: heaviest === undefined ? ('nothing-wrong' as const) : heaviest.reason,
      findings,
    };
    const effect = heaviest === undefined ? 'note' : effectOf(heaviest);
    if (effect === 'reject') return { do: 'reject', ...judged };
    // A story is missing only where a finding says why; anything else would be a fault of this code.
    if (story === null) throw new Error(`The row at line ${row.line} has no story and nothing that says why.`);
    return { do: effect === 'warn' ? 'accept_with_warning' : 'accept', ...judged, story };
  }
}

/** 53 bits over the cells: enough to tell "the same row once more" from "another text", of rows whose id is the same. */
const fingerprintOf = (cells: readonly string[]): number => {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (const cell of cells) {
    for (let at = 0; at < cell.length; at += 1) {
      const unit = cell.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ unit, 0x5bd1e995) ^ (low >>> 15);
    }
    high = Math.imul(high ^ 0x1ffff, 0x01000193);
    low = Math.imul(low ^ 0x1ffff, 0x5bd1e995);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
};

import { mayActOn, type Principal } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes, type KnownProgramme } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { importStream } from '../domain/story-import/story-import.js';
import { imports, type ImportDocument } from '../read-models/imports/imports.js';
import { firstReaders } from '../stories/stories-to-read.js';
import { readImport } from './read-import.js';

export const importers = ['evaluator', 'administrator', 'collector'] as const;

export const mayImport = (who: Principal, organisation: string, programme: string): boolean =>
  mayActOn(who, { organisation, programme }, importers);

/** Who may say that they have read a whole file for the panels: not those who collected it. */
export const maySayItWasRead = (who: Principal, organisation: string, programme: string): boolean =>
  mayActOn(who, { organisation, programme }, [...firstReaders]);

/** Programmes that someone may bring stories into. */
export async function programmesToImportInto(
  { views }: ServiceRuntime,
  who: Principal,
): Promise<readonly KnownProgramme[]> {
  if (who.kind === 'anyone') return [];
  const { organisation } = who;
  const { documents } = await views.find(knownProgrammes, { index: 'byOrganisation', equals: { organisation } });
  return documents.filter(({ id }) => mayImport(who, organisation, id));
}

/** An import as whoever asks may see it. It has ended only when its stories can be seen too: views catch up one by one. */
export async function importSeen(service: ServiceRuntime, who: Principal, id: string): Promise<ImportDocument> {
  const { views } = service;
  const document = (await views.get(imports, id)) ?? (await importBegun(service, id));
  if (document === undefined || !mayImport(who, document.organisation, document.programme)) {
    return throwRefusal(refuse('import-not-found'));
  }
  if (document.state !== 'ended' || (await views.reached(importStream(id), document.version))) return document;
  return { ...document, state: 'running', counts: null };
}

/** One that the views have not heard of yet. */
async function importBegun({ store }: ServiceRuntime, id: string): Promise<ImportDocument | undefined> {
  const { state, organisation, at } = await readImport(store, id);
  if (state === undefined) return undefined;
  const { programme, isDryRun } = state.started;
  return {
    ...{ id, organisation, programme, isDryRun, startedAt: at, version: 1, state: 'running', counts: null },
    ...{ refusals: [], isFileKept: isDryRun, broughtInBy: null },
  };
}

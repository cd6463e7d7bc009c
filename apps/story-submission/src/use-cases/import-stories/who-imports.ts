import { mayActOn, type Principal } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes, type KnownProgramme } from '#service-kit/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { importStream } from '../../domain/story-import/story-import.js';
import { imports, type ImportDocument } from '../../read-models/imports/imports.js';

export const importers = ['evaluator', 'administrator', 'collector'] as const;

export const mayImport = (who: Principal, organisation: string, programme: string): boolean =>
  mayActOn(who, { organisation, programme }, importers);

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
export async function importSeen({ views }: ServiceRuntime, who: Principal, id: string): Promise<ImportDocument> {
  const document = await views.get(imports, id);
  if (document === undefined || !mayImport(who, document.organisation, document.programme)) {
    return throwRefusal(refuse('import-not-found'));
  }
  if (document.state !== 'ended' || (await views.reached(importStream(id), document.version))) return document;
  return { ...document, state: 'running', counts: null };
}

import type { Principal } from '#access/principal.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { FileGone } from '#service-kit/files/sealed-files.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { extraAsked } from '../../domain/extra/extra-answers.js';
import { addressesOf, FIELDS, findColumns, type Field } from '../../domain/import/columns.js';
import { readMapping, type Mapping } from '../../domain/import/mapping.js';
import { checkedFile } from '../../domain/story-import/story-import.js';
import { readHeadings } from '../../reading-files/read-headings.js';
import { readImport } from '../../importing/read-import.js';
import { uploadFile } from '../../importing/upload-file.js';
import { mayImport } from '../../importing/who-imports.js';

export interface ColumnsOfCheck {
  readonly programme: string;
  readonly organisation: string;
  /** KoboToolbox’ columns of 0 and 1 say who may read a story. */
  readonly isConsentFound: boolean;
  /** As a mapping writes them: `notes`, `notes#2`. */
  readonly headings: readonly string[];
  /** Each field that a person may match, and the heading it is found under without a mapping. */
  readonly found: ReadonlyMap<Field, string | null>;
  /** The same with the mapping that the check was made with. */
  readonly matched: ReadonlyMap<Field, string | null>;
}

const ofKoboAlone: readonly Field[] = ['share_with', 'name_ok', 'validation_status'];

/** The file of a check that is over, as its first line says. */
export async function columnsOfCheck(
  { store, files, views }: ServiceRuntime,
  who: Principal,
  check: string,
): Promise<ColumnsOfCheck | Refusal> {
  const { state, organisation } = await readImport(store, check);
  if (state !== undefined && !mayImport(who, organisation, state.started.programme)) return refuse('import-not-found');
  const started = checkedFile(state);
  if (isRefusal(started)) return started;
  const { programme, mapping } = started;
  const cells = await readHeadings({ open: () => files.read(uploadFile(check), organisation) }).catch(
    (error: unknown) => {
      if (error instanceof FileGone) return refuse('checked-file-gone');
      throw error;
    },
  );
  if (isRefusal(cells)) return cells;
  if (cells === undefined) return refuse('file-without-headings');
  const extra = extraAsked((await views.get(knownProgrammes, programme))?.design ?? {});
  const read = readMapping(mapping ?? {}, cells);
  const own = findColumns(cells, {}, extra);
  const headings = addressesOf(own.headings);
  const fields = FIELDS.filter((field) => {
    if (field === 'share_with' && Object.keys(own.shareWithEach).length > 0) return false;
    return own.format === 'kobo' || !ofKoboAlone.includes(field);
  });
  const under = ({ byField }: typeof own): ReadonlyMap<Field, string | null> =>
    new Map(fields.map((field) => [field, headings[byField[field]?.[0] ?? -1] ?? null]));
  return {
    programme,
    organisation,
    isConsentFound: Object.keys(own.shareWithEach).length > 0,
    headings,
    found: under(own),
    matched: under('chosen' in read ? findColumns(cells, read.chosen, extra) : own),
  };
}

/** Only what is not found by itself: a heading that comes twice goes on being read as it would be. */
export function mappingFor(
  { found, headings }: ColumnsOfCheck,
  matched: ReadonlyMap<Field, string | null>,
): { readonly mapping: Mapping } | { readonly refusals: readonly Refusal[] } {
  const read = readMapping(Object.fromEntries(matched), headings);
  if ('refusals' in read) return read;
  return { mapping: Object.fromEntries([...matched].filter(([field, heading]) => found.get(field) !== heading)) };
}

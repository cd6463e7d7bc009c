import type { Reader } from '#key-vault/key-vault.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { Verification } from '../domain/verification/verification.js';
import { asItsAuthor, asTheTeller, openedWords, type ReadAs } from '../telling-back/opened-words.js';

/** Whoever looks after the checking of stories; the role is the caller’s to find out. */
const forChecking: ReadAs = { purpose: 'verify', reach: 'reports' };

/** How far what a verifier writes goes: to the teller, and to those who look after the checking. */
export const reachOfNotes = ['teller', 'reports'] as const;
/** What a teller adds is for those who look after the checking. */
export const reachOfAdded = ['reports'] as const;

export interface NotesRead {
  readonly asked: string | null;
  readonly note: string | null;
  readonly added: readonly { readonly at: string; readonly text: string | null }[];
}

const readNotes = {
  verifier: { notes: asItsAuthor, added: forChecking },
  evaluator: { notes: forChecking, added: forChecking },
  teller: { notes: asTheTeller, added: asItsAuthor },
} as const;

/** What was asked, found and added, opened for one of the three; null where it is not there or may not be read. */
export async function notesRead(
  service: ServiceRuntime,
  reader: Reader,
  as: keyof typeof readNotes,
  { asking, found, added }: Verification,
): Promise<NotesRead> {
  const { notes, added: readAdded } = readNotes[as];
  const [asked = null, note = null] = await openedWords(service, reader, notes, [
    asking?.asked ?? null,
    found?.note ?? null,
  ]);
  const said = added.map(({ words }) => words);
  const texts = await openedWords(service, reader, readAdded, said);
  return { asked, note, added: added.map(({ at }, number) => ({ at, text: texts[number] ?? null })) };
}

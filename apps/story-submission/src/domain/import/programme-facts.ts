import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';

/** What judging a row needs to know of the programme. Names are by language. */
export interface ProgrammeFacts {
  readonly domains: readonly { readonly id: string; readonly names: Readonly<Record<string, string>> }[];
  /** `opens` and `closes` are YYYY-MM-DD, both inside the period. */
  readonly periods: readonly {
    readonly id: string;
    readonly opens: string;
    readonly closes: string;
    readonly names?: Readonly<Record<string, string>>;
  }[];
  readonly languages: readonly string[];
  /** IANA name: Europe/London. */
  readonly timezone: string;
  /** Those asked now. */
  readonly extraQuestions?: readonly ExtraQuestionDesign[];
}

/** One spelling for comparing names: spaces, capitals and the shape of the apostrophe set aside. */
export const foldedName = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').replace(/[’‘]/g, "'").toLowerCase();

/** From an id or a name in any language, as written or folded, to the id; as written is looked up first, being cheaper. */
export const idsByName = (
  entries: readonly { readonly id: string; readonly names?: Readonly<Record<string, string>> }[],
): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  const add = (name: string, id: string): void => void ids.set(foldedName(name), id).set(name, id);
  for (const entry of entries) for (const name of Object.values(entry.names ?? {})) add(name, entry.id);
  for (const entry of entries) add(entry.id, entry.id);
  return ids;
};

export const idNamed = (written: string, ids: ReadonlyMap<string, string>): string | undefined =>
  ids.get(written) ?? ids.get(foldedName(written));

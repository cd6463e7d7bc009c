import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What a backup is made of: two parts, kept in two places. */
export type PartName = 'data' | 'keys';

interface SavedFile {
  readonly name: string;
  readonly sha256: string;
}

/** Stands beside the files of a part, and is written last: a part without it was broken off. */
export interface SavedPart {
  readonly newidBackup: 1;
  /** The same for both parts of one backup. */
  readonly backup: string;
  readonly part: PartName;
  readonly at: string;
  readonly files: readonly SavedFile[];
}

const manifestName = 'newid-backup.json';

export const newBackup = (): { readonly backup: string; readonly at: string } => ({
  backup: randomUUID(),
  at: new Date().toISOString(),
});

/** Names of all files below a folder, which need not be there, as far as `belongs` lets them. */
export function filesBelow(folder: string, belongs: (name: string) => boolean): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(belongs)
    .sort();
}

/** Copies files durably and writes down what they are. */
export async function savePart(
  from: string,
  to: string,
  names: readonly string[],
  part: Pick<SavedPart, 'backup' | 'part' | 'at'>,
): Promise<SavedPart> {
  const files: SavedFile[] = [];
  for (const name of names) files.push({ name, sha256: await copyFile(join(from, name), join(to, name)) });
  const saved: SavedPart = { newidBackup: 1, ...part, files };
  mkdirSync(to, { recursive: true, mode: 0o700 });
  writeFileSync(join(to, manifestName), `${JSON.stringify(saved, null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
  return saved;
}

/** Undefined: no part of a backup lies there, or it was broken off. */
export function partIn(folder: string): SavedPart | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
    return isPart(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the files back. Gives the name of the first that is not what was saved. */
export async function restorePart(from: string, to: string, { files }: SavedPart): Promise<string | undefined> {
  for (const { name, sha256 } of files) {
    if (!existsSync(join(from, name)) || (await copyFile(join(from, name), join(to, name))) !== sha256) return name;
  }
  return undefined;
}

/** For the owner alone, never over one that is there. Gives the hash of what was copied. */
async function copyFile(from: string, to: string): Promise<string> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform: (part: Buffer, _encoding, done) => {
      hash.update(part);
      done(null, part);
    },
  });
  await pipeline(createReadStream(from), hashing, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  return hash.digest('hex');
}

const isPart = (value: unknown): value is SavedPart =>
  typeof value === 'object' &&
  value !== null &&
  'newidBackup' in value &&
  value.newidBackup === 1 &&
  'files' in value &&
  Array.isArray(value.files) &&
  value.files.every(
    (file: unknown) =>
      typeof file === 'object' && file !== null && 'name' in file && isPlainName(file.name) && 'sha256' in file,
  );

/** A manifest that somebody wrote must not lead out of the folder. */
const isPlainName = (name: unknown): boolean =>
  typeof name === 'string' && !name.split(/[/\\]/).some((step) => step === '' || step === '.' || step === '..');

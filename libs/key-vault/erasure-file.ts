import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

import { StorageUnavailable } from '#event-store/event-store.js';

import type { Erasure, ErasureLedger } from './erasure-ledger.js';
import { codeOf, syncFolder } from './epoch-key-file.js';
import { KeyUnusable } from './key-vault.js';

const wholeLine = /^(\{.*\}) ([0-9a-f]{16})$/;

/** One file, a line each with its checksum. Several processes may write at the same time: lines are added whole. */
export class ErasureFile implements ErasureLedger {
  constructor(private readonly file: string) {}

  async note(erasure: Erasure): Promise<void> {
    try {
      await this.#add(erasure);
    } catch (cause) {
      throw new StorageUnavailable(problemOf(cause), { cause });
    }
  }

  async all(): Promise<readonly Erasure[]> {
    return erasuresIn(this.file);
  }

  async #add(erasure: Erasure): Promise<void> {
    const isNew = !existsSync(this.file);
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const file = await open(this.file, 'a', 0o600);
    try {
      // A line feed before it as well: the line of a process that lost its power must not swallow this one.
      await file.write(`\n${lineOf(erasure)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (isNew) syncFolder(dirname(this.file));
  }
}

/** In the folder of epoch keys, where nobody says otherwise. */
export const erasuresFileName = 'erasures.log';

const problems: ReadonlyMap<string | undefined, StorageUnavailable['because']> = new Map([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
]);

const problemOf = (error: unknown): StorageUnavailable['because'] =>
  problems.get(codeOf(error)) ?? 'input-output-error';

/** @throws KeyUnusable */
export function erasuresIn(file: string): readonly Erasure[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, json = '', sum] = wholeLine.exec(line) ?? [];
    // Broken off while it was written: nobody was told that it was done.
    if (sum === undefined) return [];
    const erasure: unknown = sum === checksum(json) ? JSON.parse(json) : undefined;
    if (!isErasure(erasure)) throw damaged(file, index + 1);
    return [erasure];
  });
}

/** What the other file does not hold is added to it. */
export async function copyErasures(from: string, to: string): Promise<void> {
  const there = new Set(erasuresIn(to).map(lineOf));
  const target = new ErasureFile(to);
  for (const erasure of erasuresIn(from)) if (!there.has(lineOf(erasure))) await target.note(erasure);
}

const lineOf = (erasure: Erasure): string => {
  const json = JSON.stringify(erasure);
  return `${json} ${checksum(json)}`;
};

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 16);

const isErasure = (value: unknown): value is Erasure =>
  typeof value === 'object' && value !== null && 'what' in value && ('owner' in value || 'person' in value);

const damaged = (file: string, line: number): KeyUnusable =>
  new KeyUnusable(
    'erasures-damaged',
    `Line ${String(line)} of ${file} was changed: it says what was erased, and has to be done again on older copies of the data. Put the file back from its copy (NEWID_ERASURES_FILE names it); nothing was changed.`,
  );

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { codeOf } from '#key-vault/epoch-key-file.js';
import { EpochKeyFiles } from '#key-vault/epoch-key-files.js';
import { joinKey, type Joined } from '#key-vault/escrow/key-shares.js';
import { KeyUnusable } from '#key-vault/key-vault.js';
import { masterKeyLine, writeNewFile } from '#key-vault/master-key.js';
import type { Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import type { KeyPlaces } from './key-places.js';

interface Asked {
  /** Files with shares; none: they are typed. */
  readonly shares: readonly string[];
  readonly to: string;
}

/** Writes a master key only where it opens what is sealed here, and never over one that is there. */
export async function runJoin(asked: Asked, places: KeyPlaces, terminal: Terminal, words: Words): Promise<ExitCode> {
  const refuse = (key: string, values: Readonly<Record<string, string>> = {}): ExitCode => {
    terminal.errors.write(`newid keys: ${words(key, values)}\n`);
    return exitCodes.badInput;
  };
  const to = resolve(asked.to);
  if (existsSync(to)) return refuse('join-there-already', { to });
  const texts: string[] = [];
  for (const file of asked.shares) {
    try {
      texts.push(readFileSync(file, 'utf8'));
    } catch (error) {
      return refuse('join-unreadable', { file, code: codeOf(error) ?? 'unknown' });
    }
  }
  if (texts.length === 0) {
    terminal.errors.write(`${words('join-type')}\n`);
    texts.push(await typed(terminal));
  }
  const joined = await joinKey(texts);
  if (joined.kind !== 'key') return refuse(`join-${joined.kind}`, valuesOf(joined));
  const { key, set } = joined;
  if (places.somethingIsSealed && !(await opens(key, places.keysFolder))) {
    return refuse('join-of-other-data', { set, folder: places.folder });
  }
  try {
    writeNewFile(to, masterKeyLine(key));
  } catch (error) {
    return refuse('join-unwritable', { to, code: codeOf(error) ?? 'unknown' });
  }
  key.fill(0);
  terminal.output.write(`${words(places.somethingIsSealed ? 'join-done' : 'join-done-untried', { to, set })}\n`);
  return exitCodes.done;
}

async function typed({ input }: Terminal): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of input) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

function valuesOf(problem: Exclude<Joined, { readonly kind: 'key' }>): Readonly<Record<string, string>> {
  switch (problem.kind) {
    case 'line-missing':
    case 'line-mistyped':
      return { share: String(problem.share), line: String(problem.line) };
    case 'lines-of-two-shares':
    case 'other-version':
      return { share: String(problem.share) };
    case 'too-few':
      return { found: String(problem.found) };
    case 'of-two-sets':
      return { one: problem.sets[0], other: problem.sets[1] };
    case 'same-share':
    case 'do-not-fit':
      return {};
  }
}

async function opens(key: Uint8Array, keysFolder: string): Promise<boolean> {
  const files = new EpochKeyFiles(keysFolder, key);
  try {
    for (const epoch of await files.numbers()) (await files.open(epoch)).fill(0);
    return true;
  } catch (error) {
    if (error instanceof KeyUnusable && error.because === 'master-key-wrong') return false;
    throw error;
  }
}

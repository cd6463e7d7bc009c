import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import { codeOf } from '#key-vault/epoch-key-file.js';
import { sharesMade, splitKey } from '#key-vault/escrow/key-shares.js';
import { readMasterKeys, writeNewFile } from '#key-vault/master-key.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { liesIn, type KeyPlaces } from './key-places.js';

/** Shares go into files and nowhere else: what a terminal shows, it keeps. @throws KeyUnusable */
export async function runSplit(given: string, places: KeyPlaces, terminal: Terminal, words: Words): Promise<ExitCode> {
  const to = resolve(given);
  const refuse = (key: string, values: Readonly<Record<string, string>> = {}): ExitCode => {
    terminal.errors.write(`newid keys: ${words(key, values)}\n`);
    return exitCodes.badInput;
  };
  if (places.isInService) return refuse('split-of-service');
  if (liesIn(to, places.folder)) return refuse('split-beside-data', { to, folder: places.folder });
  const [key, ...others] = readMasterKeys(places.masterKeyFile);
  if (others.length > 0) return refuse('split-while-turning');
  const { set, lines } = await splitKey(key);
  key.fill(0);
  const written: string[] = [];
  try {
    mkdirSync(to, { recursive: true, mode: 0o700 });
    for (const [index, share] of lines.entries()) {
      const values = { number: String(index + 1), of: String(sharesMade), set };
      const file = join(to, `newid-share-${values.number}-${set}.txt`);
      const head = ['share-title', 'share-set', 'share-what', 'share-how'].map((name) =>
        words(name, { ...values, on: writeDate(words.language, new Date(), timeZoneOfWales) }),
      );
      writeNewFile(file, [...head, '', ...share, ''].join('\n'));
      written.push(file);
    }
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    return refuse('split-unwritable', { to, code: codeOf(error) ?? 'unknown' });
  }
  for (const file of written) terminal.output.write(`${file}\n`);
  terminal.output.write(`${words('split-done', { set })}\n`);
  return exitCodes.done;
}

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { codeOf } from '#key-vault/epoch-key-file.js';
import { copyErasures, erasuresFileName } from '#key-vault/erasure-file.js';
import { MoveRefused } from '#service-kit/moving/move-refused.js';
import { FolderInUse, lockFolder } from '#sqlite/folder-lock.js';
import type { Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import { keyPlaces, liesIn } from '../keys/key-places.js';
import { sayRefused } from '../move/say-refused.js';
import type { Terminal } from '../terminal.js';
import { BackupRefused } from './backup-refused.js';
import { putBack, savedHouse, saveHouse, type TwoPlaces } from './saved-house.js';
import { asFolder, fromFolder, type Distributed } from './through-a-folder.js';

export interface AskedBackup extends TwoPlaces {
  /** Whoever saves says that nothing waits in Kafka. */
  readonly withoutKafka: boolean;
}

/** Of the command itself, and of the move, which it does where the data is in MongoDB. */
export interface WordsOfBackup {
  readonly own: Words;
  readonly ofMove: Words;
}

/** Saves data and keys to two places. Nobody works with them meanwhile: files of a running Newid are of different moments. */
export const runBackup = (asked: AskedBackup, terminal: Terminal, words: WordsOfBackup): Promise<ExitCode> =>
  said(terminal, words, async () => {
    const { folder, at: to, distributed } = prepared(asked, terminal, words);
    for (const place of [to.data, to.keys]) {
      if (existsSync(place) && readdirSync(place).length > 0) throw new BackupRefused('not-empty', { place });
    }
    const save = async (house: string): Promise<void> => {
      const { files, keyFiles } = await saveHouse(house, to);
      terminal.output.write(
        `${words.own('saved', { ...to, files: String(files), keyFiles: String(keyFiles) })}\n${words.own('saved-then')}\n`,
      );
    };
    if (distributed !== undefined) return asFolder(distributed, save);
    if (!existsSync(join(folder, 'vault.db'))) throw new BackupRefused('nothing-there', { folder });
    return held(folder, () => save(folder));
  });

/** Puts both parts of one backup where nothing is; what was erased since is erased again at the next start. */
export const runRestore = (asked: AskedBackup, terminal: Terminal, words: WordsOfBackup): Promise<ExitCode> =>
  said(terminal, words, async () => {
    const { folder, at: from, erasures, distributed } = prepared(asked, terminal, words);
    const saved = savedHouse(from);
    if (distributed === undefined) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await held(folder, () => putBack(saved, folder, erasures));
    } else {
      await fromFolder(distributed, (house) => putBack(saved, house, join(house, 'keys', erasuresFileName)));
      await copyErasures(join(from.keys, 'keys', erasuresFileName), erasures);
    }
    const where = distributed === undefined ? folder : `MongoDB, ${folder}`;
    terminal.output.write(`${words.own('restored', { folder: where, at: saved.data.at })}\n`);
    terminal.output.write(`${words.own('restored-then', { erasures })}\n`);
  });

interface Prepared {
  readonly folder: string;
  readonly at: TwoPlaces;
  /** The list that says what was erased. */
  readonly erasures: string;
  /** Undefined: all of it lies in the data folder. */
  readonly distributed: Distributed | undefined;
}

function prepared({ data, keys, withoutKafka }: AskedBackup, terminal: Terminal, words: WordsOfBackup): Prepared {
  const { configuration, folder, keysFolder, masterKeyFile } = keyPlaces(terminal.environment);
  const at: TwoPlaces = { data: resolve(data), keys: resolve(keys) };
  if (liesIn(at.data, at.keys) || liesIn(at.keys, at.data)) throw new BackupRefused('one-place', { ...at });
  for (const place of [at.data, at.keys]) {
    if (liesIn(place, folder) || liesIn(folder, place)) throw new BackupRefused('beside-data', { place, folder });
  }
  const distributed = { configuration, folder, masterKeyFile, withoutKafka, terminal, words: words.ofMove };
  return {
    ...{ folder, at },
    erasures: resolve(configuration.NEWID_ERASURES_FILE ?? join(keysFolder, erasuresFileName)),
    distributed: configuration.NEWID_SHAPE === 'distributed' ? distributed : undefined,
  };
}

async function held(folder: string, work: () => Promise<void>): Promise<void> {
  const lock = lockFolder(folder);
  try {
    await work();
  } finally {
    lock.release();
  }
}

async function said(terminal: Terminal, words: WordsOfBackup, work: () => Promise<void>): Promise<ExitCode> {
  const complain = (sentence: string): void => void terminal.errors.write(`newid backup: ${sentence}\n`);
  try {
    await work();
    return exitCodes.done;
  } catch (error) {
    if (error instanceof MoveRefused) return sayRefused('backup', error, terminal, words.ofMove);
    if (error instanceof BackupRefused) {
      complain(words.own(error.key, error.values));
      return exitCodes.badInput;
    }
    if (error instanceof FolderInUse) {
      complain(words.own('in-use'));
      return exitCodes.badInput;
    }
    const code = codeOf(error);
    if (code === undefined) throw error;
    complain(words.own('unwritable', { code }));
    return exitCodes.failed;
  }
}

import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { codeOf } from '#key-vault/epoch-key-file.js';
import { copyErasures, erasuresFileName } from '#key-vault/erasure-file.js';
import { Database } from '#sqlite/database.js';
import { FolderInUse, lockFolder } from '#sqlite/folder-lock.js';
import type { Words } from '#web/words/words.js';

import { exitCodes, type ExitCode } from '../exit-codes.js';
import { keyPlaces, liesIn } from '../keys/key-places.js';
import type { Terminal } from '../terminal.js';
import { filesBelow, newBackup, partIn, restorePart, savePart, type SavedPart } from './saved-part.js';

export interface TwoPlaces {
  readonly data: string;
  readonly keys: string;
}

/** Epoch keys and keys of secret rounds: what opens the data, as long as the master key is there. */
const isKey = (name: string): boolean => /^(?:keys|round-keys)\//.test(name) && !/\/\./.test(name);
/** Secrets that are in no backup; letters, which are not sealed; what belongs to a process; journals, which are empty by then. */
const isLeftOut = (name: string): boolean =>
  /^(?:master\.key|secret\.key|operator.*\.sock|lock\.db.*|outbox\/.*|move\.json.*|.*\.db-(?:wal|shm))$/.test(name);
const isData = (name: string): boolean => !/^(?:keys|round-keys)\//.test(name) && !isLeftOut(name);

class Refused extends Error {
  constructor(
    readonly key: string,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(key);
  }
}

/** Saves data and keys to two places. The folder is held meanwhile: files of a running Newid are of different moments. */
export const runBackup = (places: TwoPlaces, terminal: Terminal, words: Words): Promise<ExitCode> =>
  said(terminal, words, async () => {
    const { folder, to } = prepared(places, terminal);
    for (const place of [to.data, to.keys]) {
      if (existsSync(place) && readdirSync(place).length > 0) throw new Refused('not-empty', { place });
    }
    if (!existsSync(join(folder, 'vault.db'))) throw new Refused('nothing-there', { folder });
    return held(folder, async () => {
      const backup = newBackup();
      const dataFiles = filesBelow(folder, isData);
      for (const name of dataFiles) if (name.endsWith('.db')) emptyJournal(join(folder, name));
      const data = await savePart(folder, to.data, dataFiles, { ...backup, part: 'data' });
      const keys = await savePart(folder, to.keys, filesBelow(folder, isKey), { ...backup, part: 'keys' });
      terminal.output.write(
        `${words('saved', { ...to, files: String(data.files.length), keyFiles: String(keys.files.length) })}\n`,
      );
      terminal.output.write(`${words('saved-then')}\n`);
    });
  });

/** Puts both parts of one backup into an empty data folder; what was erased since is erased again at the next start. */
export const runRestore = (places: TwoPlaces, terminal: Terminal, words: Words): Promise<ExitCode> =>
  said(terminal, words, async () => {
    const { folder, to: from, erasures } = prepared(places, terminal);
    const data = partAt(from.data, 'data');
    const keys = partAt(from.keys, 'keys');
    if (data.backup !== keys.backup) throw new Refused('not-together', { data: data.at, keys: keys.at });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await held(folder, async () => {
      const there = filesBelow(folder, (name) => !isLeftOut(name) && name !== `keys/${erasuresFileName}`);
      if (there.length > 0) throw new Refused('not-empty', { place: folder });
      // The list that stands here is the newer one: what the backup knows is added to it, and never put over it.
      const saved = { ...keys, files: keys.files.filter(({ name }) => name !== `keys/${erasuresFileName}`) };
      const wrong = (await restorePart(from.data, folder, data)) ?? (await restorePart(from.keys, folder, saved));
      if (wrong !== undefined) throw new Refused('changed', { file: wrong });
      await copyErasures(join(from.keys, 'keys', erasuresFileName), erasures);
    });
    terminal.output.write(`${words('restored', { folder, at: data.at })}\n`);
    terminal.output.write(`${words('restored-then', { erasures })}\n`);
  });

function prepared({ data, keys }: TwoPlaces, { environment }: Terminal) {
  const { configuration, folder, keysFolder } = keyPlaces(environment);
  if (configuration.NEWID_SHAPE === 'distributed') throw new Refused('distributed');
  const to: TwoPlaces = { data: resolve(data), keys: resolve(keys) };
  if (liesIn(to.data, to.keys) || liesIn(to.keys, to.data)) throw new Refused('one-place', { ...to });
  for (const place of [to.data, to.keys]) {
    if (liesIn(place, folder) || liesIn(folder, place)) throw new Refused('beside-data', { place, folder });
  }
  return { folder, to, erasures: resolve(configuration.NEWID_ERASURES_FILE ?? join(keysFolder, erasuresFileName)) };
}

function partAt(place: string, part: SavedPart['part']): SavedPart {
  const found = partIn(place);
  if (found?.part !== part) throw new Refused(`no-${part}`, { place });
  return found;
}

/**
 * A database alone is not whole while something stands in its journal, and a journal goes when its last connection does:
 * in the middle of the copying, it may be.
 */
function emptyJournal(file: string): void {
  const database = new Database(file);
  try {
    database.run('PRAGMA wal_checkpoint(TRUNCATE)');
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) throw new FolderInUse(dirname(file));
  } finally {
    database.close();
  }
}

async function held(folder: string, work: () => Promise<void>): Promise<void> {
  const lock = lockFolder(folder);
  try {
    await work();
  } finally {
    lock.release();
  }
}

async function said(terminal: Terminal, words: Words, work: () => Promise<void>): Promise<ExitCode> {
  const complain = (sentence: string): void => void terminal.errors.write(`newid backup: ${sentence}\n`);
  try {
    await work();
    return exitCodes.done;
  } catch (error) {
    if (error instanceof Refused) {
      complain(words(error.key, error.values));
      return exitCodes.badInput;
    }
    if (error instanceof FolderInUse) {
      complain(words('in-use'));
      return exitCodes.badInput;
    }
    const code = codeOf(error);
    if (code === undefined) throw error;
    complain(words('unwritable', { code }));
    return exitCodes.failed;
  }
}

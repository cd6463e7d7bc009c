import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { KeyVault } from '#key-vault/key-vault.js';
import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';

import { FileGone } from '../sealed-files.js';
import { SealedFolder } from './sealed-folder.js';

const chunk = 256 * 1024;
const at = '2026-11-21T10:00:00.000Z';
const organisation = 'pont-y-bore';

describe('files that hold personal text', () => {
  let folder: string;
  let vault: KeyVault;
  let files: SealedFolder;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newid-files-'));
    const masterKey = openMasterKey({ file: join(folder, 'master.key'), createIfMissing: true });
    vault = await openSqliteKeyVault({ file: join(folder, 'vault.db'), keysFolder: join(folder, 'keys'), masterKey });
    files = new SealedFolder(join(folder, 'files'), vault);
  });
  afterEach(async () => {
    await vault.close();
    await rm(folder, { recursive: true });
  });

  async function* inPieces(content: Buffer, size: number): AsyncIterable<Uint8Array> {
    for (let from = 0; from < content.length; from += size) yield content.subarray(from, from + size);
  }
  const keep = (id: string, content: Buffer | string, size = 10_000) =>
    files.keep(id, organisation, inPieces(Buffer.from(content), size));
  async function read(id: string, by = organisation): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of files.read(id, by)) parts.push(part);
    return Buffer.concat(parts);
  }
  const path = (id: string) => join(folder, 'files', `${id}.sealed`);
  const linesOf = async (id: string) => (await readFile(path(id), 'utf8')).trim().split('\n');

  it.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk + 5])('come back byte for byte: %d of them', async (length) => {
    const content = Buffer.from(Array.from({ length }, (_, index) => (index * 31) % 256));
    expect(await keep('f1', content, 99_991)).toBe(length);
    expect((await read('f1')).equals(content)).toBe(true);
  });

  it('stand in the folder unreadable, for their owner alone', async () => {
    await keep('f1', 'the marigold stop');
    expect(await readFile(path('f1'), 'latin1')).not.toMatch(/marigold|bWFyaWdvbG/);
    expect((await stat(path('f1'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'files'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'files'))).toEqual(['f1.sealed']);
  });

  it('kept again under the same id are the new ones', async () => {
    await keep('f1', 'first');
    await keep('f1', 'second');
    expect(String(await read('f1'))).toBe('second');
  });

  it('that could not be kept whole leave the one before as it was', async () => {
    await keep('f1', 'first');
    async function* broken(): AsyncIterable<Uint8Array> {
      yield Buffer.alloc(2 * chunk);
      throw new Error('The upload ended early');
    }
    await expect(files.keep('f1', organisation, broken())).rejects.toThrow('ended early');
    expect(String(await read('f1'))).toBe('first');
  });

  it('are gone where they were never kept', async () => {
    await expect(read('never')).rejects.toThrow(FileGone);
  });

  it('are gone for ever when they are destroyed, also from a copy of the folder', async () => {
    await keep('f1', 'the marigold stop');
    const copy = await readFile(path('f1'));
    await files.destroy('f1', at);
    await expect(read('f1')).rejects.toThrow(FileGone);
    expect(await readdir(join(folder, 'files'))).toEqual([]);
    await writeFile(path('f1'), copy);
    await expect(read('f1')).rejects.toThrow(FileGone);
    expect(await vault.pendingIntents()).toEqual([]);
  });

  it('that are destroyed twice, or were never kept, stay gone', async () => {
    await keep('f1', 'once');
    await files.destroy('f1', at);
    await files.destroy('f1', at);
    await expect(read('f1')).rejects.toThrow(FileGone);
  });

  it('are not there for another organisation', async () => {
    await keep('f1', 'ours');
    await expect(read('f1', 'another')).rejects.toThrow(FileGone);
  });

  it('are seen to be cut short, at a chunk or in the middle of one', async () => {
    await keep('f1', Buffer.alloc(2 * chunk, 7));
    const lines = await linesOf('f1');
    expect(lines).toHaveLength(3);
    await writeFile(path('f1'), `${lines.slice(0, 2).join('\n')}\n`);
    await expect(read('f1')).rejects.toThrow(FileGone);
    await writeFile(path('f1'), `${lines.slice(0, 1).join('\n')}\n${lines[1]?.slice(0, 1_000) ?? ''}`);
    await expect(read('f1')).rejects.toThrow();
  });

  it('are seen to have been put together otherwise: chunks in another order, left out, or of another file', async () => {
    await keep('f1', Buffer.alloc(2 * chunk, 7));
    await keep('f2', Buffer.alloc(2 * chunk, 8));
    const [first = '', second = '', last = ''] = await linesOf('f1');
    const [other = ''] = await linesOf('f2');
    for (const lines of [
      [second, first, last],
      [first, last],
      [other, second, last],
    ]) {
      await writeFile(path('f1'), `${lines.join('\n')}\n`);
      await expect(read('f1')).rejects.toThrow();
    }
  });

  it('have ids that cannot lead out of the folder', async () => {
    for (const id of ['../f1', 'a/b', '', '.', 'f1.sealed', 'x'.repeat(101)]) {
      await expect(keep(id, 'x')).rejects.toThrow('file id');
    }
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openMasterKey } from '#key-vault/master-key.js';
import { openSqliteKeyVault } from '#key-vault/sqlite/open-sqlite-key-vault.js';

import { sealedFilesContract, type OpenSealedFiles } from '../contract/sealed-files.contract.js';
import { SealedFolder } from './sealed-folder.js';

async function inAFolder(): Promise<OpenSealedFiles & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'newid-files-'));
  const masterKey = openMasterKey({ file: join(folder, 'master.key'), createIfMissing: true });
  const vault = await openSqliteKeyVault({
    file: join(folder, 'vault.db'),
    keysFolder: join(folder, 'keys'),
    masterKey,
  });
  const within = join(folder, 'files');
  const path = (id: string): string => join(within, `${id}.sealed`);
  await mkdir(within, { mode: 0o700 });
  return {
    folder: within,
    files: new SealedFolder(within, vault),
    vault,
    boxesOf: async (id) => (await readFile(path(id), 'utf8')).trim().split('\n'),
    putBoxes: (id, boxes) => writeFile(path(id), `${boxes.join('\n')}\n`),
    stored: async () =>
      (await readdir(within)).filter((name) => !name.endsWith('.part')).map((name) => name.replace(/\.sealed$/, '')),
    close: async () => {
      await vault.close();
      await rm(folder, { recursive: true });
    },
  };
}

sealedFilesContract('in a folder', inAFolder);

describe('the folder of sealed files', () => {
  it('is for its owner alone, and so is each file', async () => {
    const open = await inAFolder();
    async function* content(): AsyncIterable<Uint8Array> {
      yield Buffer.from('the marigold stop');
    }
    await open.files.keep('f1', 'pont-y-bore', content());
    expect((await stat(join(open.folder, 'f1.sealed'))).mode & 0o777).toBe(0o600);
    expect((await stat(open.folder)).mode & 0o777).toBe(0o700);
    await open.close();
  });

  it('has nothing left of what a kill broke off before this start', async () => {
    const open = await inAFolder();
    async function* content(): AsyncIterable<Uint8Array> {
      yield Buffer.from('the marigold stop');
    }
    for (const left of ['f1.sealed.part', 'f2.sealed.0c0f.part']) {
      await writeFile(join(open.folder, left), 'half');
      await utimes(join(open.folder, left), new Date('2026-01-01'), new Date('2026-01-01'));
    }
    await open.files.keep('f2', 'pont-y-bore', content());
    expect(await readdir(open.folder)).toEqual(['f2.sealed']);
    await open.close();
  });
});

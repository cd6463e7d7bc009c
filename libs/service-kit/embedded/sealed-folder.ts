import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { KeyVault } from '#key-vault/key-vault.js';

import { assertFileId, placeOf, SealedChunks, wholeBoxLength, without } from '../sealed-chunks.js';
import { FileGone, type FileKeys, type SealedFiles } from '../sealed-files.js';

/** A file for each, one line a chunk. */
export class SealedFolder implements SealedFiles {
  readonly #chunks: SealedChunks;

  constructor(
    private readonly folder: string,
    vault: KeyVault,
  ) {
    this.#chunks = new SealedChunks(vault);
  }

  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    return this.keepUnder(id, this.#chunks.ownKeys(id, organisation), chunks);
  }

  async keepUnder(id: string, keys: FileKeys, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    const path = this.#pathOf(id);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Written aside and renamed: a kill in the middle leaves no half file under the real name.
    const file = await open(`${path}.part`, 'w', 0o600);
    let kept = 0;
    const count = (bytes: number): void => void (kept += bytes);
    try {
      for await (const box of this.#chunks.seal(keys, chunks, count)) await file.write(`${box}\n`);
      await file.sync();
    } catch (error) {
      await rm(`${path}.part`, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    return kept;
  }

  read(id: string, organisation: string): AsyncIterable<Buffer> {
    return this.readUnder(id, this.#chunks.ownKeys(id, organisation));
  }

  async *readUnder(id: string, keys: FileKeys, from = 0): AsyncIterable<Buffer> {
    const path = this.#pathOf(id);
    if ((await stat(path).catch(() => undefined)) === undefined) throw new FileGone(id);
    const { number, within } = placeOf(from);
    const start = (number - 1) * (wholeBoxLength + 1);
    const lines = createInterface({ input: createReadStream(path, { start }), crlfDelay: Infinity });
    yield* without(within, this.#chunks.open(id, keys, lines, number));
  }

  async destroy(id: string, at: string): Promise<void> {
    assertFileId(id);
    await this.#chunks.destroyKey(id, at);
    await this.remove(id);
  }

  async remove(id: string): Promise<void> {
    const path = this.#pathOf(id);
    await rm(path, { force: true });
    await rm(`${path}.part`, { force: true });
  }

  async begunLongerAgo(milliseconds: number, prefix: string): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch((): readonly string[] => []);
    const ids = new Set<string>();
    for (const name of names) {
      const id = /^(.+)\.sealed(?:\.part)?$/.exec(name)?.[1];
      if (id === undefined || !id.startsWith(prefix)) continue;
      // Gone since it was listed: nothing to say of it.
      const found = await stat(join(this.folder, name)).catch(() => undefined);
      if (found !== undefined && found.mtimeMs <= Date.now() - milliseconds) ids.add(id);
    }
    return [...ids];
  }

  #pathOf(id: string): string {
    return join(this.folder, `${assertFileId(id)}.sealed`);
  }
}

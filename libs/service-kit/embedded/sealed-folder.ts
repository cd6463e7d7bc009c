import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { KeyVault } from '#key-vault/key-vault.js';

import { assertFileId, SealedChunks } from '../sealed-chunks.js';
import { FileGone, type SealedFiles } from '../sealed-files.js';

/** A file for each, one line a chunk. */
export class SealedFolder implements SealedFiles {
  readonly #chunks: SealedChunks;

  constructor(
    private readonly folder: string,
    vault: KeyVault,
  ) {
    this.#chunks = new SealedChunks(vault);
  }

  async keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    const path = this.#pathOf(id);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Written aside and renamed: a kill in the middle leaves no half file under the real name.
    const file = await open(`${path}.part`, 'w', 0o600);
    let kept = 0;
    const count = (bytes: number): void => void (kept += bytes);
    try {
      for await (const box of this.#chunks.seal(id, organisation, chunks, count)) await file.write(`${box}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    return kept;
  }

  async *read(id: string, organisation: string): AsyncIterable<Buffer> {
    const path = this.#pathOf(id);
    if ((await stat(path).catch(() => undefined)) === undefined) throw new FileGone(id);
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
    yield* this.#chunks.open(id, organisation, lines);
  }

  async destroy(id: string, at: string): Promise<void> {
    const path = this.#pathOf(id);
    await this.#chunks.destroyKey(id, at);
    await rm(path, { force: true });
  }

  #pathOf(id: string): string {
    return join(this.folder, `${assertFileId(id)}.sealed`);
  }
}

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { KeyVault } from '#key-vault/key-vault.js';

import { assertFileId, placeOf, SealedChunks, wholeBoxLength, without } from '../files/sealed-chunks.js';
import { FileGone, type FileKeys, type MayStand, type SealedFiles } from '../files/sealed-files.js';

/** No file yet: a move leaves it where it is. */
const unfinished = '.part';

/** A file for each, one line a chunk. */
export class SealedFolder implements SealedFiles {
  readonly #chunks: SealedChunks;
  #swept: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    vault: KeyVault,
  ) {
    this.#chunks = new SealedChunks(vault);
  }

  keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    return this.keepUnder(id, this.#chunks.ownKeys(id, organisation), chunks);
  }

  async keepUnder(
    id: string,
    keys: FileKeys,
    chunks: AsyncIterable<Uint8Array>,
    mayStand: MayStand = () => Promise.resolve(true),
  ): Promise<number> {
    const path = this.#pathOf(id);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await (this.#swept ??= this.#sweep());
    // Written aside and renamed: a kill in the middle leaves no half file under the real name, and two do not mix.
    const aside = `${path}.${randomUUID()}${unfinished}`;
    try {
      const kept = await this.#write(aside, keys, chunks);
      if (await mayStand(this.#open(aside, id, keys, 1))) await rename(aside, path);
      return kept;
    } finally {
      await rm(aside, { force: true });
    }
  }

  read(id: string, organisation: string): AsyncIterable<Buffer> {
    return this.readUnder(id, this.#chunks.ownKeys(id, organisation));
  }

  async *readUnder(id: string, keys: FileKeys, from = 0): AsyncIterable<Buffer> {
    const path = this.#pathOf(id);
    if ((await stat(path).catch(() => undefined)) === undefined) throw new FileGone(id);
    const { number, within } = placeOf(from);
    yield* without(within, this.#open(path, id, keys, number));
  }

  async destroy(id: string, at: string): Promise<void> {
    assertFileId(id);
    await this.#chunks.destroyKey(id, at);
    await this.remove(id);
  }

  async remove(id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
  }

  async begunLongerAgo(milliseconds: number, prefix: string): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const name of await this.#names()) {
      const id = /^(.+)\.sealed$/.exec(name)?.[1];
      if (id === undefined || !id.startsWith(prefix)) continue;
      // Gone since it was listed: nothing to say of it.
      const found = await stat(join(this.folder, name)).catch(() => undefined);
      if (found !== undefined && found.mtimeMs <= Date.now() - milliseconds) ids.push(id);
    }
    return ids;
  }

  async #write(path: string, keys: FileKeys, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    let kept = 0;
    const count = (bytes: number): void => void (kept += bytes);
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const box of this.#chunks.seal(keys, chunks, count)) await file.write(`${box}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return kept;
  }

  /** From the box of this number on. Opened when the first is asked for. */
  async *#open(path: string, id: string, keys: FileKeys, number: number): AsyncIterable<Buffer> {
    const start = (number - 1) * (wholeBoxLength + 1);
    const lines = createInterface({ input: createReadStream(path, { start }), crlfDelay: Infinity });
    yield* this.#chunks.open(id, keys, lines, number);
  }

  /** What was last written to before this process began nobody writes to any more. */
  async #sweep(): Promise<void> {
    const began = Date.now() - performance.now();
    for (const name of (await this.#names()).filter((one) => one.endsWith(unfinished))) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && found.mtimeMs < began) await rm(path, { force: true });
    }
  }

  #names(): Promise<readonly string[]> {
    return readdir(this.folder).catch(() => []);
  }

  #pathOf(id: string): string {
    return join(this.folder, `${assertFileId(id)}.sealed`);
  }
}

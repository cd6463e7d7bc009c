import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { FileCopies, FileCopy } from '../files/file-copies.js';
import { assertFileId } from '../files/sealed-chunks.js';

const sealed = '.sealed';

/** The files of `SealedFolder`, for a move. */
export class FolderFileCopies implements FileCopies {
  constructor(private readonly folder: string) {}

  async *all(): AsyncGenerator<FileCopy> {
    // What a kill left half written (`.part`) is no file.
    for (const name of (await this.#names()).filter((one) => one.endsWith(sealed)).sort()) {
      yield { id: name.slice(0, -sealed.length), boxes: linesOf(join(this.folder, name)) };
    }
  }

  async replaceAll(copies: AsyncIterable<FileCopy>): Promise<void> {
    for (const name of await this.#names()) await rm(join(this.folder, name));
    for await (const { id, boxes } of copies) {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const path = join(this.folder, `${assertFileId(id)}${sealed}`);
      const file = await open(`${path}.part`, 'w', 0o600);
      try {
        for await (const box of boxes) await file.write(`${box}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
    }
  }

  #names(): Promise<readonly string[]> {
    return readdir(this.folder).catch(() => []);
  }
}

/** Opened when the first line is asked for: a reader of lines drops those that nobody waits for yet. */
async function* linesOf(path: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

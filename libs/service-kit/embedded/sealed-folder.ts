import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Sealed } from '#contracts/shared/sealed.js';
import type { KeyVault, Sealer } from '#key-vault/key-vault.js';

import { FileGone, type SealedFiles } from '../sealed-files.js';

const chunkBytes = 256 * 1024;
const fileId = /^[\w-]{1,100}$/;

/** One line a chunk: the box of its bytes, bound to the file and the chunk's number, so that none can be moved or left out unseen. */
export class SealedFolder implements SealedFiles {
  constructor(
    private readonly folder: string,
    private readonly vault: KeyVault,
  ) {}

  async keep(id: string, organisation: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
    const path = this.#pathOf(id);
    const sealer = await this.vault.createPersonal({
      owner: ownerOf(id),
      organisation,
      person: holderOf(organisation),
      classes: ['original'],
    });
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // Written aside and renamed: a kill in the middle leaves no half file under the real name.
    const file = await open(`${path}.part`, 'w', 0o600);
    let bytes = 0;
    try {
      let number = 0;
      for await (const chunk of inChunksOf(chunkBytes, chunks)) {
        number += 1;
        bytes += chunk.length;
        await file.write(line(sealer, number, chunk));
      }
      await file.write(line(sealer, number + 1, Buffer.alloc(0)));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    return bytes;
  }

  async *read(id: string, organisation: string): AsyncIterable<Buffer> {
    const path = this.#pathOf(id);
    if ((await stat(path).catch(() => undefined)) === undefined) throw new FileGone(id);
    let number = 0;
    for await (const box of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      number += 1;
      const chunk = await this.#open(id, organisation, { class: 'original', version: number, box });
      // The last chunk is empty: without it the file was cut short.
      if (chunk.length === 0) return;
      yield chunk;
    }
    throw new FileGone(`${id} ends before its last chunk`);
  }

  async destroy(id: string, at: string): Promise<void> {
    await this.vault.erase(ownerOf(id), { id: `destroy/${id}`, actor: 'system/files', at });
    // No service has to write this down: the file was nobody's record.
    await this.vault.settleIntent(`destroy/${id}`);
    await rm(this.#pathOf(id), { force: true });
  }

  async #open(id: string, organisation: string, sealed: Sealed): Promise<Buffer> {
    const [unlocked] = await this.vault.unlock([
      {
        owner: ownerOf(id),
        reader: { person: holderOf(organisation), organisation },
        purpose: 'own',
        use: 'read',
      },
    ]);
    if (unlocked?.kind !== 'granted') throw new FileGone(id);
    return Buffer.from(unlocked.open<string>(sealed), 'base64');
  }

  #pathOf(id: string): string {
    if (!fileId.test(id)) throw new Error('A file id has letters, digits, - and _ only');
    return join(this.folder, `${id}.sealed`);
  }
}

/** Files belong to the work of an organisation, not to a person; to that of another they are not there. */
const holderOf = (organisation: string): string => `system/files/${organisation}`;

const ownerOf = (id: string): string => `file/${id}`;

const line = (sealer: Sealer, number: number, chunk: Buffer): string =>
  `${sealer.seal('original', number, chunk.toString('base64')).box}\n`;

async function* inChunksOf(size: number, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    waiting.push(Buffer.from(chunk));
    length += chunk.length;
    while (length >= size) {
      const all = Buffer.concat(waiting);
      yield all.subarray(0, size);
      waiting = [all.subarray(size)];
      length -= size;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}

import type { KeyVault, Sealer } from '#key-vault/key-vault.js';

import { FileGone } from './sealed-files.js';

const chunkBytes = 256 * 1024;
const fileId = /^[\w-]{1,100}$/;

/** A box for each chunk, bound to the file and the chunk's number, so that none can be moved or left out unseen. */
export class SealedChunks {
  constructor(private readonly vault: KeyVault) {}

  /** Boxes in order, the last one of an empty chunk; `counted` is told the bytes of each before its box comes. */
  async *seal(
    id: string,
    organisation: string,
    chunks: AsyncIterable<Uint8Array>,
    counted: (bytes: number) => void,
  ): AsyncIterable<string> {
    const sealer = await this.vault.createPersonal({
      owner: ownerOf(id),
      organisation,
      person: holderOf(organisation),
      classes: ['original'],
    });
    let number = 0;
    for await (const chunk of inChunksOf(chunkBytes, chunks)) {
      number += 1;
      counted(chunk.length);
      yield boxOf(sealer, number, chunk);
    }
    yield boxOf(sealer, number + 1, Buffer.alloc(0));
  }

  /** @throws FileGone where the key is destroyed, or the boxes end before the last. */
  async *open(id: string, organisation: string, boxes: AsyncIterable<string>): AsyncIterable<Buffer> {
    let number = 0;
    for await (const box of boxes) {
      number += 1;
      const chunk = await this.#openBox(id, organisation, number, box);
      // The last chunk is empty: without it the file was cut short.
      if (chunk.length === 0) return;
      yield chunk;
    }
    throw new FileGone(`${id} ends before its last chunk`);
  }

  async destroyKey(id: string, at: string): Promise<void> {
    await this.vault.erase(ownerOf(id), { id: `destroy/${id}`, actor: 'system/files', at });
    // No service has to write this down: the file was nobody's record.
    await this.vault.settleIntent(`destroy/${id}`);
  }

  async #openBox(id: string, organisation: string, version: number, box: string): Promise<Buffer> {
    const [unlocked] = await this.vault.unlock([
      {
        owner: ownerOf(id),
        reader: { person: holderOf(organisation), organisation },
        purpose: 'own',
        use: 'read',
      },
    ]);
    if (unlocked?.kind !== 'granted') throw new FileGone(id);
    return Buffer.from(unlocked.open<string>({ class: 'original', version, box }), 'base64');
  }
}

/** The same, if it may be the name of a file. */
export function assertFileId(id: string): string {
  if (!fileId.test(id)) throw new Error('A file id has letters, digits, - and _ only');
  return id;
}

/** Files belong to the work of an organisation, not to a person; to that of another they are not there. */
const holderOf = (organisation: string): string => `system/files/${organisation}`;

const ownerOf = (id: string): string => `file/${id}`;

const boxOf = (sealer: Sealer, number: number, chunk: Buffer): string =>
  sealer.seal('original', number, chunk.toString('base64')).box;

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

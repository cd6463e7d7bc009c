import { KeysUnknown, type KeyVault } from '#key-vault/key-vault.js';
import { boxLength } from '#key-vault/sealing.js';

import { FileGone, type FileKeys } from './sealed-files.js';

const chunkBytes = 256 * 1024;
const fileId = /^[\w-]{1,100}$/;

/** Characters of the box of a whole chunk: base64 of bytes, as JSON, sealed. */
export const wholeBoxLength = boxLength(Math.ceil(chunkBytes / 3) * 4 + 2);

/** Where a byte lies: in the box of which number, counted from 1, and how far into it. */
export const placeOf = (byte: number): { readonly number: number; readonly within: number } => ({
  number: Math.floor(byte / chunkBytes) + 1,
  within: byte % chunkBytes,
});

/** A box for each chunk, bound to the file and the chunk's number, so that none can be moved or left out unseen. */
export class SealedChunks {
  constructor(private readonly vault: KeyVault) {}

  /** Boxes in order, the last one of an empty chunk; `counted` is told the bytes of each before its box comes. */
  async *seal(
    keys: FileKeys,
    chunks: AsyncIterable<Uint8Array>,
    counted: (bytes: number) => void,
  ): AsyncIterable<string> {
    const sealer = await keys.sealer();
    const boxOf = (number: number, chunk: Buffer): string =>
      sealer.seal(keys.class, number, chunk.toString('base64')).box;
    let number = 0;
    for await (const chunk of inChunksOf(chunkBytes, chunks)) {
      number += 1;
      counted(chunk.length);
      yield boxOf(number, chunk);
    }
    yield boxOf(number + 1, Buffer.alloc(0));
  }

  /** The first box is of this number. @throws FileGone where the keys are not given, or the boxes end before the last. */
  async *open(id: string, keys: FileKeys, boxes: AsyncIterable<string>, first = 1): AsyncIterable<Buffer> {
    let version = first;
    for await (const box of boxes) {
      const unlocked = await keys.unlock();
      if (unlocked.kind !== 'granted' || !unlocked.classes.includes(keys.class)) throw new FileGone(id);
      const chunk = Buffer.from(unlocked.open<string>({ class: keys.class, version, box }), 'base64');
      // The last chunk is empty: without it the file was cut short.
      if (chunk.length === 0) return;
      yield chunk;
      version += 1;
    }
    throw new FileGone(`${id} ends before its last chunk`);
  }

  /** A key that the file has to itself. */
  ownKeys(id: string, organisation: string): FileKeys {
    const { vault } = this;
    const owner = ownerOf(id);
    const person = holderOf(organisation);
    return {
      class: 'original',
      sealer: () => vault.createPersonal({ owner, organisation, person, classes: ['original'] }),
      unlock: async () => {
        const [unlocked] = await vault.unlock([
          { owner, reader: { person, organisation }, purpose: 'own', use: 'read' },
        ]);
        return unlocked ?? { kind: 'withheld', owner, because: 'unknown' };
      },
    };
  }

  async destroyKey(id: string, at: string): Promise<void> {
    try {
      await this.vault.erase(ownerOf(id), { id: `destroy/${id}`, actor: 'system/files', at });
    } catch (error) {
      // Never kept, or not in the copy that was put back: it is as gone as it is to be.
      if (!(error instanceof KeysUnknown)) throw error;
    }
    // No service has to write this down: the file was nobody's record.
    await this.vault.settleIntent(`destroy/${id}`);
  }
}

/** The chunks from one of them on, without what lies before the first byte asked for. */
export async function* without(bytes: number, chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (chunk.length > left) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
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

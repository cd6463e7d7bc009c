import type { KeyVault } from '#key-vault/key-vault.js';

import { FileGone, type FileKeys, type SealedFiles } from '../files/sealed-files.js';

export interface OpenSealedFiles {
  readonly files: SealedFiles;
  readonly vault: KeyVault;
  /** What is stored of a file: its boxes, in order. */
  boxesOf(id: string): Promise<readonly string[]>;
  /** As somebody who may write where files lie could leave them. */
  putBoxes(id: string, boxes: readonly string[]): Promise<void>;
  /** Ids of everything that is stored. */
  stored(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const chunk = 256 * 1024;
const at = '2026-11-21T10:00:00.000Z';
const organisation = 'pont-y-bore';

export function sealedFilesContract(name: string, newFiles: () => Promise<OpenSealedFiles>): void {
  describe(`files that hold personal text, ${name}`, () => {
    let open: OpenSealedFiles;
    let files: SealedFiles;

    beforeEach(async () => {
      open = await newFiles();
      files = open.files;
    });
    afterEach(() => open.close());

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

    it.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk + 5])(
      'come back byte for byte: %d of them',
      async (length) => {
        const content = Buffer.from(Array.from({ length }, (_, index) => (index * 31) % 256));
        expect(await keep('f1', content, 99_991)).toBe(length);
        expect((await read('f1')).equals(content)).toBe(true);
      },
    );

    it('are stored unreadable', async () => {
      await keep('f1', 'the marigold stop');
      expect((await open.boxesOf('f1')).join()).not.toMatch(/marigold|bWFyaWdvbG/);
      expect(await open.stored()).toEqual(['f1']);
    });

    it('kept again under the same id are the new ones, and nothing is left of the old', async () => {
      await keep('f1', Buffer.alloc(2 * chunk, 7));
      await keep('f1', 'second');
      expect(String(await read('f1'))).toBe('second');
      expect(await open.boxesOf('f1')).toHaveLength(2);
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

    it('are gone for ever when they are destroyed, also from a copy', async () => {
      await keep('f1', 'the marigold stop');
      const copy = await open.boxesOf('f1');
      await files.destroy('f1', at);
      await expect(read('f1')).rejects.toThrow(FileGone);
      expect(await open.stored()).toEqual([]);
      await open.putBoxes('f1', copy);
      await expect(read('f1')).rejects.toThrow(FileGone);
      expect(await open.vault.pendingIntents()).toEqual([]);
    });

    it('that are destroyed twice, or were never kept, stay gone', async () => {
      await keep('f1', 'once');
      await files.destroy('f1', at);
      await files.destroy('f1', at);
      await files.destroy('never', at);
      await expect(read('f1')).rejects.toThrow(FileGone);
      await expect(read('never')).rejects.toThrow(FileGone);
    });

    it('are not there for another organisation', async () => {
      await keep('f1', 'ours');
      await expect(read('f1', 'another')).rejects.toThrow(FileGone);
    });

    it('are seen to be cut short, at a chunk or in the middle of one', async () => {
      await keep('f1', Buffer.alloc(2 * chunk, 7));
      const boxes = await open.boxesOf('f1');
      expect(boxes).toHaveLength(3);
      await open.putBoxes('f1', boxes.slice(0, 2));
      await expect(read('f1')).rejects.toThrow(FileGone);
      await open.putBoxes('f1', [boxes[0] ?? '', boxes[1]?.slice(0, 1_000) ?? '']);
      await expect(read('f1')).rejects.toThrow();
    });

    it('are seen to have been put together otherwise: chunks in another order, left out, or of another file', async () => {
      await keep('f1', Buffer.alloc(2 * chunk, 7));
      await keep('f2', Buffer.alloc(2 * chunk, 8));
      const [first = '', second = '', last = ''] = await open.boxesOf('f1');
      const [other = ''] = await open.boxesOf('f2');
      for (const boxes of [
        [second, first, last],
        [first, last],
        [other, second, last],
      ]) {
        await open.putBoxes('f1', boxes);
        await expect(read('f1')).rejects.toThrow();
      }
    });

    describe('under the keys of a story', () => {
      const story = 'story/S1';
      const reader = { person: 'T1', organisation };
      const keysOf = (name: `medium:${string}`): FileKeys => ({
        class: name,
        sealer: () =>
          open.vault.createStory({
            ...{ owner: story, organisation, person: 'T1', classes: [name] },
            consent: {
              ...{ audiences: {}, exclusions: [], uses: [], wordingVersion: 1, language: 'en', answeredAt: at },
              how: 'own',
            },
          }),
        unlock: async () => {
          const [unlocked] = await open.vault.unlock([{ owner: story, reader, purpose: 'teller', use: 'read' }]);
          if (unlocked === undefined) throw new Error('The vault gave no answer');
          return unlocked;
        },
      });
      const keepUnder = (id: string, content: Buffer) =>
        files.keepUnder(id, keysOf('medium:a'), inPieces(content, 77_777));
      async function readUnder(id: string, from?: number, keys = keysOf('medium:a')): Promise<Buffer> {
        const parts: Buffer[] = [];
        for await (const part of files.readUnder(id, keys, from)) parts.push(part);
        return Buffer.concat(parts);
      }
      const content = Buffer.from(Array.from({ length: 2 * chunk + 9 }, (_, index) => (index * 31) % 256));

      it('are read from any byte on', async () => {
        expect(await keepUnder('m1', content)).toBe(content.length);
        for (const from of [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 8]) {
          expect((await readUnder('m1', from)).equals(content.subarray(from))).toBe(true);
        }
      });

      it('open with the keys they were sealed under, and no others', async () => {
        await keepUnder('m1', content);
        await keysOf('medium:b').sealer();
        await expect(readUnder('m1', 0, keysOf('medium:b'))).rejects.toThrow();
        await expect(read('m1')).rejects.toThrow(FileGone);
      });

      it('are closed for ever when the story is erased, and removed with nothing left', async () => {
        await keepUnder('m1', content);
        await open.vault.erase(story, { id: 'I1', actor: 'T1', at });
        await expect(readUnder('m1')).rejects.toThrow(FileGone);
        await files.remove('m1');
        expect(await open.stored()).toEqual([]);
        await files.remove('m1');
      });

      it('are found by their beginning once they are old enough', async () => {
        await keepUnder('m1', content);
        await keep('f1', 'another');
        expect(await files.begunLongerAgo(0, 'm')).toEqual(['m1']);
        expect(await files.begunLongerAgo(3_600_000, 'm')).toEqual([]);
      });

      it('are looked at before they stand, and leave what was there as it was where they may not', async () => {
        const looked: Buffer[] = [];
        const keepIf = (with_: Buffer, mayStand: boolean) =>
          files.keepUnder('m1', keysOf('medium:a'), inPieces(with_, 77_777), async (written) => {
            const parts: Buffer[] = [];
            for await (const part of written) parts.push(part);
            looked.push(Buffer.concat(parts));
            return mayStand;
          });
        await keepIf(content, true);
        const another = Buffer.from('another');
        expect(await keepIf(another, false)).toBe(another.length);
        expect(looked).toEqual([content, another]);
        expect((await readUnder('m1')).equals(content)).toBe(true);
        expect(await open.boxesOf('m1')).toHaveLength(4);
        const thrown = files.keepUnder('m1', keysOf('medium:a'), inPieces(another, 7), () =>
          Promise.reject(new Error('Nobody could look')),
        );
        await expect(thrown).rejects.toThrow('Nobody could look');
        expect((await readUnder('m1')).equals(content)).toBe(true);
      });

      it('that broke off leave nothing behind', async () => {
        async function* broken(): AsyncIterable<Uint8Array> {
          yield content;
          throw new Error('The upload ended early');
        }
        await expect(files.keepUnder('m1', keysOf('medium:a'), broken())).rejects.toThrow('ended early');
        expect(await files.begunLongerAgo(0, 'm')).toEqual([]);
        await expect(readUnder('m1')).rejects.toThrow(FileGone);
      });
    });

    describe('written by two at once', () => {
      const whole = (filled: number): Buffer => Buffer.alloc(2 * chunk + 7, filled);

      /** A writing that stands still in the middle until it is told how to go on. */
      function writing(content: Buffer) {
        let goOn = (): void => undefined;
        let breakOff = (_: Error): void => undefined;
        let isThere = (): void => undefined;
        const told = new Promise<void>((resolve, reject) => {
          goOn = resolve;
          breakOff = reject;
        });
        const isInTheMiddle = new Promise<void>((resolve) => {
          isThere = resolve;
        });
        async function* sent(): AsyncIterable<Uint8Array> {
          yield content.subarray(0, chunk + 1);
          isThere();
          await told;
          yield content.subarray(chunk + 1);
        }
        const kept = files.keep('f1', organisation, sent());
        return { kept, isInTheMiddle, goOn: () => goOn(), breakOff: () => breakOff(new Error('The line broke')) };
      }

      it('are the one that ended last, whole, and nothing is left of the other', async () => {
        const slow = writing(whole(1));
        await slow.isInTheMiddle;
        const quick = writing(whole(2));
        quick.goOn();
        await quick.kept;
        expect((await read('f1')).equals(whole(2))).toBe(true);
        slow.goOn();
        await slow.kept;
        expect((await read('f1')).equals(whole(1))).toBe(true);
        expect(await open.boxesOf('f1')).toHaveLength(4);
      });

      it('lose nothing where one of them breaks off', async () => {
        const broken = writing(whole(1));
        await broken.isInTheMiddle;
        const slow = writing(whole(2));
        await slow.isInTheMiddle;
        broken.breakOff();
        await expect(broken.kept).rejects.toThrow('The line broke');
        slow.goOn();
        await slow.kept;
        expect((await read('f1')).equals(whole(2))).toBe(true);
        expect(await open.boxesOf('f1')).toHaveLength(4);
      });

      it('lose nothing where the file is removed meanwhile', async () => {
        await keep('f1', 'before');
        const slow = writing(whole(1));
        await slow.isInTheMiddle;
        await files.remove('f1');
        await expect(read('f1')).rejects.toThrow(FileGone);
        slow.goOn();
        await slow.kept;
        expect((await read('f1')).equals(whole(1))).toBe(true);
      });
    });

    it('have ids that cannot lead elsewhere', async () => {
      for (const id of ['../f1', 'a/b', '', '.', 'f1.sealed', 'x'.repeat(101)]) {
        await expect(keep(id, 'x')).rejects.toThrow('file id');
      }
    });
  });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openMasterKey } from '#key-vault/master-key.js';
import { openMongoKeyVault } from '#key-vault/mongo/open-mongo-key-vault.js';
import type { MongoDatabase } from '#mongo/mongo-database.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { sealedFilesContract, type OpenSealedFiles } from '../contract/sealed-files.contract.js';
import { SealedCollection, sealedChunks, sealedFiles, sealedWritings } from './sealed-collection.js';
import type { ChunkDocument, FileDocument, WritingDocument } from './sealed-collection.js';

describeOnMongo('sealed files on a server', (mongo) => {
  const inACollection = async (): Promise<OpenSealedFiles & { readonly database: MongoDatabase }> => {
    const folder = await mkdtemp(join(tmpdir(), 'newid-files-'));
    const masterKey = openMasterKey({ file: join(folder, 'master.key'), createIfMissing: true });
    const keysFolder = join(folder, 'keys');
    const vault = await openMongoKeyVault({ database: await mongo.connect(), keysFolder, masterKey });
    const database = await mongo.connect();
    const files = database.collection<FileDocument>(sealedFiles);
    const chunks = database.collection<ChunkDocument>(sealedChunks.name);
    return {
      files: await SealedCollection.open(database, vault),
      vault,
      // All that lies there under the id, whichever writing it is of.
      boxesOf: async (id) =>
        (await chunks.find({ file: id }).sort({ writing: 1, number: 1 }).toArray()).map(({ box }) => box),
      putBoxes: async (id, boxes) => {
        await chunks.deleteMany({ file: id });
        const writing = `put-${id}`;
        await chunks.insertMany(
          boxes.map((box, before) => {
            const number = before + 1;
            return { _id: `${id}/${String(number)}`, file: id, writing, number, box };
          }),
        );
        await files.replaceOne({ _id: id }, { writing, chunks: boxes.length }, { upsert: true });
      },
      stored: async () => [...new Set([...(await files.distinct('_id')), ...(await chunks.distinct('file'))])],
      database,
      close: async () => {
        await vault.close();
        await rm(folder, { recursive: true });
      },
    };
  };
  sealedFilesContract('in a collection', inACollection);

  it('have nothing left, after a day, of what a kill broke off; what is being written meanwhile stays', async () => {
    const open = await inACollection();
    const writings = open.database.collection<WritingDocument>(sealedWritings);
    const chunks = open.database.collection<ChunkDocument>(sealedChunks.name);
    const left = async (writing: string, file: string, begunAt: number) => {
      await writings.insertOne({ _id: writing, file, begunAt });
      await chunks.insertOne({ _id: `${writing}/1`, file, writing, number: 1, box: 'half' });
    };
    async function* content(): AsyncIterable<Uint8Array> {
      yield Buffer.from('the marigold stop');
    }
    const dayAgo = Date.now() - 25 * 3_600_000;
    await left('old', 'f1', dayAgo);
    await left('young', 'f1', Date.now());
    await open.files.keep('f2', 'pont-y-bore', content());
    // It became the file, and was killed before it was told so.
    const standing = await chunks.distinct('writing', { file: 'f2' });
    await writings.insertOne({ _id: standing[0] ?? '', file: 'f2', begunAt: dayAgo });
    await open.files.keep('f3', 'pont-y-bore', content());
    expect(await chunks.distinct('writing', { file: 'f1' })).toEqual(['young']);
    expect(await open.boxesOf('f2')).toHaveLength(2);
    expect((await writings.find().toArray()).map(({ _id }) => _id)).toEqual(['young']);
    await open.close();
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openMasterKey } from '#key-vault/master-key.js';
import { openMongoKeyVault } from '#key-vault/mongo/open-mongo-key-vault.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { sealedFilesContract } from '../contract/sealed-files.contract.js';
import { SealedCollection, sealedChunks, sealedFiles } from './sealed-collection.js';
import type { ChunkDocument, FileDocument } from './sealed-collection.js';

describeOnMongo('sealed files on a server', (mongo) => {
  sealedFilesContract('in a collection', async () => {
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
      close: async () => {
        await vault.close();
        await rm(folder, { recursive: true });
      },
    };
  });
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mongo as driver } from 'mongoose';

import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { describeBallotSlots } from '../contract/ballot-slots.contract.js';
import { RoundKeyFiles } from '../ballots/round-key-files.js';
import { MongoBallotSlots } from './mongo-ballot-slots.js';

describeOnMongo('slots in a replica set', (mongo) => {
  describeBallotSlots('MongoDB', async () => {
    const name = mongo.newName();
    const folder = mkdtempSync(join(tmpdir(), 'newid-round-keys-'));
    return {
      open: async () => new MongoBallotSlots(await mongo.connect(name), new RoundKeyFiles(folder)),
      bytes: async () => {
        const database = await mongo.connect(name);
        const all: Buffer[] = [];
        for (const collection of await database.collectionNames()) {
          for (const document of await database.collection(collection).find().toArray()) {
            all.push(Buffer.from(driver.BSON.serialize(document)));
          }
        }
        return Buffer.concat(all);
      },
      keyFiles: () => readdirSync(folder),
      end: async () => {
        rmSync(folder, { recursive: true });
      },
    };
  });
});

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mongo as driver } from 'mongoose';

import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { describeInstances } from '../contract/instances.contract.js';
import { describeIntents } from '../contract/intents.contract.js';
import { describeKeyVault, type KeyVaultHarness } from '../contract/key-vault.contract.js';
import { freshBytes } from '../fresh-bytes.js';
import type { KeyVault } from '../key-vault.js';
import { openMongoKeyVault } from './open-mongo-key-vault.js';

describeOnMongo('the key vault in a replica set', (mongo) => {
  const onMongo = async (): Promise<KeyVaultHarness> => {
    const name = mongo.newName();
    const keysFolder = mkdtempSync(join(tmpdir(), 'newid-keys-'));
    const masterKey = freshBytes(32);
    const opened: KeyVault[] = [];
    return {
      open: async () => {
        const vault = await openMongoKeyVault({ database: await mongo.connect(name), keysFolder, masterKey });
        opened.push(vault);
        return vault;
      },
      bytes: async () => {
        const database = await mongo.connect(name);
        const all = readdirSync(keysFolder).map((file) => readFileSync(join(keysFolder, file)));
        for (const collection of await database.collectionNames()) {
          for (const document of await database.collection(collection).find().toArray()) {
            all.push(Buffer.from(driver.BSON.serialize(document)));
          }
        }
        return Buffer.concat(all);
      },
      end: async () => {
        for (const vault of opened) await vault.close();
        rmSync(keysFolder, { recursive: true });
      },
    };
  };

  describeKeyVault('MongoDB', onMongo);
  describeInstances('MongoDB', onMongo);
  describeIntents('MongoDB', onMongo);
});

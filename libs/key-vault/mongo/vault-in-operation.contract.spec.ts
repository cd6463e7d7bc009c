import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { describeVaultInOperation } from '../contract/vault-in-operation.contract.js';
import type { KeyCopy } from '../key-copies.js';
import { MongoKeyCopies } from './mongo-key-copies.js';
import { openMongoKeyVault } from './open-mongo-key-vault.js';

describeOnMongo('the key vault in a replica set, in operation', (mongo) => {
  describeVaultInOperation('MongoDB', async () => {
    const name = mongo.newName();
    const saved: KeyCopy[] = [];
    const copies = async (): Promise<MongoKeyCopies> => MongoKeyCopies.open(await mongo.connect(name));
    return {
      open: async (places) => openMongoKeyVault({ database: await mongo.connect(name), ...places }),
      backUp: async () => {
        for await (const copy of (await copies()).all()) saved.push(copy);
      },
      restore: async () =>
        (await copies()).replaceAll(
          (async function* () {
            yield saved;
          })(),
        ),
      end: async () => undefined,
    };
  });
});

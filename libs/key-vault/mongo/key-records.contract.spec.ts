import { setTimeout as after } from 'node:timers/promises';

import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { anAddition, describeKeyRecords, underNew, underStanding } from '../contract/key-records.contract.js';
import { told } from '../contract/key-vault.builders.js';
import type { Addition } from '../key-records.js';
import { KeyCollections } from './key-collections.js';
import { MongoAdditions } from './mongo-additions.js';
import { MongoKeyRecords } from './mongo-key-records.js';

describeOnMongo('key records in a replica set', (mongo) => {
  describeKeyRecords('MongoDB', async () => {
    const name = mongo.newName();
    return {
      open: async () => MongoKeyRecords.open(await mongo.connect(name)),
      end: () => Promise.resolve(),
    };
  });

  it('are not opened without the index that lets one epoch be current', async () => {
    const database = await mongo.connect();
    const records = await MongoKeyRecords.open(database);
    await records.addEpoch(1, Buffer.alloc(32));
    await database.collection('epochs').dropIndex('one-current-epoch');
    await expect(MongoKeyRecords.open(database)).rejects.toMatchObject({ because: 'index-missing' });
  });

  const aReason: Addition = {
    ...anAddition('reason/1', 'person:huw', underNew(1)),
    kind: 'reason',
    stories: ['story/1'],
  };
  const erased = { ...told('e'), notedAt: 1 };

  it.each([
    ['a reason about a story', aReason, (by: MongoKeyRecords) => by.erase(['story/1'], erased)],
    [
      'a story of a person',
      anAddition('story/2', 'person:mair', underStanding(1)),
      (by: MongoKeyRecords) => by.eraseHolder('person:mair', erased),
    ],
  ])('%s that is being added while that is erased goes with it, and is told of', async (_, addition, erase) => {
    const database = await mongo.connect();
    const records = await MongoKeyRecords.open(database);
    await records.addEpoch(1, Buffer.alloc(32));
    await records.add([anAddition('story/1', 'person:mair', underNew(1))]);

    const slow = await mongo.connect(database.name);
    let erasing: Promise<void> | undefined;
    await slow.transaction(async (session) => {
      const added = await new MongoAdditions(new KeyCollections(slow), session).add([addition]);
      expect(added).toEqual([{ outcome: 'added' }]);
      // It meets what is not committed yet: it has to wait, or it would miss it.
      erasing ??= erase(records);
      await Promise.race([erasing, after(500)]);
    });
    await erasing;
    expect((await records.find([addition.owner])).get(addition.owner)?.record.state).toBe('erased');
    expect((await records.pendingIntents()).map(({ owner }) => owner)).toContain(addition.owner);
  });
});

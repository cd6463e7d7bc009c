import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mongo as driver } from 'mongoose';

import type { Sealed, TextClass } from '#contracts/shared/sealed.js';
import { describeOnMongo } from '#mongo/testing/mongo-for-tests.js';

import { aReason, aStory, told } from '../contract/key-vault.builders.js';
import { EpochKeyFiles } from '../epoch-key-files.js';
import { freshBytes } from '../fresh-bytes.js';
import { openValue } from '../sealing.js';
import { unwrapHolderKey, unwrapRing } from '../wrapping.js';
import { openMongoKeyVault } from './open-mongo-key-vault.js';

const people = ['mair', 'huw', 'member'].map((person) => `person:${person}` as const);
const classesOf: readonly (readonly TextClass[])[] = [['text', 'name', 'contact'], ['reason']];

/** Every run of bytes that stands anywhere in a document. */
function bytesIn(value: unknown): readonly Buffer[] {
  if (value instanceof driver.Binary) return [Buffer.from(value.value())];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(bytesIn) : [];
}

const attempt = <Result>(work: () => Result): Result | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

describeOnMongo('copies, the oplog and keys of a MongoDB vault', (mongo) => {
  const folder = mkdtempSync(join(tmpdir(), 'newid-old-copies-'));
  const keysFolder = join(folder, 'keys');
  const masterKey = freshBytes(32);
  let client: driver.MongoClient;
  beforeAll(() => {
    client = new driver.MongoClient(mongo.url);
  });
  afterAll(async () => {
    await client.close();
    rmSync(folder, { recursive: true });
  });

  /** All that is written of a database: its documents as they lie, and every entry of the oplog about them. */
  async function copyOf(name: string): Promise<readonly Buffer[]> {
    const database = client.db(name);
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    const lying = await Promise.all(collections.map((each) => database.collection(each.name).find().toArray()));
    const oplog = await client.db('local').collection('oplog.rs').find().toArray();
    const ofIt = oplog.filter((entry) => driver.BSON.EJSON.stringify(entry).includes(name));
    expect(ofIt.length).toBeGreaterThan(0);
    return bytesIn([lying, ofIt]);
  }

  /** Tries every epoch key at hand on all bytes, every key that this gives on all bytes, and every data key on the text. */
  async function opens(copies: readonly Buffer[], sealed: Sealed, owner: string): Promise<boolean> {
    const files = new EpochKeyFiles(keysFolder, masterKey);
    const epochs = await Promise.all(
      (await files.numbers()).map(async (epoch) => [epoch, await files.open(epoch)] as const),
    );
    const holderKeys = copies.flatMap((box) =>
      people.flatMap((holder) =>
        epochs.flatMap(([epoch, key]) => attempt(() => unwrapHolderKey(key, epoch, holder, box)) ?? []),
      ),
    );
    return copies.some((ring) =>
      holderKeys.some((holderKey) =>
        people.some((holder) =>
          classesOf.some((classes) => {
            const key = attempt(() => unwrapRing(holderKey, holder, owner, classes, ring))?.get(sealed.class);
            return key !== undefined && attempt(() => openValue(key, owner, sealed)) !== undefined;
          }),
        ),
      ),
    );
  }

  it('open nothing that was erased once the epoch has turned, with all keys that remain', async () => {
    const name = mongo.newName();
    const live = await openMongoKeyVault({ database: await mongo.connect(name), keysFolder, masterKey });
    const seal = async (owner: string, person: string): Promise<Sealed> =>
      (await live.createStory(aStory(owner, { person }))).seal('text', 1, owner);
    const kept = await seal('story/kept', 'mair');
    const erased = await seal('story/erased', 'mair');
    const ofPerson = await seal('story/huw', 'huw');
    const reason = (await live.createReason(aReason('reason/1', ['story/erased']))).seal('reason', 1, 'why');
    const keptReason = (await live.createReason(aReason('reason/2', ['story/kept']))).seal('reason', 1, 'why');
    const before = await copyOf(name);
    await live.erase('story/erased', told('e1'));
    await live.erasePerson('huw', told('e2'));
    const between = await copyOf(name);

    // Before the turn the oplog still opens them: this shows that the attack is one.
    for (const copy of [before, between]) {
      expect(await opens(copy, erased, 'story/erased')).toBe(true);
      expect(await opens(copy, ofPerson, 'story/huw')).toBe(true);
    }
    await live.turnEpoch();

    const all = [...before, ...between, ...(await copyOf(name))];
    expect(await opens(all, kept, 'story/kept')).toBe(true);
    expect(await opens(all, keptReason, 'reason/2')).toBe(true);
    expect(await opens(all, erased, 'story/erased')).toBe(false);
    expect(await opens(all, ofPerson, 'story/huw')).toBe(false);
    expect(await opens(all, reason, 'reason/1')).toBe(false);
    expect(readdirSync(keysFolder)).toEqual(['epoch-2.key']);
    await live.close();
  });
});

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Sealed, TextClass } from '#contracts/shared/sealed.js';
import { Database } from '#sqlite/database.js';

import { aReason, aStory, byPanel } from '../contract/key-vault.builders.js';
import { EpochKeyFiles } from '../epoch-key-files.js';
import { freshBytes } from '../fresh-bytes.js';
import type { HolderId } from '../key-records.js';
import type { KeyVault } from '../key-vault.js';
import { openMasterKey } from '../master-key.js';
import { openValue } from '../sealing.js';
import { unwrapHolderKey, unwrapRing } from '../wrapping.js';
import { openSqliteKeyVault } from './open-sqlite-key-vault.js';

const intent = (id: string): { readonly id: string; readonly actor: string; readonly at: string } => ({
  id,
  actor: 'teller',
  at: '2026-03-03T10:00:00Z',
});

describe('copies and keys of a SQLite vault', () => {
  let folder: string;
  let keysFolder: string;
  let vault: KeyVault | undefined;
  const masterKey = freshBytes(32);
  const open = async (key: Uint8Array = masterKey): Promise<KeyVault> => {
    vault = await openSqliteKeyVault({ file: join(folder, 'vault.db'), keysFolder, masterKey: key });
    return vault;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'newid-old-copies-'));
    keysFolder = join(folder, 'keys');
  });
  afterEach(async () => {
    await vault?.close();
    vault = undefined;
    rmSync(folder, { recursive: true });
  });

  const copyTo = (name: string): string => {
    const copy = join(folder, name);
    mkdirSync(copy);
    for (const file of ['vault.db', 'vault.db-wal']) {
      if (existsSync(join(folder, file))) copyFileSync(join(folder, file), join(copy, file));
    }
    return join(copy, 'vault.db');
  };

  /** Tries every epoch key at hand on every holder of every copy, every holder key on every ring, every data key on the text. */
  async function opens(copies: readonly string[], sealed: Sealed, owner: string): Promise<boolean> {
    const files = new EpochKeyFiles(keysFolder, masterKey);
    const epochKeys = await Promise.all(
      (await files.numbers()).map(async (epoch) => ({ epoch, key: await files.open(epoch) })),
    );
    const holderKeys: Buffer[] = [];
    const rings: (() => Buffer | undefined)[] = [];
    const attempt = <Result>(work: () => Result): Result | undefined => {
      try {
        return work();
      } catch {
        return undefined;
      }
    };
    for (const copy of copies) {
      const database = new Database(copy);
      const holders = database.statement('SELECT id, epoch, box FROM holders WHERE box IS NOT NULL').all() as {
        readonly id: HolderId;
        readonly epoch: number;
        readonly box: Uint8Array;
      }[];
      for (const { id, epoch, box } of holders) {
        for (const { key } of epochKeys) {
          const holderKey = attempt(() => unwrapHolderKey(key, epoch, id, box));
          if (holderKey !== undefined) holderKeys.push(holderKey);
        }
      }
      const rows = database
        .statement('SELECT holder, classes, ring FROM keys WHERE owner = ? AND ring IS NOT NULL')
        .all(owner) as {
        readonly holder: HolderId;
        readonly classes: string;
        readonly ring: Uint8Array;
      }[];
      database.close();
      for (const { holder, classes, ring } of rows) {
        const names = JSON.parse(classes) as TextClass[];
        rings.push(() => {
          for (const key of holderKeys) {
            const found = attempt(() => unwrapRing(key, holder, owner, names, ring))?.get(sealed.class);
            if (found !== undefined) return found;
          }
          return undefined;
        });
      }
    }
    return rings.some((find) => {
      const key = find();
      return key !== undefined && attempt(() => openValue(key, owner, sealed)) !== undefined;
    });
  }

  it('open nothing that was erased once the epoch has turned, with all keys that remain', async () => {
    const live = await open();
    const seal = async (owner: string, person: string): Promise<Sealed> =>
      (await live.createStory(aStory(owner, { person }))).seal('text', 1, owner);
    const kept = await seal('story/kept', 'mair');
    const erased = await seal('story/erased', 'mair');
    const ofPerson = await seal('story/huw', 'huw');
    const reason = (await live.createReason(aReason('reason/1', ['story/erased'], { person: 'member' }))).seal(
      'reason',
      1,
      'why',
    );
    const keptReason = (await live.createReason(aReason('reason/2', ['story/kept'], { person: 'member' }))).seal(
      'reason',
      1,
      'why',
    );
    const before = copyTo('before');
    await live.erase('story/erased', intent('e1'));
    await live.erasePerson('huw', intent('e2'));
    const between = copyTo('between');

    // Before the turn an old copy still opens them: this shows that the attack is one.
    expect(await opens([before], erased, 'story/erased')).toBe(true);
    expect(await opens([before], ofPerson, 'story/huw')).toBe(true);
    await live.turnEpoch();

    const all = [before, between, copyTo('after')];
    expect(await opens(all, kept, 'story/kept')).toBe(true);
    expect(await opens(all, keptReason, 'reason/2')).toBe(true);
    expect(await opens(all, erased, 'story/erased')).toBe(false);
    expect(await opens(all, ofPerson, 'story/huw')).toBe(false);
    expect(await opens(all, reason, 'reason/1')).toBe(false);
    expect(readdirSync(keysFolder)).toEqual(['epoch-2.key']);
  });

  it('a file from before intents said when they were noted, or of which reach, and from before stories were held, is opened and written', async () => {
    const older = await open();
    await older.createStory(aStory('story/1'));
    await older.createReason(aReason('reason/1', ['story/1'], { reach: ['this-panel', 'reports'] }));
    await older.withdraw('story/1', intent('before'));
    await older.close();
    const database = new Database(join(folder, 'vault.db'));
    for (const column of ['notedAt', 'reach']) database.run(`ALTER TABLE intents DROP COLUMN ${column}`);
    database.run('ALTER TABLE keys DROP COLUMN isHeld');
    database.close();
    const newer = await open();
    await newer.narrowReach('reason/1', 'member', ['this-panel'], intent('less'));
    expect((await newer.pendingIntents()).map(({ id, reach }) => [id, reach])).toEqual([
      ['before', undefined],
      ['less', ['this-panel']],
    ]);
    expect((await newer.consentOf('story/1'))?.isHeld).toBe(false);
    await newer.hold('story/1', intent('held'));
    expect((await newer.consentOf('story/1'))?.isHeld).toBe(true);
  });

  it('a turn that was cut short is finished at the next start', async () => {
    const sealed = (await (await open()).createStory(aStory('story/1'))).seal('text', 1, 'kept');
    for (let index = 0; index < 500; index += 1) await vault?.createStory(aStory(`story/more-${String(index)}`));
    const stop = new Error('the power is gone');
    const cut = vault?.turnEpoch(() => {
      throw stop;
    });
    await expect(cut).rejects.toThrow(stop);
    await vault?.close();
    expect(readdirSync(keysFolder).sort()).toEqual(['epoch-1.key', 'epoch-2.key']);
    const [grant] = await (await open()).unlock([byPanel('story/1')]);
    expect(grant?.kind === 'granted' && grant.open(sealed)).toBe('kept');
    expect(readdirSync(keysFolder)).toEqual(['epoch-2.key']);
  });

  it('another master key, and missing or damaged epoch keys, stop the start and change nothing', async () => {
    await (await open()).createStory(aStory('story/1'));
    await vault?.close();
    const file = join(keysFolder, 'epoch-1.key');
    const whole = readFileSync(file);
    await expect(open(freshBytes(32))).rejects.toMatchObject({ because: 'master-key-wrong' });
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(80) ^ 1, 80);
    writeFileSync(file, damaged);
    await expect(open()).rejects.toMatchObject({ because: 'epoch-key-corrupt' });
    rmSync(file);
    await expect(open()).rejects.toMatchObject({ because: 'epoch-key-missing' });
    expect(readdirSync(keysFolder)).toEqual([]);
    const strange = new EpochKeyFiles(keysFolder, masterKey);
    await strange.make(1);
    await expect(open()).rejects.toMatchObject({ because: 'epoch-key-corrupt' });
    writeFileSync(file, whole);
    await expect(open()).resolves.toBeDefined();
  });

  it('a master key is made once, for its owner alone, and never where something is sealed', async () => {
    const file = join(folder, 'keys', 'master.key');
    expect(() => openMasterKey({ file, createIfMissing: false })).toThrow(/master-key-missing/);
    const made = openMasterKey({ file, createIfMissing: true });
    expect(made).toHaveLength(32);
    expect(openMasterKey({ file, createIfMissing: false })).toEqual(made);
    writeFileSync(file, 'not a key');
    expect(() => openMasterKey({ file, createIfMissing: true })).toThrow(/master-key-malformed/);
    await open();
    rmSync(file);
    expect(() => openMasterKey({ file, createIfMissing: true })).toThrow(/master-key-missing/);
    const elsewhere = join(folder, 'secrets', 'master.key');
    expect(() => openMasterKey({ file: elsewhere, createIfMissing: true, keysFolder })).toThrow(/master-key-missing/);
  });
});

import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Sealed } from '#contracts/shared/sealed.js';

import { ErasureFile } from '../erasure-file.js';
import type { ErasureLedger } from '../erasure-ledger.js';
import { freshBytes } from '../fresh-bytes.js';
import type { KeyVault, Owner, Reach } from '../key-vault.js';
import { masterKeyLine, openMasterKeys } from '../master-key.js';
import type { MasterKeys } from '../master-keys.js';
import { startTransitServer } from '../testing/transit-server.js';
import { transitMasterKey } from '../transit/transit-master-key.js';
import { sealEpochKeysAnew, turnMasterKeyFile } from '../turn-master-key.js';
import { aReason, aStory, byPanel, consentToPanels, member, told } from './key-vault.builders.js';

/** One storage, new for each test, that can be copied and put back as it was. */
export interface OperatedVault {
  open(places: {
    readonly keysFolder: string;
    readonly masterKey: MasterKeys;
    readonly erasures: ErasureLedger;
    readonly onReapplied?: (done: number) => void;
  }): Promise<KeyVault>;
  /** Of the database alone, with no vault open. */
  backUp(): Promise<void>;
  restore(): Promise<void>;
  end(): Promise<void>;
}

/** What whoever runs Newid does with the keys: turn the master key, restore what was saved. */
export function describeVaultInOperation(name: string, make: () => Promise<OperatedVault>): void {
  describe(`the key vault on ${name}, in operation`, () => {
    let operated: OperatedVault;
    let folder: string;
    let keysFolder: string;
    let file: string;
    const opened: KeyVault[] = [];
    let reapplied: number[] = [];

    const open = async (masterKeyFile = file): Promise<KeyVault> => {
      const vault = await operated.open({
        keysFolder,
        masterKey: openMasterKeys({ file: masterKeyFile, createIfMissing: false }),
        erasures: new ErasureFile(join(folder, 'elsewhere', 'erasures.log')),
        onReapplied: (done) => reapplied.push(done),
      });
      opened.push(vault);
      return vault;
    };
    const closeAll = async (): Promise<void> => {
      for (const vault of opened.splice(0)) await vault.close();
    };
    beforeEach(async () => {
      operated = await make();
      reapplied = [];
      folder = mkdtempSync(join(tmpdir(), 'newid-operated-'));
      keysFolder = join(folder, 'keys');
      file = join(folder, 'master.key');
      writeFileSync(file, masterKeyLine(freshBytes(32)));
    });
    afterEach(async () => {
      await closeAll();
      await operated.end();
      rmSync(folder, { recursive: true });
    });

    const tell = async (vault: KeyVault, owner: Owner, person = `teller-of-${owner}`): Promise<Sealed> =>
      (await vault.createStory(aStory(owner, { person }))).seal('text', 1, `the story ${owner}`);
    const read = async (vault: KeyVault, owner: Owner, sealed: Sealed): Promise<unknown> => {
      const [answer] = await vault.unlock([byPanel(owner)]);
      return answer?.kind === 'granted' ? answer.open(sealed) : answer?.because;
    };
    const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trim().split('\n');

    it('the master key is turned while it is read and written, and the old one opens nothing that stands', async () => {
      const running = await open();
      const sealed = await tell(running, 'story/1');
      const old = join(folder, 'old.key');
      copyFileSync(file, old);

      const turned = await turnMasterKeyFile(file, keysFolder);
      expect(turned).toEqual({ sealedAnew: 1, oldIsGone: true });
      expect(linesOf(file)).toHaveLength(1);
      expect(linesOf(file)).not.toEqual(linesOf(old));

      // The one that ran before: reads, writes, and makes an epoch key of its own.
      expect(await read(running, 'story/1', sealed)).toBe('the story story/1');
      await running.turnEpoch();
      const later = await tell(running, 'story/2');
      const started = await open();
      expect(await read(started, 'story/1', sealed)).toBe('the story story/1');
      expect(await read(started, 'story/2', later)).toBe('the story story/2');
      // And knows the epoch that another has begun.
      await started.turnEpoch();
      expect(await read(running, 'story/1', sealed)).toBe('the story story/1');
      await expect(open(old)).rejects.toMatchObject({ because: 'master-key-wrong' });
    });

    it('both master keys open while the file holds both, as after a stop, and the next turn goes on', async () => {
      const sealed = await tell(await open(), 'story/1');
      const [standing = ''] = linesOf(file);
      const [next = ''] = masterKeyLine(freshBytes(32)).split('\n');
      writeFileSync(file, `${next}\n${standing}\n`);
      const between = await open();
      expect(await read(between, 'story/1', sealed)).toBe('the story story/1');
      await between.turnEpoch();
      expect(await turnMasterKeyFile(file, keysFolder)).toMatchObject({ oldIsGone: true });
      expect(linesOf(file)).toEqual([next]);
      expect(await read(await open(), 'story/1', sealed)).toBe('the story story/1');
    });

    it('a turn of the master key keeps the age of the epoch: what was erased before is gone within the same day', async () => {
      const vault = await open();
      const began = await vault.epochBegan();
      await turnMasterKeyFile(file, keysFolder);
      expect(Math.abs((await vault.epochBegan()) - began)).toBeLessThan(2);
    });

    it('a turn of the master key leaves what another process destroyed meanwhile destroyed', async () => {
      const vault = await open();
      await tell(vault, 'story/1');
      await Promise.all([turnMasterKeyFile(file, keysFolder), vault.turnEpoch()]);
      expect(readdirSync(keysFolder).filter((each) => !each.startsWith('erasures'))).toEqual(['epoch-2.key']);
      expect(await read(await open(), 'story/1', await tell(vault, 'story/1'))).toBe('the story story/1');
    });

    it('the master key goes from a file to a key service, which may be away while people read, but not at a start', async () => {
      const server = await startTransitServer();
      try {
        const sealed = await tell(await open(), 'story/1');
        await closeAll();
        const tokenFile = join(folder, 'token');
        writeFileSync(tokenFile, 'hvs.a-token-of-the-test');
        const settings = { server: server.url, mount: 'transit', key: 'newid', tokenFile, patienceMs: 5_000 };
        const service = transitMasterKey(settings);
        const [inFile] = await openMasterKeys({ file, createIfMissing: false }).known();
        const both: MasterKeys = { known: async () => [service, inFile] };
        const alone: MasterKeys = { known: async () => [service] };
        const erasures = new ErasureFile(join(folder, 'elsewhere', 'erasures.log'));
        const openWith = async (masterKey: MasterKeys): Promise<KeyVault> => {
          const vault = await operated.open({ keysFolder, masterKey, erasures });
          opened.push(vault);
          return vault;
        };
        const running = await openWith(both);
        await expect(openWith(alone)).rejects.toMatchObject({ because: 'master-key-wrong' });
        expect(await sealEpochKeysAnew(both, keysFolder)).toBe(1);
        await running.turnEpoch();
        expect(await read(await openWith(alone), 'story/1', sealed)).toBe('the story story/1');
        server.rotate();
        expect(await sealEpochKeysAnew(alone, keysFolder)).toBe(1);
        expect(await read(await openWith(alone), 'story/1', sealed)).toBe('the story story/1');

        server.answers(() => ({ status: 503, body: { errors: ['Vault is sealed'] } }));
        expect(await read(running, 'story/1', sealed)).toBe('the story story/1');
        await expect(running.turnEpoch()).rejects.toMatchObject({ because: 'key-service-sealed' });
        await expect(openWith(alone)).rejects.toMatchObject({ because: 'key-service-sealed' });
        expect(await read(running, 'story/1', sealed)).toBe('the story story/1');
        server.answers('as an engine');
        await running.turnEpoch();
      } finally {
        await closeAll();
        await server.close();
      }
    });

    it('an older copy of the data does not bring back what was erased or withdrawn since', async () => {
      const vault = await open();
      const kept = await tell(vault, 'story/kept');
      const erased = await tell(vault, 'story/erased');
      const withdrawn = await tell(vault, 'story/withdrawn');
      const ofMair = await tell(vault, 'story/of-mair', 'mair');
      await vault.createReason(aReason('reason/1', ['story/erased']));
      await closeAll();
      await operated.backUp();

      const live = await open();
      await live.erase('story/erased', told('e'));
      await live.withdraw('story/withdrawn', told('w'));
      await live.erasePerson('mair', told('p'));
      for (const { id } of await live.pendingIntents()) await live.settleIntent(id);
      await closeAll();
      await operated.restore();

      const restored = await open();
      expect(await read(restored, 'story/kept', kept)).toBe('the story story/kept');
      expect(await read(restored, 'story/erased', erased)).toBe('erased');
      expect(await read(restored, 'story/withdrawn', withdrawn)).toBe('withdrawn');
      expect(await read(restored, 'story/of-mair', ofMair)).toBe('erased');
      await expect(restored.createStory(aStory('story/new', { person: 'mair' }))).rejects.toThrow('erased');
      // Services write them down again, as they did the first time.
      const pending = (await restored.pendingIntents()).map(({ id, kind, owner }) => `${id} ${kind} ${owner}`);
      expect(pending.sort()).toEqual([
        'e erase story/erased',
        'e:reason/1 erase reason/1',
        'p:story/of-mair erase story/of-mair',
        'w withdraw story/withdrawn',
      ]);
      // Once: the next start finds nothing to do.
      for (const { id } of await restored.pendingIntents()) await restored.settleIntent(id);
      await closeAll();
      expect(await (await open()).pendingIntents()).toEqual([]);
    });

    it('an older copy gives nobody back what was narrowed or paused since, and one that knows of it keeps what was given again', async () => {
      const panelsAndPublic = { ...consentToPanels, audiences: { panel: { named: true }, public: { named: true } } };
      const panels = {
        ...{ ...panelsAndPublic, audiences: { panel: { named: false } } },
        exclusions: [{ kind: 'person' as const, id: 'M1' }],
      };
      const vault = await open();
      const owners = ['story/narrowed', 'story/paused', 'story/given-again', 'story/held', 'story/held-before'];
      for (const owner of owners) await vault.createStory({ ...aStory(owner), consent: panelsAndPublic });
      await vault.narrow('story/given-again', panels, told('before'));
      await vault.settleIntent('before');
      await vault.widen('story/given-again', () => Promise.resolve(panelsAndPublic));
      await vault.hold('story/held-before', told('held-before'));
      await vault.settleIntent('held-before');
      await closeAll();
      await operated.backUp();

      const live = await open();
      await live.narrow('story/narrowed', panels, told('n'));
      // Another of those who told it says the same: that is known too.
      await live.narrow('story/narrowed', panels, told('o'));
      await live.freeze('story/paused', told('f'));
      await live.hold('story/held', told('h'));
      // For another reason, and let go of by neither.
      await live.hold('story/held', told('i'));
      await live.withdraw('story/given-again', told('w'));
      await expect(live.narrow('story/narrowed', panelsAndPublic, told('wider'))).rejects.toThrow('wider');
      for (const { id } of await live.pendingIntents()) await live.settleIntent(id);
      await closeAll();
      await operated.restore();

      reapplied = [];
      const restored = await open();
      expect(reapplied).toEqual([6]);
      const standing = (owner: Owner) => restored.consentOf(owner);
      expect(await standing('story/narrowed')).toEqual({ consent: panels, state: 'active', isHeld: false });
      expect(await standing('story/paused')).toEqual({ consent: panelsAndPublic, state: 'frozen', isHeld: false });
      expect(await standing('story/given-again')).toMatchObject({ consent: panelsAndPublic, state: 'withdrawn' });
      for (const owner of ['story/held', 'story/held-before']) {
        expect(await standing(owner)).toMatchObject({ state: 'active', isHeld: true });
      }
      const pending = (await restored.pendingIntents()).map(({ id, kind, owner }) => `${id} ${kind} ${owner}`);
      expect(pending.sort()).toEqual([
        'f freeze story/paused',
        'h hold story/held',
        'i hold story/held',
        'n narrow story/narrowed',
        'o narrow story/narrowed',
        'w withdraw story/given-again',
      ]);
      for (const { id } of await restored.pendingIntents()) await restored.settleIntent(id);
      await restored.unfreeze('story/paused', () => Promise.resolve(true));
      await closeAll();
      // What was given back since stands at the next start.
      const again = await open();
      expect(reapplied).toEqual([6]);
      expect((await again.consentOf('story/paused'))?.state).toBe('active');
      expect(await again.pendingIntents()).toEqual([]);
    });

    it('an older copy lets a reason go no further than its author has said since, and one that knows of it keeps what was said after', async () => {
      const vault = await open();
      const far = ['this-panel', 'later-panels', 'reports'] as const;
      for (const story of ['story/1', 'story/2']) await tell(vault, story);
      const since = await vault.createReason(aReason('reason/since', ['story/1'], { reach: far }));
      const why = since.seal('reason', 1, 'why');
      await vault.createReason(aReason('reason/before', ['story/2'], { reach: far }));
      await vault.narrowReach('reason/before', 'member', ['this-panel'], told('before'));
      await vault.settleIntent('before');
      await vault.setReach('reason/before', 'member', far);
      await closeAll();
      await operated.backUp();

      const live = await open();
      // Further as well, once it is written down: of that an older copy knows nothing.
      await live.narrowReach('reason/since', 'member', ['this-panel', 'reports', 'teller'], told('less'));
      await live.setReach('reason/since', 'member', ['this-panel', 'reports', 'teller']);
      // Nothing goes: nothing is left to be written down.
      await live.narrowReach('reason/since', 'member', ['this-panel', 'reports', 'teller'], told('same'));
      await expect(live.narrowReach('reason/since', 'mair', [], told('not-hers'))).rejects.toThrow('another');
      expect(await live.pendingIntents()).toMatchObject([
        { id: 'less', kind: 'reach', reach: ['this-panel', 'reports'] },
      ]);
      await live.settleIntent('less');
      await closeAll();
      await operated.restore();

      reapplied = [];
      const restored = await open();
      expect(reapplied).toEqual([1]);
      const readAt = async (owner: Owner, reach: Reach): Promise<unknown> => {
        const asked = { reader: member, audience: 'panel', use: 'read', reach } as const;
        const [answer] = await restored.unlock([
          { owner, ...asked, purpose: reach === 'teller' ? 'teller' : 'audience' },
        ]);
        return answer?.kind === 'granted' ? answer.open(why) : answer?.because;
      };
      expect(await readAt('reason/since', 'this-panel')).toBe('why');
      expect(await readAt('reason/since', 'reports')).toBe('why');
      expect(await readAt('reason/since', 'later-panels')).toBe('out-of-reach');
      expect(await readAt('reason/since', 'teller')).toBe('out-of-reach');
      const [standing] = await restored.unlock([byPanel('reason/before', { reach: 'later-panels' })]);
      expect(standing?.kind).toBe('granted');
      // Whoever keeps the record writes it down, once.
      expect(await restored.pendingIntents()).toEqual([
        {
          ...told('less'),
          kind: 'reach',
          owner: 'reason/since',
          organisation: 'valleys',
          reach: ['this-panel', 'reports'],
        },
      ]);
      await restored.settleIntent('less');
      await restored.setReach('reason/since', 'member', far);
      await closeAll();
      expect(await (await open()).pendingIntents()).toEqual([]);
      expect(reapplied).toEqual([1]);
    });

    it('what was erased is written down with ids alone, and a changed line stops the start', async () => {
      const vault = await open();
      await tell(vault, 'story/1');
      await vault.erase('story/1', told('e'));
      await closeAll();
      const ledger = join(folder, 'elsewhere', 'erasures.log');
      const [line = ''] = linesOf(ledger);
      expect(JSON.parse(line.slice(0, line.lastIndexOf(' ')))).toEqual({
        what: 'erase',
        owner: 'story/1',
        ...told('e'),
      });
      // Broken off by a power cut: nobody was told that it was done.
      writeFileSync(ledger, `${line}\n${line.slice(0, 40)}`);
      await open();
      await closeAll();
      writeFileSync(ledger, `${line.replace('story/1', 'story/2')}\n`);
      await expect(open()).rejects.toMatchObject({ because: 'erasures-damaged' });
    });
  });
}

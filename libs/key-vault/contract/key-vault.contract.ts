import { setTimeout as after } from 'node:timers/promises';

import type { Sealed } from '#contracts/shared/sealed.js';

import type { Grant, KeyVault, Owner, StoryKeys, Unlocked, UnlockRequest } from '../key-vault.js';
import {
  ConsentWidened,
  GrantExpired,
  KeysBelongElsewhere,
  KeysErased,
  KeysUnknown,
  KeyVaultClosed,
  SealBroken,
} from '../key-vault.js';
import { aReason, aStory, byPanel, consentToPanels, told } from './key-vault.builders.js';

/** One storage, new for each test. Every `open` is another instance on it, as another process would have. */
export interface KeyVaultHarness {
  open(): Promise<KeyVault>;
  /** All bytes that the storage and the key files hold now. */
  bytes(): Promise<Buffer>;
  /** Closes every instance and removes what was made. */
  end(): Promise<void>;
}

const granted = (unlocked: Unlocked | undefined): Grant => {
  if (unlocked?.kind !== 'granted') throw new Error(`Withheld: ${unlocked?.because ?? 'no answer'}`);
  return unlocked;
};

/** `granted`, or why not. */
const answers = async (vault: KeyVault, ...requests: readonly UnlockRequest[]): Promise<readonly string[]> =>
  (await vault.unlock(requests)).map((one) => (one.kind === 'granted' ? 'granted' : one.because));

export function describeKeyVault(name: string, makeHarness: () => Promise<KeyVaultHarness>): void {
  describe(`key vault on ${name}`, () => {
    let harness: KeyVaultHarness;
    let vault: KeyVault;

    beforeEach(async () => {
      harness = await makeHarness();
      vault = await harness.open();
    });
    afterEach(async () => {
      await harness.end();
    });

    const sealedStory = async (owner: Owner, over: Partial<StoryKeys> = {}): Promise<Sealed> =>
      (await vault.createStory(aStory(owner, over))).seal('text', 1, `the story ${owner}`);

    describe('making keys', () => {
      it('a text sealed by one instance is opened by another that may read it', async () => {
        const sealed = await sealedStory('story/1');
        const other = await harness.open();
        const grant = granted((await other.unlock([byPanel('story/1')]))[0]);
        expect(grant.open(sealed)).toBe('the story story/1');
        expect(grant.classes).toEqual(['text', 'name']);
      });

      it('the same owner again gives the same keys, also to two instances at once', async () => {
        const other = await harness.open();
        const sealers = await Promise.all([
          vault.createStory(aStory('story/1')),
          vault.createStory(aStory('story/1')),
          other.createStory(aStory('story/1')),
        ]);
        const grant = granted((await vault.unlock([byPanel('story/1')]))[0]);
        for (const sealer of sealers) expect(grant.open(sealer.seal('text', 1, 'same'))).toBe('same');
      });

      it('keys many stories of one new person at once from two instances', async () => {
        const other = await harness.open();
        const owners = Array.from({ length: 60 }, (_, index) => `story/${String(index)}`);
        const sealed = await Promise.all(
          owners.map(async (owner, index) =>
            (await (index % 2 === 0 ? vault : other).createStory(aStory(owner, { person: 'one' }))).seal(
              'text',
              1,
              owner,
            ),
          ),
        );
        const grants = await vault.unlock(owners.map((owner) => byPanel(owner)));
        expect(
          grants.map((one, index) => granted(one).open(sealed[index] ?? { class: 'text', version: 1, box: '' })),
        ).toEqual(owners);
      });

      it('a class that is asked for later is added, the others stay as they are', async () => {
        const sealed = await sealedStory('story/1');
        const grown = await vault.createStory(aStory('story/1', { classes: ['original'] }));
        const original = grown.seal('original', 1, 'before');
        const moderator = granted((await vault.unlock([byPanel('story/1', { purpose: 'moderate' })]))[0]);
        expect([moderator.open(sealed), moderator.open(original)]).toEqual(['the story story/1', 'before']);
      });

      it('keys of an owner are not given for another person, organisation or kind', async () => {
        await vault.createStory(aStory('story/1'));
        await expect(vault.createStory(aStory('story/1', { person: 'else' }))).rejects.toThrow(KeysBelongElsewhere);
        await expect(vault.createStory(aStory('story/1', { organisation: 'coast' }))).rejects.toThrow(
          KeysBelongElsewhere,
        );
        await expect(vault.createReason(aReason('story/1', []))).rejects.toThrow(KeysBelongElsewhere);
      });

      it('one text does not open as another version, class or owner', async () => {
        const sealed = await sealedStory('story/1');
        await vault.createStory(aStory('story/2'));
        const [one, two] = await vault.unlock([byPanel('story/1'), byPanel('story/2')]);
        expect(() => granted(one).open({ ...sealed, version: 2 })).toThrow(SealBroken);
        expect(() => granted(one).open({ ...sealed, class: 'name' })).toThrow(SealBroken);
        expect(() => granted(two).open(sealed)).toThrow(SealBroken);
      });

      it('a grant opens no class that it was not given for', async () => {
        const sealer = await vault.createStory(aStory('story/1'));
        const grant = granted((await vault.unlock([byPanel('story/1')]))[0]);
        expect(() => grant.open(sealer.seal('contact', 1, '01792'))).toThrow(/contact/);
      });

      it('a grant opens nothing after 500 ms', async () => {
        const sealed = await sealedStory('story/1');
        const before = performance.now();
        const grant = granted((await vault.unlock([byPanel('story/1')]))[0]);
        expect(grant.expiresAt).toBeLessThanOrEqual(performance.now() + 500);
        expect(grant.expiresAt).toBeGreaterThanOrEqual(before + 500);
        while (performance.now() < grant.expiresAt) await after(20);
        expect(() => grant.open(sealed)).toThrow(GrantExpired);
      });

      it('only a round’s own door opens ballots', async () => {
        const sealer = await vault.createRound({ owner: 'round/1', organisation: 'valleys' });
        const ballot = sealer.seal('ballot', 1, { choice: 'A' });
        expect(await answers(vault, byPanel('round/1'), byPanel('round/1', { purpose: 'rights' }))).toEqual([
          'not-consented',
          'not-consented',
        ]);
        expect((await vault.openRound('round/1')).open(ballot)).toEqual({ choice: 'A' });
        await vault.erase('round/1', told('i1'));
        await expect(vault.openRound('round/1')).rejects.toThrow(KeysErased);
        await expect(vault.openRound('round/2')).rejects.toThrow(KeysUnknown);
      });

      it('seals a new version later, and nothing for what is erased or unknown', async () => {
        await vault.createStory(aStory('story/1'));
        const second = (await vault.sealer('story/1'))?.seal('text', 2, 'second');
        expect(second && granted((await vault.unlock([byPanel('story/1')]))[0]).open(second)).toBe('second');
        await vault.erase('story/1', told('i1'));
        expect(await vault.sealer('story/1')).toBeUndefined();
        expect(await vault.sealer('story/none')).toBeUndefined();
      });
    });

    describe('taking back', () => {
      it('holds at once for every instance, in the order asked', async () => {
        const other = await harness.open();
        for (const owner of ['story/1', 'story/2', 'story/3', 'story/4']) await vault.createStory(aStory(owner));
        await vault.withdraw('story/1', told('w'));
        await vault.freeze('story/2', told('f'));
        await vault.erase('story/3', told('e'));
        await vault.narrow('story/4', { ...consentToPanels, audiences: {} }, told('n'));
        const asked = ['story/4', 'story/3', 'story/2', 'story/1', 'story/0'].map((owner) => byPanel(owner));
        expect(await answers(other, ...asked)).toEqual(['not-consented', 'erased', 'frozen', 'withdrawn', 'unknown']);
        await vault.settleIntent('f');
        await vault.unfreeze('story/2', () => Promise.resolve(true));
        expect(await answers(other, byPanel('story/2'))).toEqual(['granted']);
      });

      it('whoever is left out is left out for every instance, by person, team or organisation', async () => {
        const other = await harness.open();
        await vault.createStory(aStory('story/1'));
        const exclusions = [
          { kind: 'person', id: 'M1' },
          { kind: 'team', id: 'east' },
          { kind: 'organisation', id: 'elsewhere' },
        ] as const;
        await vault.narrow('story/1', { ...consentToPanels, exclusions }, told('n'));
        const by = (person: string, organisation: string, teams: readonly string[]) =>
          byPanel('story/1', { reader: { person, organisation, teams } });
        const asked = [by('M1', 'valleys', []), by('M2', 'valleys', ['east']), by('M2', 'elsewhere', [])];
        expect(await answers(other, ...asked, by('M2', 'valleys', ['north']))).toEqual([
          ...['excluded', 'excluded', 'excluded'],
          'granted',
        ]);
      });

      it('never widens', async () => {
        await vault.createStory(aStory('story/1'));
        const wider = { ...consentToPanels, audiences: { ...consentToPanels.audiences, public: { named: false } } };
        await expect(vault.narrow('story/1', wider, told('n'))).rejects.toThrow(ConsentWidened);
        expect(await vault.consentOf('story/1')).toEqual({ consent: consentToPanels, state: 'active', isHeld: false });
        expect(await vault.pendingIntents()).toEqual([]);
        await vault.widen('story/1', () => Promise.resolve(wider));
        expect(await answers(vault, byPanel('story/1', { audience: 'public' }))).toEqual(['granted']);
      });

      it('never gives back: what is withdrawn is not frozen or unfrozen', async () => {
        await vault.createStory(aStory('story/1'));
        await vault.withdraw('story/1', told('w'));
        await vault.freeze('story/1', told('f'));
        await vault.unfreeze('story/1', () => Promise.resolve(true));
        expect((await vault.consentOf('story/1'))?.state).toBe('withdrawn');
        expect((await vault.pendingIntents()).map(({ id }) => id)).toEqual(['w']);
      });

      it('of something the vault never had is said to be so', async () => {
        await expect(vault.withdraw('story/none', told('w'))).rejects.toThrow(KeysUnknown);
        await expect(vault.erase('story/none', told('e'))).rejects.toThrow(KeysUnknown);
      });
    });

    describe('erasing', () => {
      it('a story takes the reasons that name it with it', async () => {
        await vault.createStory(aStory('story/1'));
        await vault.createStory(aStory('story/2'));
        await vault.createReason(aReason('reason/both', ['story/1', 'story/2']));
        await vault.createReason(aReason('reason/other', ['story/2']));
        expect(await answers(vault, byPanel('reason/both'), byPanel('reason/other'))).toEqual(['granted', 'granted']);
        await vault.erase('story/1', told('e'));
        expect(await answers(vault, byPanel('reason/both'), byPanel('reason/other'))).toEqual(['erased', 'granted']);
        expect(await vault.sealer('reason/both')).toBeUndefined();
        expect((await vault.pendingIntents()).map(({ id, owner }) => [id, owner])).toEqual([
          ['e', 'story/1'],
          ['e:reason/both', 'reason/both'],
        ]);
      });

      it('a person takes all that is theirs, and nothing is made for them again', async () => {
        await vault.createStory(aStory('story/1', { person: 'mair' }));
        await vault.createStory(aStory('story/2', { person: 'huw' }));
        await vault.createReason(aReason('reason/1', ['story/2'], { person: 'mair' }));
        await vault.createPersonal({
          owner: 'person/mair',
          organisation: 'valleys',
          person: 'mair',
          classes: ['name'],
        });
        await vault.erasePerson('mair', told('e'));
        await vault.erasePerson('mair', told('e'));
        expect(
          await answers(vault, ...['story/1', 'reason/1', 'person/mair', 'story/2'].map((owner) => byPanel(owner))),
        ).toEqual(['erased', 'erased', 'erased', 'granted']);
        expect((await vault.pendingIntents()).map(({ id }) => id).sort()).toEqual([
          'e:person/mair',
          'e:reason/1',
          'e:story/1',
        ]);
        await expect(vault.createStory(aStory('story/3', { person: 'mair' }))).rejects.toThrow(KeysErased);
        await expect(vault.createStory(aStory('story/1', { person: 'mair' }))).rejects.toThrow(KeysErased);
      });

      it('nobody whom its teller left out is on record with an erased story', async () => {
        const exclusions = [{ kind: 'person' as const, id: 'ann-roberts' }];
        await vault.createStory(aStory('story/1', { consent: { ...consentToPanels, exclusions } }));
        await vault.erase('story/1', told('e'));
        expect((await vault.consentOf('story/1'))?.consent.exclusions).toEqual([]);
      });

      it('no reason is made about an erased story', async () => {
        await vault.createStory(aStory('story/1'));
        await vault.erase('story/1', told('e'));
        await expect(vault.createReason(aReason('reason/1', ['story/1']))).rejects.toThrow(new KeysErased('story/1'));
      });

      it('in the middle of writing leaves nothing readable', async () => {
        const other = await harness.open();
        const sealer = await vault.createStory(aStory('story/1'));
        await other.erase('story/1', told('e'));
        sealer.seal('text', 1, 'too late');
        expect(await answers(vault, byPanel('story/1', { purpose: 'rights' }))).toEqual(['erased']);
        await expect(vault.createStory(aStory('story/1'))).rejects.toThrow(KeysErased);
      });

      it('a person while their stories are being written leaves every one erased or never made', async () => {
        const other = await harness.open();
        const owners = Array.from({ length: 40 }, (_, index) => `story/${String(index)}`);
        const writing = owners.map((owner, index) =>
          (index % 2 === 0 ? vault : other)
            .createStory(aStory(owner, { person: 'mair' }))
            .catch((error: unknown) => error),
        );
        await writing[0];
        await other.erasePerson('mair', told('e'));
        await Promise.all(writing);
        const seen = await answers(vault, ...owners.map((owner) => byPanel(owner, { purpose: 'rights' })));
        expect(seen.filter((one) => one !== 'erased' && one !== 'unknown')).toEqual([]);
      });
    });

    describe('turning the epoch', () => {
      it('keeps every live text readable, for instances that did not turn it as well', async () => {
        const other = await harness.open();
        const sealed = await sealedStory('story/1', { person: 'mair' });
        await vault.createStory(aStory('story/2', { person: 'mair' }));
        const ballot = (await vault.createRound({ owner: 'round/1', organisation: 'valleys' })).seal('ballot', 1, 'A');
        await vault.erase('story/2', told('e'));
        const progress: (readonly [number, number])[] = [];
        await vault.turnEpoch((done, of) => progress.push([done, of]));
        expect(progress.at(-1)).toEqual([2, 2]);
        for (const one of [vault, other, await harness.open()]) {
          expect(granted((await one.unlock([byPanel('story/1')]))[0]).open(sealed)).toBe('the story story/1');
          expect((await one.openRound('round/1')).open(ballot)).toBe('A');
          expect(await answers(one, byPanel('story/2'))).toEqual(['erased']);
        }
      });

      it('while people write loses nothing', async () => {
        const other = await harness.open();
        await vault.createStory(aStory('story/gone', { person: 'mair' }));
        await vault.erase('story/gone', told('e'));
        const owners = Array.from({ length: 200 }, (_, index) => `story/${String(index)}`);
        const writing = async (): Promise<readonly Sealed[]> => {
          const sealed: Sealed[] = [];
          for (const [index, owner] of owners.entries()) {
            const sealer = await (index % 2 === 0 ? vault : other).createStory(
              aStory(owner, { person: index % 3 === 0 ? 'mair' : owner }),
            );
            sealed.push(sealer.seal('text', 1, owner));
          }
          return sealed;
        };
        const [sealed] = await Promise.all([
          writing(),
          vault
            .turnEpoch()
            .then(() => other.turnEpoch())
            .then(() => vault.turnEpoch()),
        ]);
        const opened = (await other.unlock(owners.map((owner) => byPanel(owner)))).map((one, index) =>
          granted(one).open(sealed[index] ?? { class: 'text', version: 1, box: '' }),
        );
        expect(opened).toEqual(owners);
      });

      it('by two at the same time is as good as by one', async () => {
        const other = await harness.open();
        const sealed = await sealedStory('story/1');
        await Promise.all([vault.turnEpoch(), other.turnEpoch()]);
        expect(granted((await (await harness.open()).unlock([byPanel('story/1')]))[0]).open(sealed)).toBe(
          'the story story/1',
        );
      });
    });

    it('sweeps keys that nobody knows, older than a time', async () => {
      await vault.createStory(aStory('story/known'));
      await vault.createStory(aStory('story/orphan'));
      await vault.createRound({ owner: 'round/1', organisation: 'valleys' });
      await vault.createStory(aStory('story/erased'));
      await vault.erase('story/erased', told('e'));
      const isKnown = (owners: readonly Owner[]): Promise<ReadonlySet<Owner>> =>
        Promise.resolve(new Set(owners.filter((owner) => owner === 'story/known')));
      expect(await vault.sweepOrphans('2000-01-01T00:00:00Z', isKnown)).toBe(0);
      expect(await vault.sweepOrphans('2999-01-01T00:00:00Z', isKnown)).toBe(1);
      expect(await answers(vault, byPanel('story/known'), byPanel('story/orphan'))).toEqual(['granted', 'unknown']);
      await expect(vault.openRound('round/1')).resolves.toBeDefined();
      await expect(vault.createStory(aStory('story/orphan'))).resolves.toBeDefined();
      // What was erased stays erased: nobody makes keys under its name again.
      expect(await answers(vault, byPanel('story/erased'))).toEqual(['erased']);
      await expect(vault.createStory(aStory('story/erased'))).rejects.toThrow(KeysErased);
    });

    it('no text is in what is stored', async () => {
      const sealer = await vault.createStory(aStory('story/1'));
      const sealed = sealer.seal('text', 1, 'CANARY-PLAIN-TEXT');
      const bytes = await harness.bytes();
      expect(bytes.includes('story/1')).toBe(true);
      expect(bytes.includes('CANARY')).toBe(false);
      expect(Buffer.from(sealed.box, 'base64').includes('CANARY')).toBe(false);
    });

    it('a closed vault says so, after finishing what was under way', async () => {
      const making = vault.createStory(aStory('story/1'));
      await vault.close();
      await expect(making).resolves.toBeDefined();
      await expect(vault.unlock([byPanel('story/1')])).rejects.toThrow(KeyVaultClosed);
    });
  });
}

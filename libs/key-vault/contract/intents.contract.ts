import { KeysUnknown, type KeyVault } from '../key-vault.js';
import { aReason, aStory, byPanel, consentToPanels, told } from './key-vault.builders.js';
import type { KeyVaultHarness } from './key-vault.contract.js';

/** What was taken away and is still to be written down. */
export function describeIntents(name: string, makeHarness: () => Promise<KeyVaultHarness>): void {
  describe(`intents of the key vault on ${name}`, () => {
    let harness: KeyVaultHarness;
    let vault: KeyVault;
    beforeEach(async () => {
      harness = await makeHarness();
      vault = await harness.open();
    });
    afterEach(() => harness.end());

    it('leaves an intent for what is still to be written down, until it is settled', async () => {
      const narrowed = { ...consentToPanels, audiences: { panel: { named: false } } };
      await vault.createStory(aStory('story/1'));
      await vault.narrow('story/1', narrowed, told('n'));
      await vault.withdraw('story/1', told('w'));
      const given = { owner: 'story/1', organisation: 'valleys', actor: 'teller', at: '2026-03-03T10:00:00Z' };
      const other = await harness.open();
      expect(await other.pendingIntents()).toEqual([
        { ...given, id: 'n', kind: 'narrow', consent: narrowed },
        { ...given, id: 'w', kind: 'withdraw' },
      ]);
      await other.settleIntent('n');
      expect((await vault.pendingIntents()).map(({ id }) => id)).toEqual(['w']);
    });

    it('keeps nothing of whom a teller left out once it is settled and the story is erased', async () => {
      await vault.createStory(aStory('story/1'));
      const exclusions = [{ kind: 'person' as const, id: 'CANARY-LEFT-OUT' }];
      await vault.narrow('story/1', { ...consentToPanels, exclusions }, told('n'));
      expect((await harness.bytes()).includes('CANARY-LEFT-OUT')).toBe(true);
      await vault.settleIntent('n');
      await vault.erase('story/1', told('e'));
      await vault.turnEpoch();
      expect((await harness.bytes()).includes('CANARY-LEFT-OUT')).toBe(false);
    });

    it('gives them in the order of what they tell of, whichever was written first', async () => {
      await vault.createStory(aStory('story/1'));
      await vault.createStory(aStory('story/2'));
      await vault.withdraw('story/1', { ...told('later'), at: '2026-03-03T10:00:01Z' });
      await vault.withdraw('story/2', { ...told('first'), at: '2026-03-03T10:00:00Z' });
      expect((await vault.pendingIntents()).map(({ id }) => id)).toEqual(['first', 'later']);
    });

    it('says which of them are old, and how each stands', async () => {
      await vault.createStory(aStory('story/1'));
      await vault.createStory(aStory('story/2'));
      await vault.withdraw('story/1', told('w'));
      await vault.erase('story/2', told('e'));
      const other = await harness.open();
      const idsOf = async (olderThanMs: number) => (await other.pendingIntents(olderThanMs)).map(({ id }) => id);
      // What the command says of its time is long ago: told to the vault was it just now.
      expect(await idsOf(60_000)).toEqual([]);
      expect(await idsOf(-60_000)).toEqual(['w', 'e']);
      const states = () => Promise.all(['w', 'e', 'none'].map((id) => other.intentState(id)));
      expect(await states()).toEqual(['pending', 'pending', 'unknown']);
      await vault.settleIntent('w');
      expect(await states()).toEqual(['settled', 'pending', 'unknown']);
      expect(await idsOf(-60_000)).toEqual(['e']);
    });

    it('freezing what is frozen is an intent of its own, and done once as well', async () => {
      await vault.createStory(aStory('story/1'));
      await vault.freeze('story/1', told('one'));
      await vault.freeze('story/1', told('two'));
      await vault.freeze('story/1', told('two'));
      expect((await vault.pendingIntents()).map(({ id, kind }) => `${kind} ${id}`)).toEqual([
        'freeze one',
        'freeze two',
      ]);
      for (const id of ['one', 'two']) await vault.settleIntent(id);
      await vault.unfreeze('story/1', () => Promise.resolve(true));
      await vault.freeze('story/1', told('two'));
      expect((await vault.consentOf('story/1'))?.state).toBe('active');
    });

    it('holding what is held is an intent of its own, and done once as well; nothing but a story is held', async () => {
      await vault.createStory(aStory('story/1'));
      await vault.createReason(aReason('reason/1', ['story/1']));
      for (const id of ['one', 'two', 'two']) await vault.hold('story/1', told(id));
      expect((await vault.pendingIntents()).map(({ id, kind }) => `${kind} ${id}`)).toEqual(['hold one', 'hold two']);
      for (const id of ['one', 'two']) await vault.settleIntent(id);
      await vault.letGo('story/1', () => Promise.resolve(true));
      await vault.hold('story/1', told('two'));
      expect((await vault.consentOf('story/1'))?.isHeld).toBe(false);
      await expect(vault.hold('reason/1', told('of a reason'))).rejects.toThrow(KeysUnknown);
    });

    it('narrowed again by the intent of before stays as narrow as it has become since', async () => {
      const less = { ...consentToPanels, audiences: { panel: { named: false } } };
      const least = { ...consentToPanels, audiences: {} };
      await vault.createStory(aStory('story/1'));
      await vault.narrow('story/1', less, told('first'));
      await vault.narrow('story/1', least, told('second'));
      await vault.narrow('story/1', less, told('first'));
      expect((await vault.consentOf('story/1'))?.consent).toEqual(least);
    });

    it('is done once for an intent, also when it was settled and the teller gave more since', async () => {
      const less = { ...consentToPanels, audiences: {} };
      await vault.createStory(aStory('story/1'));
      await vault.narrow('story/1', less, told('n'));
      await vault.settleIntent('n');
      await vault.widen('story/1', () => Promise.resolve(consentToPanels));
      await vault.narrow('story/1', less, told('n'));
      expect((await vault.unlock([byPanel('story/1')]))[0]?.kind).toBe('granted');
      expect(await vault.pendingIntents()).toEqual([]);
    });
  });
}

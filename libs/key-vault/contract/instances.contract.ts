import { setImmediate as nextTurn, setTimeout as after } from 'node:timers/promises';

import type { Consent } from '#contracts/shared/consent.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import { GrantExpired, KeysBelongElsewhere, type Grant, type KeyVault, type Owner } from '../key-vault.js';
import { aReason, aStory, byPanel, consentToPanels, told } from './key-vault.builders.js';
import type { KeyVaultHarness } from './key-vault.contract.js';

/** What holds between processes that have the vault open at the same time. */
export function describeInstances(name: string, makeHarness: () => Promise<KeyVaultHarness>): void {
  describe(`instances of the key vault on ${name}`, () => {
    let harness: KeyVaultHarness;
    let one: KeyVault;
    let other: KeyVault;
    const sealed = new Map<Owner, Sealed>();
    const owners = Array.from({ length: 12 }, (_, at) => `story/${String(at)}`);

    beforeEach(async () => {
      harness = await makeHarness();
      one = await harness.open();
      other = await harness.open();
      for (const owner of owners) {
        sealed.set(owner, (await one.createStory(aStory(owner))).seal('text', 1, `the story ${owner}`));
      }
    });
    afterEach(() => harness.end());

    const openWith = (grant: Grant): unknown => {
      const text = sealed.get(grant.owner);
      if (text === undefined) throw new Error(`Nothing was sealed for ${grant.owner}`);
      return grant.open(text);
    };

    it('refuse at once what another took back, however much they read; what they gave before ends within a second', async () => {
      const lastGrant = new Map<Owner, Grant>();
      const withdrawnAt = new Map<Owner, number>();
      const grantedTooLate: Owner[] = [];
      let isOver = false;
      const read = async (): Promise<readonly string[]> => {
        const asked = performance.now();
        const answers = await other.unlock(owners.map((owner) => byPanel(owner)));
        return answers.map((answer) => {
          if (answer.kind === 'withheld') return answer.because;
          if (asked > (withdrawnAt.get(answer.owner) ?? Infinity)) grantedTooLate.push(answer.owner);
          expect(openWith(answer)).toBe(`the story ${answer.owner}`);
          lastGrant.set(answer.owner, answer);
          return 'granted';
        });
      };
      const reading = (async () => {
        while (!isOver) {
          await read();
          await nextTurn();
        }
      })();
      const answers: (string | undefined)[] = [];
      for (const [at, owner] of owners.entries()) {
        while (!lastGrant.has(owner)) await nextTurn();
        if (at % 2 === 0) await one.withdraw(owner, told(`withdraw-${owner}`));
        else await one.hold(owner, told(`hold-${owner}`));
        withdrawnAt.set(owner, performance.now());
        answers.push((await read())[at]);
        await nextTurn();
      }
      isOver = true;
      await reading;
      expect(answers).toEqual(owners.map((_, at) => (at % 2 === 0 ? 'withdrawn' : 'held')));
      expect(grantedTooLate).toEqual([]);
      for (const [owner, grant] of lastGrant) {
        expect(grant.expiresAt - (withdrawnAt.get(owner) ?? 0)).toBeLessThan(1_000);
        while (performance.now() < grant.expiresAt) await after(20);
        expect(() => openWith(grant)).toThrow(GrantExpired);
      }
    });

    it('read a reason as far as its author lets it go now, and never again what is erased', async () => {
      const owner = 'reason/1';
      const text = (await one.createReason(aReason(owner, ['story/1']))).seal('reason', 1, 'why');
      const asked = [
        byPanel(owner),
        byPanel(owner, { reach: 'later-panels' }),
        byPanel(owner, { reach: 'reports' }),
        { owner, reader: { person: 'teller-of-story/1', organisation: 'valleys' }, purpose: 'teller' as const },
      ].map((each) => ({ use: 'read' as const, reach: 'teller' as const, ...each }));
      const answers = async (): Promise<readonly string[]> =>
        (await other.unlock(asked)).map((each) => (each.kind === 'withheld' ? each.because : each.open<string>(text)));
      expect(await answers()).toEqual(['why', 'out-of-reach', 'out-of-reach', 'out-of-reach']);
      await one.setReach(owner, 'member', ['this-panel', 'later-panels', 'teller']);
      expect(await answers()).toEqual(['why', 'why', 'out-of-reach', 'why']);
      await one.setReach(owner, 'member', ['this-panel', 'reports']);
      expect(await answers()).toEqual(['why', 'out-of-reach', 'why', 'out-of-reach']);

      await expect(one.setReach(owner, 'somebody', ['this-panel', 'teller'])).rejects.toThrow(KeysBelongElsewhere);
      await expect(one.setReach('story/1', 'teller-of-story/1', ['teller'])).rejects.toThrow(KeysBelongElsewhere);
      await one.erase('story/1', told('gone'));
      await one.setReach(owner, 'member', ['this-panel', 'teller']);
      expect(await answers()).toEqual(['erased', 'erased', 'erased', 'erased']);
    });

    it('give back nothing that another took away while more was being decided', async () => {
      const less = { ...consentToPanels, audiences: {} };
      const decidedOn: Consent[] = [];
      await one.widen('story/1', async (standing) => {
        decidedOn.push(standing);
        if (decidedOn.length > 1) return undefined;
        await other.narrow('story/1', less, told('n'));
        await other.settleIntent('n');
        return consentToPanels;
      });
      expect(decidedOn).toEqual([consentToPanels, less]);
      expect((await one.consentOf('story/1'))?.consent).toEqual(less);
    });

    it('erase nothing that has to be kept, and ask again where that was written meanwhile', async () => {
      await one.erase('story/1', told('kept'), () => Promise.resolve(false));
      await one.erasePerson('teller-of-story/1', told('all kept'), () => Promise.resolve(false));
      expect(await stateNow()).toBe('active');
      const asked: string[] = [];
      let isHeld = false;
      await one.erase('story/1', told('late'), async (story) => {
        asked.push(story);
        const mayErase = !isHeld;
        if (asked.length === 1) {
          isHeld = true;
          expect(await other.keepFromErasing('story/1')).toBe(true);
        }
        return mayErase;
      });
      expect(asked).toEqual(['story/1', 'story/1']);
      expect([await stateNow(), await one.pendingIntents()]).toEqual(['active', []]);
    });

    it('leave nothing begun, that would be finished later, where one of two stories has to be kept', async () => {
      await one.createStory(aStory('story/twin', { person: 'teller-of-story/1' }));
      const asked: string[] = [];
      await one.erasePerson('teller-of-story/1', told('p'), (story) => Promise.resolve(asked.push(story) === 1));
      expect(asked.sort()).toEqual(['story/1', 'story/twin']);
      expect(await one.pendingIntents()).toEqual([]);
      expect([await stateNow(), (await other.consentOf('story/twin'))?.state]).toEqual(['active', 'active']);
    });

    it('say to whoever keeps it too late that it goes, and erase it', async () => {
      const kept: boolean[] = [];
      await one.erase('story/1', told('e'), () => Promise.resolve(true));
      kept.push(await other.keepFromErasing('story/1'));
      // Begun by somebody who stopped there.
      await one.createStory(aStory('story/twin', { person: 'teller-of-story/2' }));
      await one.erasePerson('teller-of-story/2', told('p'), async (story) => {
        if (story === 'story/twin' && kept.length === 1) {
          kept.push(await other.keepFromErasing('story/2'), await other.keepFromErasing('story/twin'));
        }
        return true;
      });
      expect(kept).toEqual([false, false, true]);
      expect((await other.consentOf('story/2'))?.state).toBe('erased');
      expect((await other.consentOf('story/twin'))?.state).toBe('erased');
      expect((await one.pendingIntents()).map(({ id }) => id).sort()).toEqual(['e', 'p:story/2', 'p:story/twin']);
    });

    const goesOn = () => Promise.resolve(true);
    const stateNow = async () => (await other.consentOf('story/1'))?.state;

    it('go on where the record says so, and stay frozen where it does not', async () => {
      await one.freeze('story/1', told('first'));
      await one.settleIntent('first');
      await one.unfreeze('story/1', () => Promise.resolve(false));
      expect(await stateNow()).toBe('frozen');
      await one.unfreeze('story/1', goesOn);
      expect(await stateNow()).toBe('active');
    });

    it('stay frozen by what froze them again while going on was being decided', async () => {
      await one.freeze('story/1', told('first'));
      await one.settleIntent('first');
      let record = 'goes on';
      const asked: string[] = [];
      await one.unfreeze('story/1', async () => {
        asked.push(record);
        const mayGoOn = record === 'goes on';
        if (asked.length === 1) {
          await other.freeze('story/1', told('second'));
          record = 'paused';
          await other.settleIntent('second');
        }
        return mayGoOn;
      });
      expect(asked).toEqual(['goes on', 'paused']);
      expect(await stateNow()).toBe('frozen');
    });

    it('stay frozen while a second freeze is not told yet, though nothing else changed at the key', async () => {
      await one.freeze('story/1', told('first'));
      await one.settleIntent('first');
      await other.freeze('story/1', told('second'));
      await one.unfreeze('story/1', goesOn);
      expect(await stateNow()).toBe('frozen');
      await other.settleIntent('second');
      await one.unfreeze('story/1', goesOn);
      expect(await stateNow()).toBe('active');
    });

    it('keep what is held whatever its teller gives, until whoever holds it lets go and nobody else holds it', async () => {
      const yes = () => Promise.resolve(true);
      const readsIt = async () => (await other.unlock([byPanel('story/1')]))[0]?.kind === 'granted';
      await one.hold('story/1', told('first'));
      await one.settleIntent('first');
      await one.freeze('story/1', told('f'));
      await one.settleIntent('f');
      await one.unfreeze('story/1', yes);
      await one.widen('story/1', () => Promise.resolve(consentToPanels));
      await one.letGo('story/1', () => Promise.resolve(false));
      expect([await readsIt(), (await other.consentOf('story/1'))?.isHeld]).toEqual([false, true]);
      let asked = 0;
      await one.letGo('story/1', async () => {
        asked += 1;
        if (asked > 1) return false;
        await other.hold('story/1', told('second'));
        await other.settleIntent('second');
        return true;
      });
      expect([asked, await readsIt()]).toEqual([2, false]);
      await other.hold('story/1', told('third'));
      await one.letGo('story/1', yes);
      expect(await readsIt()).toBe(false);
      await other.settleIntent('third');
      await one.letGo('story/1', yes);
      expect([await readsIt(), (await other.consentOf('story/1'))?.isHeld]).toEqual([true, false]);
    });

    it('give nothing back while it is not told yet', async () => {
      const less = { ...consentToPanels, audiences: {} };
      const more = () => Promise.resolve(consentToPanels);
      await one.narrow('story/1', less, told('n'));
      await one.widen('story/1', more);
      expect((await one.consentOf('story/1'))?.consent).toEqual(less);
      await one.settleIntent('n');
      await one.widen('story/1', more);
      expect((await one.consentOf('story/1'))?.consent).toEqual(consentToPanels);
    });
  });
}

import type { Erasure, ErasureLedger } from './erasure-ledger.js';
import type { HolderId, KeyRecords, Noted } from './key-records.js';
import type { IntentGiven, Owner } from './key-vault.js';

const atOnce = 500;

/**
 * Does again what the ledger says and the storage does not know, because it is an older copy. Each leaves its intent, so
 * that services write it down. Gives how many it were.
 */
export async function reapplyErasures(records: KeyRecords, ledger: ErasureLedger): Promise<number> {
  const all = await ledger.all();
  let done = 0;
  for (let from = 0; from < all.length; from += atOnce) {
    done += await reapplySome(records, all.slice(from, from + atOnce));
  }
  return done;
}

async function reapplySome(records: KeyRecords, erasures: readonly Erasure[]): Promise<number> {
  const found = await records.find(erasures.flatMap((each) => (each.what === 'erase-person' ? [] : [each.owner])));
  const people = erasures.flatMap((each) => (each.what === 'erase-person' ? [holderOf(each.person)] : []));
  const holders = await records.findHolders(people);
  let done = 0;
  for (const erasure of erasures) {
    const { id, actor, at } = erasure;
    // No command of this storage is at work on it: it is written down at once.
    const intent: Noted<IntentGiven> = { id, actor, at, notedAt: 0 };
    switch (erasure.what) {
      case 'erase-person': {
        const holder = holders.get(holderOf(erasure.person));
        // Known and without a key: erased. Unknown: what was told after the copy was made is not in it, and stays away.
        if (holder !== undefined && holder.box === undefined) break;
        await records.eraseHolder(holderOf(erasure.person), intent);
        done += 1;
        break;
      }
      case 'erase': {
        const state = found.get(erasure.owner)?.record.state;
        if (state === undefined || state === 'erased') break;
        await records.erase([erasure.owner], intent);
        done += 1;
        break;
      }
      case 'withdraw':
        if (found.has(erasure.owner) && (await withdraw(records, erasure.owner, intent))) done += 1;
    }
  }
  return done;
}

async function withdraw(records: KeyRecords, owner: Owner, intent: Noted<IntentGiven>): Promise<boolean> {
  for (;;) {
    const record = (await records.find([owner])).get(owner)?.record;
    if (record === undefined || record.state === 'withdrawn' || record.state === 'erased') return false;
    const { organisation, revision } = record;
    const outcome = await records.change(
      owner,
      revision,
      { state: 'withdrawn' },
      { ...intent, kind: 'withdraw', owner, organisation },
    );
    if (outcome !== 'moved-on') return outcome === 'changed';
  }
}

const holderOf = (person: string): HolderId => `person:${person}`;

import { narrowest } from '#contracts/shared/narrowest-consent.js';

import type { Erasure, ErasureLedger } from './erasure-ledger.js';
import type { HolderId, KeyChange, KeyRecord, KeyRecords, Noted } from './key-records.js';
import type { IntentGiven } from './key-vault.js';
import { lessReach, saidOf } from './narrower-consent.js';

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
      case 'freeze':
      case 'hold':
      case 'narrow':
      case 'reach':
        if (found.has(erasure.owner) && (await takeAway(records, erasure, intent))) done += 1;
    }
  }
  return done;
}

type TakenAway = Extract<Erasure, { readonly what: 'withdraw' | 'freeze' | 'hold' | 'narrow' | 'reach' }>;

async function takeAway(records: KeyRecords, taken: TakenAway, intent: Noted<IntentGiven>): Promise<boolean> {
  const { owner, what: kind } = taken;
  for (;;) {
    const record = (await records.find([owner])).get(owner)?.record;
    // What this copy knows was done in it: it may have been given back since, by the teller.
    if (record === undefined || (await records.intentState(intent.id)) !== 'unknown') return false;
    const to = lessOf(record, taken);
    if (to === undefined) return false;
    const { organisation, revision } = record;
    const left = { ...intent, kind, owner, organisation, ...saidOf(to) };
    const outcome = await records.change(owner, revision, to, left);
    if (outcome !== 'moved-on') return outcome === 'changed';
  }
}

/** Never more than stands; undefined where it is as little already. */
function lessOf(record: KeyRecord, taken: TakenAway): KeyChange | undefined {
  const { state, consent } = record;
  if (state === 'erased') return undefined;
  switch (taken.what) {
    case 'withdraw':
      return state === 'withdrawn' ? undefined : { state: 'withdrawn' };
    case 'freeze':
      return state === 'active' ? { state: 'frozen' } : undefined;
    case 'hold':
      // Also where it is held already: each hold has to be written down.
      return { isHeld: true };
    case 'narrow':
      // Also where it is as little already: whoever said it may be another than who made it so, and has to be written down.
      return consent === undefined ? undefined : { consent: narrowest(consent, taken.consent) };
    case 'reach':
      return lessReach(record, taken.reach);
  }
}

const holderOf = (person: string): HolderId => `person:${person}`;

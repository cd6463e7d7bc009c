import type { Consent } from '#contracts/shared/consent.js';

import type { IntentGiven, Owner, Reach } from './key-vault.js';

/** What was taken back: ids, a time, and who may still read it or how far it still goes; nothing else about anybody. */
export type Erasure = IntentGiven &
  (
    | { readonly what: 'erase'; readonly owner: Owner }
    | { readonly what: 'withdraw' | 'freeze' | 'hold'; readonly owner: Owner }
    | { readonly what: 'narrow'; readonly owner: Owner; readonly consent: Consent }
    | { readonly what: 'reach'; readonly owner: Owner; readonly reach: readonly Reach[] }
    | { readonly what: 'erase-person'; readonly person: string }
  );

/** Kept apart from the data and its backups, so that an older copy of the data gives nobody back what was taken away. */
export interface ErasureLedger {
  /** Durable when it answers. */
  note(erasure: Erasure): Promise<void>;
  /** In the order they were noted. @throws KeyUnusable where what stands there was changed */
  all(): Promise<readonly Erasure[]>;
}

/** Of an intent what the ledger keeps: nothing else that a caller may have put beside it. */
export const onlyIntent = ({ id, actor, at }: IntentGiven): IntentGiven => ({ id, actor, at });

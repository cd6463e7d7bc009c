import { createHmac } from 'node:crypto';

import { KeyUnusable } from './key-vault.js';
import type { MasterKey, MasterKeys } from './master-keys.js';
import { associated, decrypt, encrypt, keyLength } from './sealing.js';

/** Seals by itself, with 32 bytes in hand. */
export function fileMasterKey(key: Uint8Array): MasterKey {
  if (key.length !== keyLength) {
    throw new KeyUnusable('master-key-malformed', `The master key must have ${String(keyLength)} bytes.`);
  }
  return {
    mark: createHmac('sha256', key).update('newid master key').digest('base64'),
    wrap: async (epoch, epochKey) => encrypt(key, ofEpoch(epoch), epochKey).toString('base64'),
    unwrap: async (epoch, box) => decrypt(key, ofEpoch(epoch), Buffer.from(box, 'base64')),
  };
}

const ofEpoch = (epoch: number): Buffer => associated('epoch', String(epoch));

/** A key in hand is one that is never turned. */
export const masterKeysFrom = (given: Uint8Array | MasterKeys): MasterKeys => {
  if (!(given instanceof Uint8Array)) return given;
  const only = fileMasterKey(given);
  return { known: async () => [only] };
};

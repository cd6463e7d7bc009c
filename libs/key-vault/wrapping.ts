import { createHmac } from 'node:crypto';

import type { TextClass } from '#contracts/shared/sealed.js';

import type { HolderId } from './key-records.js';
import type { Owner } from './key-vault.js';
import { associated, decrypt, encrypt, keyLength } from './sealing.js';

export type DataKeys = ReadonlyMap<TextClass, Buffer>;

const ringAssociated = (holder: HolderId, owner: Owner, classes: readonly TextClass[]): Buffer =>
  associated('ring', holder, owner, ...classes);

/** The data keys of one owner, one after another in the order of their classes, in one box. */
export function wrapRing(holderKey: Uint8Array, holder: HolderId, owner: Owner, keys: DataKeys): Buffer {
  const plain = Buffer.allocUnsafeSlow(keys.size * keyLength);
  let at = 0;
  for (const key of keys.values()) at += key.copy(plain, at);
  const box = encrypt(holderKey, ringAssociated(holder, owner, [...keys.keys()]), plain);
  plain.fill(0);
  return box;
}

/** @throws SealBroken */
export function unwrapRing(
  holderKey: Uint8Array,
  holder: HolderId,
  owner: Owner,
  classes: readonly TextClass[],
  box: Uint8Array,
): DataKeys {
  const plain = decrypt(holderKey, ringAssociated(holder, owner, classes), box);
  return new Map(classes.map((name, index) => [name, plain.subarray(index * keyLength, (index + 1) * keyLength)]));
}

export const wrapHolderKey = (epochKey: Uint8Array, epoch: number, holder: HolderId, key: Uint8Array): Buffer =>
  encrypt(epochKey, associated('holder', holder, String(epoch)), key);

/** @throws SealBroken */
export const unwrapHolderKey = (epochKey: Uint8Array, epoch: number, holder: HolderId, box: Uint8Array): Buffer =>
  decrypt(epochKey, associated('holder', holder, String(epoch)), box);

/** Shows which epoch key a database was written with, without telling anything about the key. */
export const epochProof = (epochKey: Uint8Array): Buffer =>
  createHmac('sha256', epochKey).update('newid epoch key').digest();

import { createCipheriv, createDecipheriv } from 'node:crypto';

import type { Sealed, TextClass } from '#contracts/shared/sealed.js';

import { freshBytes } from './fresh-bytes.js';
import type { Owner } from './key-vault.js';
import { SealBroken } from './key-vault.js';

export const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** Each part with its length before it, so that no two lists of parts give the same bytes. */
export function associated(...parts: readonly string[]): Buffer {
  let joined = '';
  for (const part of parts) joined += `${String(part.length)}:${part}`;
  return Buffer.from(joined, 'utf8');
}

/** Nonce, ciphertext, tag. */
export function encrypt(key: Uint8Array, aad: Uint8Array, plain: Uint8Array): Buffer {
  const nonce = freshBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  const body = cipher.update(plain);
  cipher.final();
  const box = Buffer.allocUnsafeSlow(nonceLength + body.length + tagLength);
  nonce.copy(box, 0);
  body.copy(box, nonceLength);
  cipher.getAuthTag().copy(box, nonceLength + body.length);
  return box;
}

/** @throws SealBroken */
export function decrypt(key: Uint8Array, aad: Uint8Array, box: Uint8Array): Buffer {
  if (box.length < nonceLength + tagLength) throw new SealBroken('The sealed bytes are too short');
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(aad);
  decipher.setAuthTag(box.subarray(box.length - tagLength));
  const plain = decipher.update(box.subarray(nonceLength, box.length - tagLength));
  try {
    decipher.final();
  } catch (cause) {
    throw new SealBroken('The sealed bytes were changed, or belong to another key, owner, class or version', { cause });
  }
  return plain;
}

const textAssociated = (owner: Owner, textClass: TextClass, version: number): Buffer =>
  associated('text', owner, textClass, String(version));

export function sealValue(
  key: Uint8Array,
  owner: Owner,
  textClass: TextClass,
  version: number,
  value: unknown,
): Sealed {
  const json = JSON.stringify(value);
  // JSON.stringify gives undefined for undefined and functions: sealing that would lose the text in silence.
  if (typeof json !== 'string') throw new TypeError(`A ${textClass} to be sealed must be a JSON value`);
  const box = encrypt(key, textAssociated(owner, textClass, version), Buffer.from(json, 'utf8'));
  return { class: textClass, version, box: box.toString('base64') };
}

/** Characters of the box of a JSON text of so many bytes: sizes show, and what lies in a row can be found by them. */
export const boxLength = (jsonBytes: number): number => Math.ceil((nonceLength + jsonBytes + tagLength) / 3) * 4;

/** @throws SealBroken */
export function openValue<Value>(key: Uint8Array, owner: Owner, sealed: Sealed): Value {
  const box = Buffer.from(sealed.box, 'base64');
  return JSON.parse(decrypt(key, textAssociated(owner, sealed.class, sealed.version), box).toString('utf8')) as Value;
}

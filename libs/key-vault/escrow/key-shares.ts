import { createHash } from 'node:crypto';

import { combine, split } from 'shamir-secret-sharing';

import { freshBytes } from '../fresh-bytes.js';
import { keyLength } from '../sealing.js';
import { linesOfShare, sharesIn, type ReadShare } from './share-text.js';

/** How many there are, and how many give back the key. */
export const sharesMade = 3;
const sharesNeeded = 2;

/** A share: version, set, the part of Shamir's scheme with its place, check of all before it. */
const version = 1;
const setLength = 4;
const proofLength = 8;
const partLength = keyLength + proofLength + 1;
const checkLength = 4;
const shareLength = 1 + setLength + partLength + checkLength;
const linesOfOne = shareLength / 10;

export interface Shares {
  /** The same on all three, and on no others: tells nothing about the key. */
  readonly set: string;
  /** Lines to be printed, for each. */
  readonly lines: readonly (readonly string[])[];
}

/**
 * Splits a key so that any two of three shares give it back and one alone tells nothing: what shows whether a joined key is
 * the right one is split with it, and stands on no share.
 */
export async function splitKey(key: Uint8Array): Promise<Shares> {
  const secret = Uint8Array.from([...key, ...proofOf(key)]);
  const set = freshBytes(setLength);
  const parts = await split(secret, sharesMade, sharesNeeded);
  secret.fill(0);
  const lines = parts.map((part) => {
    const body = Buffer.concat([Uint8Array.of(version), set, part]);
    return linesOfShare(Buffer.concat([body, checkOf(body)]));
  });
  return { set: nameOf(set), lines };
}

export type Joined =
  | { readonly kind: 'key'; readonly key: Buffer; readonly set: string }
  | { readonly kind: 'line-missing' | 'line-mistyped'; readonly share: number; readonly line: number }
  | { readonly kind: 'lines-of-two-shares' | 'other-version'; readonly share: number }
  | { readonly kind: 'too-few'; readonly found: number }
  | { readonly kind: 'same-share' | 'do-not-fit' }
  | { readonly kind: 'of-two-sets'; readonly sets: readonly [string, string] };

interface Part {
  readonly set: string;
  readonly part: Buffer;
}

/** From texts that hold shares, each in one text or several in one: the first two that differ are joined. */
export async function joinKey(texts: readonly string[]): Promise<Joined> {
  const read = texts.flatMap((text) => sharesIn(text, linesOfOne));
  const parts: Part[] = [];
  for (const [index, share] of read.entries()) {
    const part = partOf(share, index + 1);
    if ('kind' in part) return part;
    parts.push(part);
  }
  const [one, ...others] = parts;
  if (one === undefined || others.length === 0) return { kind: 'too-few', found: parts.length };
  const other = others.find(({ part }) => part.at(-1) !== one.part.at(-1)) ?? others[0];
  if (other === undefined || other.part.equals(one.part)) return { kind: 'same-share' };
  if (other.set !== one.set) return { kind: 'of-two-sets', sets: [one.set, other.set] };
  if (other.part.at(-1) === one.part.at(-1)) return { kind: 'do-not-fit' };
  const secret = Buffer.from(await combine([Uint8Array.from(one.part), Uint8Array.from(other.part)]));
  const key = Buffer.from(secret.subarray(0, keyLength));
  const isRight = secret.subarray(keyLength).equals(proofOf(key));
  secret.fill(0);
  return isRight ? { kind: 'key', key, set: one.set } : { kind: 'do-not-fit' };
}

function partOf(read: ReadShare, share: number): Part | Joined {
  if (read.kind !== 'share') return { ...read, share };
  const { bytes } = read;
  const body = bytes.subarray(0, -checkLength);
  if (!checkOf(body).equals(bytes.subarray(-checkLength))) return { kind: 'lines-of-two-shares', share };
  if (bytes[0] !== version) return { kind: 'other-version', share };
  return { set: nameOf(body.subarray(1, 1 + setLength)), part: Buffer.from(body.subarray(1 + setLength)) };
}

const checkOf = (body: Uint8Array): Buffer =>
  createHash('sha256').update('newid share, whole').update(body).digest().subarray(0, checkLength);

const proofOf = (key: Uint8Array): Buffer =>
  createHash('sha256').update('newid master key, joined').update(key).digest().subarray(0, proofLength);

const nameOf = (set: Uint8Array): string => Buffer.from(set).toString('hex').toUpperCase();

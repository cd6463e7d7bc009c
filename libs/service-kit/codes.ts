import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Crockford's alphabet: no I, L, O or U, so that a code read out or copied by hand has one reading. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytesOfCode = 16;
const charactersOfSecret = 26;
const charactersOfCheck = 2;
const charactersOfGroup = 4;

/** A code that opens what it was given for: 128 random bits and a check, as `7KQ4-…` in seven groups of four. */
export function newCode(): string {
  return codeOf(randomBytes(bytesOfCode));
}

/** The same code for the same parts, for whoever has the secret as well: no stronger than what nobody else knows of them. */
export function codeFrom(secret: Uint8Array, ...parts: readonly string[]): string {
  const said = `newid code from\n${JSON.stringify(parts)}`;
  return codeOf(createHmac('sha256', secret).update(said).digest().subarray(0, bytesOfCode));
}

const codeOf = (bytes: Buffer): string => inGroups(written(BigInt(`0x${bytes.toString('hex')}`), charactersOfSecret));

const inGroups = (secret: string): string =>
  [...`${secret}${checkOf(secret)}`.matchAll(new RegExp(`.{${String(charactersOfGroup)}}`, 'g'))].join('-');

/**
 * The code as `newCode` writes it, from what a person typed: any case, spaces or hyphens, O for 0, I or L for 1.
 * Undefined when it cannot be a code: wrong length, or the check says that a character is wrong.
 */
export function normaliseCode(typed: string): string | undefined {
  // Longer than any code with a space after each character: not worth reading.
  if (typed.length > 100) return undefined;
  const plain = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== charactersOfSecret + charactersOfCheck) return undefined;
  const secret = plain.slice(0, charactersOfSecret);
  const isOfAlphabet = [...secret].every((character) => alphabet.includes(character));
  return isOfAlphabet && plain.endsWith(checkOf(secret)) ? inGroups(secret) : undefined;
}

/** What is kept of a code: HMAC-SHA256 of its normal form, in base64url. `secret` is the installation's. */
export function hashCode(code: string, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(`newid code\n${code}`).digest('base64url');
}

/** Of what a person typed. What cannot be a code is hashed as any other, to be looked for: the same answer after the same work. */
export const hashTyped = (typed: string, secret: Uint8Array): string => hashCode(normaliseCode(typed) ?? '', secret);

/** Ten bits of SHA-256: one code in about a thousand with a mistake in it passes; none of those opens anything. */
function checkOf(secret: string): string {
  const bits = createHash('sha256').update(secret).digest().readUInt16BE(0) >> 6;
  return written(BigInt(bits), charactersOfCheck);
}

function written(value: bigint, length: number): string {
  let left = value;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = (alphabet[Number(left % 32n)] ?? '') + text;
    left /= 32n;
  }
  return text;
}

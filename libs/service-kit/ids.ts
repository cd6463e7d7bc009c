import { createHash, randomBytes } from 'node:crypto';

/** A UUID of version 7 (RFC 9562): ids made later sort later, and nobody can guess one. */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return asUuid(bytes, 7);
}

/**
 * The same parts always give the same id: made from a command id, it makes a repeated request name the stream that the
 * first one made. A UUID of version 8 over SHA-256.
 */
export function idFrom(...parts: readonly [string, ...string[]]): string {
  // As JSON, so that ('a', 'bc') and ('ab', 'c') differ.
  return asUuid(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16), 8);
}

function asUuid(bytes: Buffer, version: 7 | 8): string {
  bytes.writeUInt8((version << 4) | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

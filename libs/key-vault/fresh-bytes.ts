import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16_384);
let used = pool.length;

/** Random bytes of the system, drawn in blocks: one call for each nonce costs as much as sealing a short text. */
export function freshBytes(length: number): Buffer {
  if (length > pool.length) return randomFillSync(Buffer.alloc(length));
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.allocUnsafeSlow(length);
  pool.copy(bytes, 0, used, used + length);
  // What became a key must not stay readable in the pool.
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}

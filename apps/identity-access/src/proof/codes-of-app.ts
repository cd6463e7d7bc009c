import { createHmac } from 'node:crypto';

import { Secret, TOTP } from 'otpauth';

/** Seconds; RFC 6238’s own, which every app knows. */
const period = 30;
/** A code of half a minute before or after is taken: clocks differ. */
const window = 1;
/** Bytes: RFC 4226 asks for 128 bits at least and suggests 160. */
const bytesOfSecret = 20;

/**
 * The secret of somebody who is adding an app: made of the installation's secret and of what only they hold, so that it
 * need not be kept anywhere until they have shown a first code.
 */
export const secretFor = (installation: Uint8Array, heldByThem: string): string => {
  const bytes = createHmac('sha256', installation).update(`newid codes of an app\n${heldByThem}`).digest();
  return new Secret({ buffer: new Uint8Array(bytes.subarray(0, bytesOfSecret)).buffer }).base32;
};

const totp = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Newid', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });

/** What an app reads from the square picture. */
export const addressForApp = (secret: string, label: string): string => totp(secret, label).toString();

/** The step of time that a code belongs to; nothing where it is wrong, too old, or of a step that was taken before. */
export function stepOfCode(secret: string, typed: string, nowMs: number, lastStep: number): number | undefined {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = totp(secret, '').validate({ token: code, timestamp: nowMs, window });
  if (delta === null) return undefined;
  const step = TOTP.counter({ period, timestamp: nowMs }) + delta;
  return step > lastStep ? step : undefined;
}

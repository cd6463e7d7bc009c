import { Secret } from 'otpauth';

import { addressForApp, secretFor, stepOfCode } from './codes-of-app.js';

/** Of RFC 6238, appendix B: "12345678901234567890", and its codes by their last six digits. */
const secret = Secret.fromUTF8('12345678901234567890').base32;

describe('codes of an app', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
  ])('are those of RFC 6238: at %d seconds, %s', (seconds, code, step) => {
    expect(stepOfCode(secret, code, seconds * 1_000, 0)).toBe(step);
  });

  it('are taken with spaces, and half a minute early or late, not more', () => {
    expect(stepOfCode(secret, '287 082', 59_000, 0)).toBe(1);
    expect([29_000, 89_000].map((now) => stepOfCode(secret, '287082', now, 0))).toEqual([1, 1]);
    expect([90_000, 150_000].map((now) => stepOfCode(secret, '287082', now, 0))).toEqual([undefined, undefined]);
  });

  it('are taken once', () => {
    expect(stepOfCode(secret, '287082', 59_000, 1)).toBeUndefined();
  });

  it.each(['', '28708', '2870820', '28708a', '000000'])('are not “%s”', (code) => {
    expect(stepOfCode(secret, code, 59_000, 0)).toBeUndefined();
  });

  it('have a secret of 160 bits, another for each who holds something else', () => {
    const installation = new Uint8Array(32).fill(3);
    const [one, other] = [secretFor(installation, 'a'), secretFor(installation, 'b')];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(other);
    expect(secretFor(installation, 'a')).toBe(one);
    expect(addressForApp(one, 'nia@example.org')).toBe(
      `otpauth://totp/Newid:nia%40example.org?issuer=Newid&secret=${one}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});

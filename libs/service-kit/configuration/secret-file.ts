import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { StartRefused } from './start-refused.js';

const leastSecretBytes = 32;

/** The secret for keyed hashes and form tokens. @throws StartRefused */
export function readSecret(file: string, createIfMissing: boolean): Uint8Array {
  if (!existsSync(file) && createIfMissing) {
    writeFileSync(file, randomBytes(leastSecretBytes).toString('base64'), { mode: 0o600 });
  }
  if (!existsSync(file)) {
    throw new StartRefused(`There is no secret in ${file}. Put it back, or make one: openssl rand -base64 32`);
  }
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (secret.length < leastSecretBytes) {
    throw new StartRefused(`The secret in ${file} is too short. Make one of 32 bytes: openssl rand -base64 32`);
  }
  return secret;
}

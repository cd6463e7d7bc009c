import { createHmac } from 'node:crypto';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';

const email = /^[^\s@"<>()[\]\\,;:]{1,64}@[^\s@"<>()[\]\\,;:]{1,190}\.[^\s@."<>()[\]\\,;:]{2,60}$/u;
const userName = /^[\p{L}\p{N}][\p{L}\p{N}._-]{2,59}$/u;

/** One writing for one name: any case, and whichever way a keyboard makes `ŵ`. */
export const normaliseSignInName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** One address, as people write it. */
export const isEmailAddress = (typed: string): boolean => email.test(typed.trim());

/** An email address, or a user name of three characters or more. */
export function signInNameProblem(typed: string): Refusal | undefined {
  const name = normaliseSignInName(typed);
  return email.test(name) || userName.test(name) ? undefined : refuse('sign-in-name-malformed', 'signInName');
}

export type NameKind = 'sign-in-name' | 'passkey' | 'account-elsewhere';

/** What is kept of a name: without the installation's secret nobody can try names against it. */
export const hashOfName = (secret: Uint8Array, kind: NameKind, name: string): string =>
  createHmac('sha256', secret).update(`newid ${kind}\n${name}`).digest('base64url');

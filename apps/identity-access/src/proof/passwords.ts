import { randomBytes } from 'node:crypto';

import { hash, verify } from '@node-rs/argon2';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';

/** Argon2id, which the library does unless told otherwise. Memory in KiB: 19 MiB a sign-in. */
export const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hashing threads are few and shared with the disk: what waits here leaves them to other requests. */
const atOnce = 2;
/** More than this many waiting is somebody who wants the machine to stand still. */
const mostWaiting = 200;

/**
 * The most used of leaked lists, in lower case, as @zxcvbn-ts/language-common keeps them. Loaded by the first who
 * chooses a password: the list is larger than the rest of the service.
 */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}

const normalised = (password: string): string => password.normalize('NFKC');

/** What is checked where a name is not known, so that it takes as long. */
let unknown: Promise<string> | undefined;

let running = 0;
const waiting: (() => void)[] = [];

/** @returns a refusal where too many wait already */
export async function hashPassword(password: string): Promise<string | Refusal> {
  return inTurn(() => hash(normalised(password), costs));
}

/** Takes as long where there is no hash. */
export async function isPassword(kept: string | undefined, password: string): Promise<boolean | Refusal> {
  unknown ??= hash(randomBytes(32).toString('base64url'), costs);
  const against = kept ?? (await unknown);
  return inTurn(async () => (await verify(against, normalised(password))) && kept !== undefined);
}

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result | Refusal> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) return refuse('too-many-requests');
    await new Promise<void>((start) => waiting.push(start));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

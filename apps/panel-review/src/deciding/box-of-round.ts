import { createHmac, randomBytes } from 'node:crypto';

import type { Sealed } from '#contracts/shared/sealed.js';
import { KeysErased } from '#key-vault/key-vault.js';
import { associated, decrypt, encrypt } from '#key-vault/sealing.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { Answer } from '../domain/round/answer.js';
import { roundStream, type RoundState } from '../domain/round/round.js';

type Stores = Pick<ServiceRuntime, 'vault' | 'slots'>;

/** Two things are sealed under the key of a round; neither opens as the other. */
const sealedAs = { secret: 1, answer: 2 } as const;
/** The secret of a round: first what names slots, then what opens them. */
const half = 32;

/**
 * Before the round begins. An answer is sealed twice: under the secret of the round, which is in no database, and under
 * its key in the vault. Copies of every database with every key of today open nothing once the secret is gone.
 */
export async function makeBox({ vault, slots }: Stores, round: string, organisation: string): Promise<void> {
  const sealer = await vault.createRound({ owner: roundStream(round), organisation });
  await slots.open(round, sealer.seal('ballot', sealedAs.secret, randomBytes(2 * half).toString('base64')));
}

export interface Box {
  readonly slotOf: (member: string) => string;
  /** Resolves to false where the round has closed in the meantime. */
  put(member: string, answer: Answer): Promise<boolean>;
  /** With whose slot each is: for counting, which forgets it. */
  answers(): Promise<readonly { readonly member: string; readonly answer: Answer }[]>;
}

/** Undefined once it is destroyed. */
export async function boxOf({ vault, slots }: Stores, { begun }: RoundState): Promise<Box | undefined> {
  const { round, members, stories } = begun;
  const owner = roundStream(round);
  const sealedSecret = await slots.secretOf(round);
  const sealer = sealedSecret === undefined ? undefined : await vault.sealer(owner);
  if (sealedSecret === undefined || sealer === undefined) return undefined;
  const key = await vault.openRound(owner).catch((error: unknown) => {
    if (error instanceof KeysErased) return undefined;
    throw error;
  });
  if (key === undefined) return undefined;
  const secret = Buffer.from(key.open<string>(sealedSecret), 'base64');
  const [naming, opening] = [secret.subarray(0, half), secret.subarray(half)];
  const boundTo = (slot: string): Buffer => associated('slot', round, slot);
  const slotOf = (member: string): string => createHmac('sha256', naming).update(member).digest('base64url');
  const answerIn = (slot: string, ballot: Sealed): Answer => {
    const inner = Buffer.from(key.open<string>(ballot), 'base64');
    return answerFrom(decrypt(opening, boundTo(slot), inner));
  };
  return {
    slotOf,
    put: async (member, answer) => {
      const slot = slotOf(member);
      const inner = encrypt(opening, boundTo(slot), padded(answer, stories)).toString('base64');
      return slots.put(round, slot, sealer.seal('ballot', sealedAs.answer, inner));
    },
    answers: async () => {
      const ballots = await slots.ballots(round);
      return members.flatMap((member) => {
        const slot = slotOf(member);
        const ballot = ballots.get(slot);
        return ballot === undefined ? [] : [{ member, answer: answerIn(slot, ballot) }];
      });
    },
  };
}

/** An open secret round with its roll: whose slots are filled. */
export async function withRoll(stores: Stores, state: RoundState): Promise<RoundState> {
  if (!state.begun.secret || state.counted !== undefined) return state;
  const box = await boxOf(stores, state);
  if (box === undefined) return state;
  const filled = await stores.slots.filled(state.begun.round);
  const roll = new Set(state.begun.members.filter((member) => filled.has(box.slotOf(member))));
  // When somebody answered is known to nobody: all of them are told that a story has left.
  return { ...state, roll, toLookAgain: state.without.size > 0 ? roll : new Set() };
}

/** The keys first: from then on nothing that lies in a slot, or in a copy of one, can be opened. */
export async function destroyBox(
  { vault, slots }: Stores,
  round: string,
  by: { readonly id: string; readonly actor: string; readonly at: string },
): Promise<void> {
  await vault.erase(roundStream(round), by);
  await vault.settleIntent(by.id);
  await slots.destroy(round);
}

/** Room for what stands around an answer. */
const around = 128;
/** For each story: a score as long as a number can be written, and what stands around it. */
const aroundStory = 32;

/** As long for one answer as for any other of the round: its length tells nothing. */
function padded(answer: Answer, stories: readonly string[]): Buffer {
  const length = stories.reduce((sum, story) => sum + Buffer.byteLength(JSON.stringify(story)) + aroundStory, around);
  const bytes = Buffer.alloc(length, ' ');
  const text = JSON.stringify(answer);
  if (Buffer.byteLength(text) > length) throw new Error('An answer is longer than any answer of its round can be');
  bytes.write(text);
  return bytes;
}

const answerFrom = (bytes: Buffer): Answer => JSON.parse(bytes.toString('utf8')) as Answer;

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { refuse } from '#contracts/shared/refusal.js';
import type { KeyVault, Unlocked, UnlockRequest } from '#key-vault/key-vault.js';
import { RefusalError } from '#web/errors/refusal-error.js';

import { currentContext, outsideRequest, type UsedGrant } from './request-context.js';

/** How long an answer of the vault holds, in monotonic milliseconds. */
const grantHolds = 500;
const mostAskedAtOnce = 500;

type Unlock = Pick<KeyVault, 'unlock'>;

/**
 * The vault as services get it: each unlock of a request is remembered in its context, so that it can be asked for
 * again when the response leaves.
 */
export function vaultForRequests(vault: KeyVault): KeyVault {
  return {
    createStory: (keys) => vault.createStory(keys),
    createReason: (keys) => vault.createReason(keys),
    createPersonal: (keys) => vault.createPersonal(keys),
    createRound: (keys) => vault.createRound(keys),
    openRound: (owner) => vault.openRound(owner),
    sealer: (owner) => vault.sealer(owner),
    async unlock(requests) {
      const askedAt = performance.now();
      const answers = await vault.unlock(requests);
      currentContext()?.grantsUsed.push(...paired(requests, answers, askedAt));
      return answers;
    },
    consentOf: (owner) => vault.consentOf(owner),
    narrow: (owner, consent, intent) => vault.narrow(owner, consent, intent),
    withdraw: (owner, intent) => vault.withdraw(owner, intent),
    freeze: (owner, intent) => vault.freeze(owner, intent),
    erase: (owner, intent) => vault.erase(owner, intent),
    erasePerson: (person, intent) => vault.erasePerson(person, intent),
    widen: (owner, consent) => vault.widen(owner, consent),
    unfreeze: (owner) => vault.unfreeze(owner),
    pendingIntents: () => vault.pendingIntents(),
    settleIntent: (id) => vault.settleIntent(id),
    turnEpoch: (onProgress) => vault.turnEpoch(onProgress),
    close: () => vault.close(),
  };
}

function paired(
  requests: readonly UnlockRequest[],
  answers: readonly Unlocked[],
  askedAt: number,
): readonly UsedGrant[] {
  return requests.flatMap((request, place) => {
    const answer = answers[place];
    return answer === undefined ? [] : [{ request, answer, askedAt }];
  });
}

/** What an answer allows, without its key or its time. */
const meaningOf = (answer: Unlocked | undefined): string =>
  answer === undefined
    ? 'none'
    : answer.kind === 'granted'
      ? `granted ${[...answer.classes].sort().join(' ')}`
      : `withheld ${answer.because}`;

/** True when every answer used is younger than 500 ms, or the vault says the same again now. */
export async function answersStillHold(vault: Unlock, used: readonly UsedGrant[]): Promise<boolean> {
  const oldest = Math.min(...used.map(({ askedAt }) => askedAt));
  if (used.length === 0 || performance.now() - oldest <= grantHolds) return true;
  for (let from = 0; from < used.length; from += mostAskedAtOnce) {
    const some = used.slice(from, from + mostAskedAtOnce);
    const again = await outsideRequest(() => vault.unlock(some.map(({ request }) => request)));
    if (some.some(({ answer }, place) => meaningOf(answer) !== meaningOf(again[place]))) return false;
  }
  return true;
}

const headersOfContent = [
  'etag',
  'content-disposition',
  'content-length',
  'content-type',
  'content-encoding',
  'last-modified',
];

/** Last look before text leaves: what may no longer be read is answered by `changed-while-reading`. Before `app.init()`. */
export function useLastLook(app: NestFastifyApplication, vault: Unlock): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload) => {
      const used = request.newid?.grantsUsed ?? [];
      if (await answersStillHold(vault, used)) return payload;
      // The problem that goes out instead passes here too, and holds no text.
      if (request.newid !== undefined) request.newid.grantsUsed = [];
      for (const name of headersOfContent) reply.removeHeader(name);
      throw new RefusalError(refuse('changed-while-reading'));
    });
}

export interface RenderedInBatches<Item> {
  readonly requestsFor: (item: Item) => readonly UnlockRequest[];
  /** `answers` in the order of `requestsFor`. May run more than once. */
  readonly render: (item: Item, answers: readonly Unlocked[]) => string;
  /** Items a batch. */
  readonly size?: number;
}

/** For streamed responses (CSV): each batch is unlocked as it goes out, and rendered again when its answers changed. */
export async function* renderInBatches<Item>(
  vault: Unlock,
  items: AsyncIterable<Item> | Iterable<Item>,
  { requestsFor, render, size = 100 }: RenderedInBatches<Item>,
): AsyncGenerator<string> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield await renderBatch(vault, batch, requestsFor, render);
    batch = [];
  }
  if (batch.length > 0) yield await renderBatch(vault, batch, requestsFor, render);
}

async function renderBatch<Item>(
  vault: Unlock,
  batch: readonly Item[],
  requestsFor: RenderedInBatches<Item>['requestsFor'],
  render: RenderedInBatches<Item>['render'],
): Promise<string> {
  for (;;) {
    const asked = batch.map((item) => ({ item, requests: requestsFor(item) }));
    const askedAt = performance.now();
    const requests = asked.flatMap((each) => each.requests);
    const answers = await outsideRequest(() => vault.unlock(requests));
    let next = 0;
    const text = asked
      .map(({ item, requests: own }) => {
        const from = next;
        next += own.length;
        return render(item, answers.slice(from, next));
      })
      .join('');
    if (await answersStillHold(vault, paired(requests, answers, askedAt))) return text;
  }
}

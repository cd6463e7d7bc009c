import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

import type { KeyVault, Unlocked, UnlockRequest } from '#key-vault/key-vault.js';
import { refuse } from '#contracts/shared/refusal.js';
import { RefusalError } from '#web/errors/refusal-error.js';

interface Asked {
  readonly request: UnlockRequest;
  readonly answer: string;
  readonly at: number;
}

/** What one request unlocked, and whether the vault would still answer so. */
class AskedInRequest {
  #asked: Asked[] = [];

  remember(request: UnlockRequest, answer: Unlocked, at: number): void {
    this.#asked.push({ request, answer: saying(answer), at });
  }

  /** Asks again for whatever was asked too long ago. */
  async isAsItWas(vault: KeyVault): Promise<boolean> {
    const now = performance.now();
    const old = this.#asked.filter(({ at }) => now - at > grantHoldsMs);
    if (old.length === 0) return true;
    const answers = await vault.unlock(old.map(({ request }) => request));
    this.#asked = this.#asked.map((each) => (now - each.at > grantHoldsMs ? { ...each, at: now } : each));
    return answers.every((answer, index) => saying(answer) === old[index]?.answer);
  }

  /** What goes out instead shows nothing of it: of all, or of one owner. */
  forget(owner?: string): void {
    this.#asked = this.#asked.filter(({ request }) => owner !== undefined && request.owner !== owner);
  }
}

const askedInRequest = new AsyncLocalStorage<AskedInRequest>();

/** What was granted holds so long after it was asked. */
export const grantHoldsMs = 500;

/** What an answer says, without the keys: to see whether it would be the same now. */
const saying = (unlocked: Unlocked): string =>
  unlocked.kind === 'granted' ? `granted ${unlocked.classes.join(' ')}` : unlocked.because;

/** The vault as code that answers people uses it: remembers what this request unlocked, so that it can be asked again. */
export class Unlocking {
  constructor(private readonly vault: KeyVault) {}

  async unlock(requests: readonly UnlockRequest[]): Promise<readonly Unlocked[]> {
    const at = performance.now();
    const unlocked = await this.vault.unlock(requests);
    const asked = askedInRequest.getStore();
    if (asked !== undefined) {
      for (const [index, request] of requests.entries()) {
        const answer = unlocked[index];
        if (answer !== undefined) asked.remember(request, answer, at);
      }
    }
    return unlocked;
  }

  async unlockOne(request: UnlockRequest): Promise<Unlocked> {
    const [unlocked] = await this.unlock([request]);
    return unlocked ?? { kind: 'withheld', owner: request.owner, because: 'unknown' };
  }

  /**
   * For a request that has just ended what it opened, and answers with nothing of it: otherwise its own act would look like
   * somebody else's, and whoever sent a draft on a slow day would not be shown the code of their story.
   */
  letGo(owner: string): void {
    askedInRequest.getStore()?.forget(owner);
  }
}

/**
 * Consent holds until the text leaves: whatever was unlocked more than half a second ago is asked again before the
 * response goes out, and if an answer has changed the response does not go out. What streams out is asked for again all
 * along, and is cut off. Before `app.init()`.
 */
export function useUnlocking(app: NestFastifyApplication, vault: KeyVault): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (_request, _reply, done) => {
    askedInRequest.run(new AskedInRequest(), done);
  });
  server.addHook('onSend', async (_request, reply, payload) => {
    const asked = askedInRequest.getStore();
    if (asked === undefined) return payload;
    const refuseChanged = async (): Promise<void> => {
      if (await asked.isAsItWas(vault)) return;
      asked.forget();
      dropHeadersOfText(reply);
      throw new RefusalError(refuse('changed-while-reading'));
    };
    await refuseChanged();
    if (!(payload instanceof Readable)) return payload;
    // One chunk ahead, no more: what waits to leave was asked for a moment ago.
    return Readable.from(checkedChunks(payload, refuseChanged), { objectMode: false, highWaterMark: 1 });
  });
}

/** A tag would let a client keep what was withheld; a file name would have the problem saved in place of the file. */
function dropHeadersOfText(reply: FastifyReply): void {
  for (const name of ['etag', 'content-disposition']) {
    reply.removeHeader(name);
    if (!reply.raw.headersSent) reply.raw.removeHeader(name);
  }
}

async function* checkedChunks(payload: Readable, refuseChanged: () => Promise<void>): AsyncIterable<unknown> {
  for await (const chunk of payload) {
    await refuseChanged();
    yield chunk;
  }
}

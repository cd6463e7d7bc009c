import { AsyncLocalStorage } from 'node:async_hooks';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { KeyVault, Unlocked, UnlockRequest } from '#key-vault/key-vault.js';
import { refuse } from '#contracts/shared/refusal.js';
import { RefusalError } from '#web/errors/refusal-error.js';

interface Asked {
  readonly request: UnlockRequest;
  readonly answer: string;
  readonly at: number;
}

const askedInRequest = new AsyncLocalStorage<Asked[]>();

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
        if (answer !== undefined) asked.push({ request, answer: saying(answer), at });
      }
    }
    return unlocked;
  }

  async unlockOne(request: UnlockRequest): Promise<Unlocked> {
    const [unlocked] = await this.unlock([request]);
    return unlocked ?? { kind: 'withheld', owner: request.owner, because: 'unknown' };
  }
}

/**
 * Consent holds until the text leaves: whatever was unlocked more than half a second ago is asked again before the
 * response goes out, and if an answer has changed the response does not go out. Before `app.init()`.
 */
export function useUnlocking(app: NestFastifyApplication, vault: KeyVault): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (_request, _reply, done) => {
    askedInRequest.run([], done);
  });
  server.addHook('onSend', async (_request, _reply, payload) => {
    const asked = askedInRequest.getStore() ?? [];
    const now = performance.now();
    const old = asked.filter(({ at }) => now - at > grantHoldsMs);
    if (old.length === 0) return payload;
    asked.length = 0;
    const answers = await vault.unlock(old.map(({ request }) => request));
    const isSame = answers.every((answer, index) => saying(answer) === old[index]?.answer);
    if (isSame) return payload;
    throw new RefusalError(refuse('changed-while-reading'));
  });
}

import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as elapsed } from 'node:timers/promises';

import { Controller, Get, Module, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import request from 'supertest';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { PersonAsking } from '#access/principal.js';
import type { Sealed } from '#contracts/shared/sealed.js';

import { ServiceRuntime, type ServiceDefinition } from '../service.js';
import { serviceKitErrors } from '../service-kit-errors.js';
import { startTestService, type TestService } from '../testing/service-harness.js';
import { grantHoldsMs } from './unlocking.js';

const owner = 'story/A';
const reader = { person: 'M1', roles: [{ role: 'panel-member' as const }] };

/** What the text of the story is sealed as, and what a handler waits for before it goes on. */
const telling: { sealed: Sealed; pause: (after: 'heading' | 'text') => Promise<void> } = {
  sealed: { class: 'text', version: 1, box: '' },
  pause: () => Promise.resolve(),
};

@Controller()
class TellingApi {
  constructor(private readonly service: ServiceRuntime) {}

  async #text(who: PersonAsking): Promise<string> {
    const asked = { owner, reader: who, purpose: 'audience', audience: 'panel', use: 'read' } as const;
    const unlocked = await this.service.unlocking.unlockOne(asked);
    return unlocked.kind === 'granted' ? unlocked.open<string>(telling.sealed) : unlocked.because;
  }

  @Get('/api/v1/whole')
  @AllowSignedIn()
  async whole(@SignedIn() who: PersonAsking, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const text = await this.#text(who);
    reply.header('etag', '"7"').header('content-disposition', 'attachment; filename="stories.csv"');
    await telling.pause('text');
    return { text };
  }

  @Get('/api/v1/late')
  @AllowSignedIn()
  async late(@SignedIn() who: PersonAsking): Promise<object> {
    const asked = { owner, reader: who, purpose: 'audience', audience: 'panel', use: 'read' } as const;
    const unlocked = await this.service.unlocking.unlockOne(asked);
    await telling.pause('text');
    return { text: unlocked.kind === 'granted' ? unlocked.open<string>(telling.sealed) : null };
  }

  @Get('/api/v1/ended')
  @AllowSignedIn()
  async ended(@SignedIn() who: PersonAsking): Promise<object> {
    await this.#text(who);
    await telling.pause('text');
    this.service.unlocking.letGo(owner);
    return { ended: true };
  }

  @Get('/api/v1/in-batches')
  @AllowSignedIn()
  inBatches(@SignedIn() who: PersonAsking, @Res({ passthrough: true }) reply: FastifyReply): StreamableFile {
    const text = this.#text.bind(this);
    reply.header('etag', '"7"');
    async function* batches(): AsyncIterable<string> {
      yield 'title\n';
      await telling.pause('heading');
      yield `${await text(who)}\n`;
      await telling.pause('text');
      yield 'end\n';
    }
    const disposition = 'attachment; filename="stories.csv"';
    return new StreamableFile(Readable.from(batches(), { objectMode: false }), { type: 'text/csv', disposition });
  }
}

@Module({})
class TellingModule {}

const definition: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: {},
  readModels: [],
  listensTo: [],
  speaks: [],
  publishes: () => [],
  reactions: [],
  background: [],
  module: (service) => ({
    module: TellingModule,
    controllers: [TellingApi],
    providers: [{ provide: ServiceRuntime, useValue: service }],
  }),
};

/** Longer than what was granted holds: the limit itself is what is tested. */
const longEnough = () => elapsed(grantHoldsMs + 50);

describe('a text on its way out', () => {
  let service: TestService;

  beforeEach(async () => {
    service = await startTestService(definition, serviceKitErrors);
    const sealer = await service.vault.createStory({
      owner,
      organisation: 'pont-y-bore',
      person: 'T1',
      classes: ['text'],
      consent: {
        audiences: { panel: { named: false } },
        exclusions: [],
        uses: [],
        wordingVersion: 1,
        language: 'en',
        answeredAt: '2026-01-22T10:00:00.000Z',
        how: 'own',
      },
    });
    telling.sealed = sealer.seal('text', 1, 'marigold');
    telling.pause = () => Promise.resolve();
  });
  afterEach(() => service.close());

  const withdraw = () => service.vault.withdraw(owner, { id: 'w', actor: 'T1', at: '2026-06-01T10:00:00.000Z' });
  const get = async (address: string) =>
    request(service.app.getHttpServer())
      .get(address)
      .set(await service.as(reader));

  it('leaves with its tag and file name', async () => {
    const answer = await get('/api/v1/whole');
    expect([answer.status, answer.body.text, answer.headers['etag']]).toEqual([200, 'marigold', '"7"']);
    expect(answer.headers['content-disposition']).toContain('stories.csv');
  });

  it('leaves however long it took, when nothing was taken back', async () => {
    telling.pause = longEnough;
    expect((await get('/api/v1/whole')).body.text).toBe('marigold');
  });

  it('is asked for again by whoever opens it after its grant has ended: no fault of the request', async () => {
    telling.pause = longEnough;
    const answer = await get('/api/v1/late');
    expect([answer.status, answer.body.type]).toEqual([503, '/problems/opened-too-late']);
  });

  it('does not leave when it was taken back meanwhile, nor does its tag or its file name', async () => {
    telling.pause = async () => {
      await withdraw();
      await longEnough();
    };
    const answer = await get('/api/v1/whole');
    expect(answer.body.type).toBe('/problems/changed-while-reading');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('marigold');
    expect(answer.headers['etag']).toBeUndefined();
    expect(answer.headers['content-disposition']).toBeUndefined();
  });

  it('holds back nothing of a request that ended what it opened, and shows nothing of it', async () => {
    telling.pause = async () => {
      await withdraw();
      await longEnough();
    };
    expect((await get('/api/v1/ended')).body).toEqual({ ended: true });
  });

  it('does not leave either when it had been withheld and no longer is: the answer would be another', async () => {
    await service.vault.freeze(owner, { id: 'f', actor: 'T1', at: '2026-06-01T10:00:00.000Z' });
    telling.pause = async () => {
      await service.vault.settleIntent('f');
      await service.vault.unfreeze(owner, () => Promise.resolve(true));
      await longEnough();
    };
    expect((await get('/api/v1/whole')).body.type).toBe('/problems/changed-while-reading');
  });

  describe('in batches', () => {
    /** The answer as it comes in: its first batch has left when this resolves. */
    async function open(): Promise<IncomingMessage> {
      await service.app.listen(0, '127.0.0.1');
      const headers = { ...(await service.as(reader)) };
      const asking = httpRequest(`${await service.app.getUrl()}/api/v1/in-batches`, { headers });
      asking.end();
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      return answer;
    }
    async function readToEnd(answer: IncomingMessage): Promise<{ text: string; isWhole: boolean }> {
      let text = '';
      try {
        for await (const chunk of answer) text += String(chunk);
      } catch {
        return { text, isWhole: false };
      }
      return { text, isWhole: answer.complete };
    }

    it('leaves whole, however long it takes, when nothing was taken back', async () => {
      telling.pause = longEnough;
      expect(await readToEnd(await open())).toEqual({ text: 'title\nmarigold\nend\n', isWhole: true });
    });

    it('is cut off when what it showed is taken back before it has ended', async () => {
      telling.pause = async (after) => {
        if (after === 'heading') return;
        await withdraw();
        await longEnough();
      };
      expect(await readToEnd(await open())).toEqual({ text: 'title\nmarigold\n', isWhole: false });
    });

    it('asks for each batch as it is made: what was taken back before it is not in it', async () => {
      telling.pause = (after) => (after === 'heading' ? withdraw() : longEnough());
      expect(await readToEnd(await open())).toEqual({ text: 'title\nwithdrawn\nend\n', isWhole: true });
    });
  });
});

import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';

import { SqliteSessions } from '#access/sqlite/sqlite-sessions.js';
import type { Decider, DomainEvent } from '#contracts/shared/decider.js';
import { Database } from '#sqlite/database.js';

import { createHttpApp } from '../http/http-app.js';
import { conditionApi, OperationsModule, rebuildsApi, underWayApi, verificationsApi } from './operations.api.js';
import { serviceKitErrors } from '../service-kit-errors.js';
import type { ServiceDefinition } from '../service.js';
import { startTestService, type TestService } from '../testing/service-harness.js';

type Noted = DomainEvent<'Noted', { readonly note: number }>;
const notes: Decider<number, Noted> = { initialState: 0, evolve: (count) => count + 1 };

@Module({})
class NoRoutes {}

const definition: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: { Noted: { version: 1 } },
  readModels: [],
  listensTo: [],
  speaks: [],
  publishes: () => [],
  reactions: [],
  background: [],
  module: () => ({ module: NoRoutes }),
};

describe('what an operator does with the stores', () => {
  let service: TestService;
  let app: NestFastifyApplication;
  let sessions: SqliteSessions;

  beforeEach(async () => {
    service = await startTestService(definition, serviceKitErrors);
    sessions = new SqliteSessions(new Database(':memory:'));
    await sessions.setAccount({
      person: 'E1',
      organisation: 'pont-y-bore',
      roles: [{ role: 'evaluator' }],
      language: 'en',
      isSample: false,
    });
    app = await createHttpApp({
      modules: [OperationsModule.over([service.running])],
      services: [],
      catalogues: [],
      sessions,
      vault: service.vault,
      clock: service.runtime.clock,
      log: service.runtime.log,
      secret: service.runtime.secret,
      isHttps: false,
      isSample: false,
      rateLimits: 'off',
      exitTo: 'https://weather.example/',
      naming: () => Promise.resolve({ organisation: 'Pont y Bore' }),
      isOperator: ({ headers }) => headers['x-by-the-socket'] === 'yes',
    });
  });
  afterEach(async () => {
    await app.close();
    await sessions.close();
    await service.close();
  });

  const byTheSocket: Readonly<Record<string, string>> = { 'x-by-the-socket': 'yes' };
  const note = (commandId: string, stream = 'notes/1') =>
    service.runtime.store.execute(
      stream,
      { commandId, organisation: 'pont-y-bore', actor: 'E1', at: '2026-11-21T10:00:00.000Z', correlation: 'test' },
      notes,
      (count): readonly Noted[] => [{ type: 'Noted', schemaVersion: 1, data: { note: count } }],
    );
  const post = (address: string, headers = byTheSocket) => request(app.getHttpServer()).post(address).set(headers);

  it('verifying walks what was written a moment ago too, where the relay stopped before it', async () => {
    await note('first');
    await service.settled();
    await service.running.relay.stop();
    await note('second');
    const { status, body } = await post(verificationsApi.to());
    expect(status).toBe(200);
    expect(body).toEqual({ isWhole: true, services: [{ service: 'story-submission', commits: 2, flaws: [] }] });
  });

  it('rebuilding a service without read models changes none', async () => {
    expect((await post(rebuildsApi.to())).body).toEqual({ isSame: true, readModels: [] });
  });

  it.each([verificationsApi.to(), rebuildsApi.to()])(
    '%s is not there for anybody else, signed in or not',
    async (at) => {
      expect((await post(at, {})).status).toBe(404);
      const token = await sessions.begin('E1');
      expect((await post(at, { authorization: `Bearer ${token}` })).status).toBe(404);
    },
  );

  it('tells the operator how far each part is, and nobody else', async () => {
    const ask = (headers: Readonly<Record<string, string>>) =>
      request(app.getHttpServer()).get(conditionApi.to()).set(headers);
    await service.settled();
    const { status, body } = await ask({ 'x-by-the-socket': 'yes' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ parts: [{ service: 'story-submission', condition: 'following', lag: 0 }] });
    expect((await ask({})).status).toBe(404);
    const token = await sessions.begin('E1');
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(404);
  });

  it('tells the operator how far the walk is while it goes on, and then nothing', async () => {
    const commits = 20_000;
    await Promise.all(Array.from({ length: commits }, (_, at) => note(`n${String(at)}`, `notes/${String(at)}`)));
    const ask = async (headers = byTheSocket) => request(app.getHttpServer()).get(underWayApi.to()).set(headers);
    let isOver = false;
    const verified = post(verificationsApi.to()).then((answer) => {
      isOver = true;
      return answer;
    });
    const seen: { readonly work: string; readonly service: string; readonly done: number; readonly of: number }[] = [];
    while (!isOver) seen.push(...(await ask()).body.steps);
    expect((await verified).body.isWhole).toBe(true);
    const [first] = seen;
    expect(first).toMatchObject({ work: 'verify', service: 'story-submission', of: commits });
    const done = seen.map((step) => step.done);
    expect(done).toEqual([...done].sort((one, other) => one - other));
    expect(done.some((each) => each > 0 && each < commits)).toBe(true);
    expect((await ask()).body).toEqual({ steps: [] });
    expect((await ask({})).status).toBe(404);
  }, 60_000);

  it('says whether the process is alive, and how far each of its parts is', async () => {
    const ask = (address: string) => request(app.getHttpServer()).get(address);
    expect((await ask('/livez')).body).toEqual({ status: 'ok' });
    await service.settled();
    const { body } = await ask('/readyz');
    expect(body.status).toBe('ok');
    expect(body.parts).toMatchObject([{ service: 'story-submission', condition: 'following', lag: 0 }]);
  });
});

import { Controller, Module, Post } from '@nestjs/common';
import request from 'supertest';

import { AllowSignedIn, Open } from '#access/allow.js';
import { versionExpected, type CommandContext } from '#event-store/event-store.js';

import { Command } from './command.js';
import { serviceKitErrors } from '../service-kit-errors.js';
import type { ServiceDefinition } from '../service.js';
import { startTestService, type TestPerson, type TestService } from '../testing/service-harness.js';

@Controller()
class EchoApi {
  @Post('/api/v1/notes')
  @Open('a test')
  note(@Command() context: CommandContext): CommandContext {
    return context;
  }

  @Post('/api/v1/notes/:note/closing')
  @AllowSignedIn()
  close(@Command() context: CommandContext): CommandContext {
    return context;
  }

  @Post('/en/notes')
  @Open('a test')
  fromPage(@Command() context: CommandContext): CommandContext {
    return context;
  }
}

@Module({})
class EchoModule {}

const definition: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: {},
  readModels: [],
  listensTo: [],
  speaks: [],
  publishes: () => [],
  reactions: [],
  background: [],
  module: () => ({ module: EchoModule, controllers: [EchoApi] }),
};

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const other: TestPerson = { person: 'E2', roles: [{ role: 'evaluator' }] };
const elsewhere: TestPerson = { ...evaluator, person: 'X1', organisation: 'another' };

describe('what is asked', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(definition, serviceKitErrors);
  });
  afterAll(() => service.close());

  const post = async (
    body: object = {},
    headers: Readonly<Record<string, string>> = {},
    { who = evaluator, address = '/api/v1/notes' }: { who?: TestPerson; address?: string } = {},
  ) =>
    request(service.app.getHttpServer())
      .post(address)
      .set({ ...(await service.as(who)), 'idempotency-key': 'k1', ...headers })
      .send(body);
  const asked = async (...given: Parameters<typeof post>): Promise<CommandContext> => (await post(...given)).body;

  it('knows who asks, for which organisation, when, and as part of which request', async () => {
    const { organisation, actor, at, correlation } = await asked();
    expect([organisation, actor, at]).toEqual(['pont-y-bore', 'E1', '2026-11-21T10:00:00.000Z']);
    expect(correlation).toMatch(/^[0-9a-f-]{36}$/);
    expect((await asked()).correlation).not.toBe(correlation);
  });

  it('is the same command when it is sent again with the same key', async () => {
    const first = await asked({ text: 'one' });
    const again = await asked({ text: 'one' });
    expect([again.commandId, again.fingerprint]).toEqual([first.commandId, first.fingerprint]);
  });

  it('is another command with another key, by somebody else, elsewhere, or at another address', async () => {
    const ids = [
      await asked(),
      await asked({}, { 'idempotency-key': 'k2' }),
      await asked({}, {}, { who: other }),
      await asked({}, {}, { who: elsewhere }),
      await asked({}, {}, { address: '/api/v1/notes/1/closing' }),
      await asked({}, {}, { address: '/api/v1/notes/2/closing' }),
      await asked({}, { 'x-newid-code': 'of one teller' }),
      await asked({}, { 'x-newid-code': 'of another' }),
    ].map(({ commandId }) => commandId);
    expect(new Set(ids).size).toBe(8);
    expect((await asked({}, { 'x-newid-code': 'of another' })).commandId).toBe(ids[7]);
    expect((await asked({}, {}, { address: '/api/v1/notes?again=yes' })).commandId).toBe(ids[0]);
  });

  it('has the same fingerprint in whatever order its fields come, and another for anything else', async () => {
    const of = async (body: object) => (await asked(body)).fingerprint;
    const first = await of({ text: 'one', by: { story: 'A', reach: ['x', 'y'] } });
    expect(await of({ by: { reach: ['x', 'y'], story: 'A' }, text: 'one' })).toBe(first);
    expect(await of({ text: 'one', by: { story: 'A', reach: ['y', 'x'] } })).not.toBe(first);
    expect(await of({ text: 'two', by: { story: 'A', reach: ['x', 'y'] } })).not.toBe(first);
    expect(await of({})).not.toBe(first);
  });

  it('shows nothing of what was typed in its id or its fingerprint', async () => {
    const context = await asked({ text: 'marigold' }, { 'idempotency-key': 'bluebell' });
    expect(JSON.stringify(context)).not.toMatch(/marigold|bluebell/);
  });

  it.each([
    ['without a key', '', 428, 'idempotency-key-needed'],
    ['with a space in it', 'one two', 400, 'idempotency-key-malformed'],
    ['of 201 characters', 'k'.repeat(201), 400, 'idempotency-key-malformed'],
  ])('is refused %s', async (_, key, status, name) => {
    const answer = await post({}, { 'idempotency-key': key });
    expect([answer.status, answer.body.type]).toEqual([status, `/problems/${name}`]);
  });

  it('takes a key of 200 characters', async () => {
    expect((await post({}, { 'idempotency-key': 'k'.repeat(200) })).status).toBe(201);
  });

  it('states the version that was seen, where If-Match does', async () => {
    expect(versionExpected(await asked({}, { 'if-match': '"7"' }))).toBe(7);
    expect(await asked({}, { 'if-match': '*' })).not.toHaveProperty('stated');
    expect(await asked({ version: '7' })).not.toHaveProperty('stated');
    expect((await post({}, { 'if-match': 'W/"7"' })).status).toBe(400);
  });

  describe('by a form', () => {
    const form = async (fields: Readonly<Record<string, string>>) => {
      const browser = await service.browser(evaluator);
      const { status, html } = await browser.send('/en/notes', fields);
      const said: unknown = status === 201 ? JSON.parse(html) : {};
      return { status, context: said as Partial<CommandContext> };
    };

    it('is the same command when the button is pressed twice', async () => {
      const typed = { command: 'c1', text: 'one' };
      const [first, again] = [await form(typed), await form(typed)];
      expect(first.context.commandId).toBeDefined();
      expect(again.context.commandId).toBe(first.context.commandId);
      expect(again.context.fingerprint).toBe(first.context.fingerprint);
    });

    it('has the same fingerprint after signing in again: the token of a form is no part of what is asked', async () => {
      const typed = { text: 'one' };
      const [first, again] = [await form({ ...typed, command: 'c2' }), await form({ ...typed, command: 'c3' })];
      expect(again.context.commandId).not.toBe(first.context.commandId);
      expect(again.context.fingerprint).toBe(first.context.fingerprint);
    });

    it('states the version that the page showed', async () => {
      expect((await form({ version: '4' })).context.stated?.version).toBe(4);
      expect((await form({ version: 'four' })).context).not.toHaveProperty('stated');
    });

    it('without its hidden field is refused', async () => {
      expect((await form({ command: '' })).status).toBeGreaterThanOrEqual(400);
    });
  });
});

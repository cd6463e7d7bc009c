import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import request from 'supertest';

import { Open } from '#access/allow.js';

import { serviceKitErrors } from '../service-kit-errors.js';
import type { ServiceDefinition } from '../service.js';
import { startTestService, type TestService } from '../testing/service-harness.js';

@Controller()
class NotesApi {
  @Get('/api/v1/notes/:note')
  @Open('a test')
  note(): object {
    return { isThere: true };
  }

  @Post('/api/v1/notes')
  @Open('a test')
  take(@Body() note: object): object {
    return note;
  }
}

@Module({})
class NotesModule {}

const definition: ServiceDefinition = {
  name: 'story-submission',
  eventTypes: {},
  readModels: [],
  listensTo: [],
  speaks: [],
  publishes: () => [],
  reactions: [],
  background: [],
  module: () => ({ module: NotesModule, controllers: [NotesApi] }),
};

describe('an address with a slash at its end', () => {
  it('is the address without it', async () => {
    const service = await startTestService(definition, serviceKitErrors);
    const { status, body } = await request(service.app.getHttpServer()).get('/api/v1/notes/one/');
    await service.close();
    expect([status, body]).toEqual([200, { isThere: true }]);
  });
});

describe('an address with a broken percent sign', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(definition, serviceKitErrors);
  });
  afterAll(() => service.close());

  const get = (address: string, headers: Readonly<Record<string, string>> = {}) =>
    request(service.app.getHttpServer()).get(address).set(headers);

  it.each(['/%E0%A4%A', '/api/v1/notes/%E0%A4%A', '/api/v1/notes/%zz', '/%'])(
    'is answered to a program as every other error is: %s',
    async (address) => {
      const answer = await get(address, { 'accept-language': 'cy' });
      expect(answer.status).toBe(400);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/problem+json; charset=utf-8',
        'content-language': 'cy',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.body).toMatchObject({ type: '/problems/request-not-understood', status: 400 });
      expect(answer.text).not.toContain('E0');
    },
  );

  it.each([
    ['/en/%E0%A4%A', {}, 'en', 'This request could not be read'],
    ['/cy/stories/%E0%A4%A', {}, 'cy', 'Nid oedd modd darllen y cais hwn'],
    ['/%E0%A4%A', { accept: 'text/html', 'accept-language': 'cy' }, 'cy', 'Nid oedd modd darllen y cais hwn'],
  ] as const)('is answered to people with a page in their language: %s', async (address, headers, language, title) => {
    const answer = await get(address, headers);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain("'nonce-");
    expect(answer.text).toContain(`<html lang="${language}"`);
    expect(answer.text).toContain(title);
  });

  it('leaves the next request as it is', async () => {
    expect((await get('/api/v1/notes/a%20note')).body).toEqual({ isThere: true });
  });
});

describe('a body that is too large', () => {
  it.each([
    ['of a length that is said', 'content-length: 3000000', (part: string) => part],
    ['in pieces', 'transfer-encoding: chunked', (part: string) => `${part.length.toString(16)}\r\n${part}\r\n`],
  ])('is heard to its end, so that whoever sent it reads why it was not taken: %s', async (_, length, written) => {
    const service = await startTestService(definition, serviceKitErrors);
    await service.app.listen(0, '127.0.0.1');
    const { port } = service.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let said = '';
    let broken: unknown;
    socket.setEncoding('utf8').on('data', (part: string) => (said += part));
    socket.on('error', (error) => (broken = error));
    const closed = new Promise((over) => socket.once('close', over));
    socket.write(`POST /api/v1/notes HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${length}\r\n\r\n`);
    for (let part = 0; part < 30 && broken === undefined; part += 1) {
      socket.write(written('x'.repeat(100_000)));
      await setImmediate();
    }
    if (length.endsWith('chunked')) socket.write(written(''));
    await closed;
    await service.close();
    expect([broken, said.slice(0, 12)]).toEqual([undefined, 'HTTP/1.1 413']);
    expect(said).toContain('/problems/body-too-large');
  });
});

import { Controller, Get, Module } from '@nestjs/common';
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

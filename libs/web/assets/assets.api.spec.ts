import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request from 'supertest';

import { generalErrors } from '../errors/general-errors.js';
import { ProblemFilter } from '../errors/problem-filter.js';
import { useSecurity } from '../security/use-security.js';
import { rootFolderOf } from '../source-folder.js';
import { serveAssets } from './serve-assets.js';
import { serveExit } from './serve-exit.js';

describe('what browsers are sent beside pages', () => {
  const above = mkdtempSync(join(tmpdir(), 'newid-assets-'));
  const folder = join(above, 'assets');
  mkdirSync(folder);
  writeFileSync(join(folder, 'newid-0123.css'), 'p{}');
  writeFileSync(join(above, 'secret'), 'secret');
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const module = await Test.createTestingModule({}).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter({ catalogue: generalErrors, logUnexpected: () => undefined }));
    useSecurity(app, { isHttps: false, csrf: { secret: new Uint8Array(32), sessionOf: () => undefined } });
    serveAssets(app, folder);
    serveExit(app, 'https://weather.example/', async (_request, reply) => {
      reply.header('set-cookie', 'open=; Max-Age=0');
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    rmSync(above, { recursive: true });
  });

  const get = (address: string) => request(app.getHttpServer()).get(address);

  it('may be kept for good', async () => {
    const answer = await get('/assets/newid-0123.css');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toContain('text/css');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('is the same, packed or not', async () => {
    const packed = await get('/assets/newid-0123.css').set('accept-encoding', 'gzip');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.text).toBe('p{}');
    const plain = await get('/assets/newid-0123.css').set('accept-encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe('p{}');
  });

  it.each(['/assets/none.css', '/assets/../secret', '/assets/..%2fsecret', '/assets/'])(
    'is not %s',
    async (address) => {
      const answer = await get(address);
      expect(answer.status).toBe(404);
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it('puts words into a page as text alone: no script of ours makes markup or code of them', () => {
    const scripts = join(rootFolderOf(import.meta.url), 'libs/web/scripts');
    for (const name of readdirSync(scripts).filter((file) => file.endsWith('.js'))) {
      const makes =
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|eval\(|new Function/;
      expect([name, makes.exec(readFileSync(join(scripts, name), 'utf8'))?.[0]]).toEqual([name, undefined]);
    }
  });

  it('leaves for a neutral site by an address of our own', async () => {
    const answer = await get('/leave');
    expect(answer.status).toBe(303);
    expect(answer.headers).toMatchObject({
      location: 'https://weather.example/',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'clear-site-data': '"cache"',
    });
  });

  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }, ['open=; Max-Age=0']],
    ['a browser that does not say from where', {}, ['open=; Max-Age=0']],
    ['another site', { 'sec-fetch-site': 'cross-site' }, undefined],
    ['another host of the same domain', { 'sec-fetch-site': 'same-site' }, undefined],
  ])('leaves from %s, and closes what is open only for its own', async (_, headers, closed) => {
    const answer = await get('/leave').set(headers);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([303, closed]);
  });
});

import { Controller, Get, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';

import { generalErrors } from '../errors/general-errors.js';
import { pageApp, tokenFor } from '../testing/page-app.js';
import { chooseAStory } from '../testing/choose-a-story/addresses.js';
import { chooseAStoryErrors } from '../testing/choose-a-story/choose-a-story.errors.js';
import { ChooseAStoryPage } from '../testing/choose-a-story/choose-a-story.page.js';
import { csrfToken } from './csrf.js';

@Controller('/api/v1/things')
class Things {
  @Get()
  list(): readonly string[] {
    return [];
  }

  @Post()
  add(): { readonly isAdded: boolean } {
    return { isAdded: true };
  }
}

let app: NestFastifyApplication;
beforeAll(async () => {
  ({ app } = await pageApp([Things, ChooseAStoryPage], chooseAStoryErrors));
});
afterAll(() => app.close());

const page = chooseAStory.to({ language: 'en', sitting: 'S1' });

describe('every response', () => {
  it.each([page, '/api/v1/things', '/api/v1/nowhere', '/en/nowhere', '/'])('has the headers at %s', async (address) => {
    const { headers } = await request(app.getHttpServer()).get(address);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toContain('geolocation=()');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('names the nonce of its own inline script, new each time', async () => {
    const nonceIn = async () => {
      const { headers, text } = await request(app.getHttpServer()).get(page);
      const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
      expect(text).toContain(`nonce="${nonce}"`);
      return nonce;
    };
    expect(await nonceIn()).not.toBe(await nonceIn());
  });

  it('asks for https only where there is https', async () => {
    expect((await request(app.getHttpServer()).get(page)).headers['strict-transport-security']).toBeUndefined();
    const { app: secure } = await pageApp([Things], generalErrors, { isHttps: true });
    const { headers } = await request(secure.getHttpServer()).get('/api/v1/things');
    await secure.close();
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
  });
});

describe('a request that changes something', () => {
  const post = (address: string, headers: Record<string, string>, form: Record<string, string> = {}) =>
    request(app.getHttpServer())
      .post(address)
      .set({ host: 'newid.example', ...headers })
      .type('form')
      .send({ story: 'A', why: 'x', ...form });
  const cookie = 'session=anna';
  const own = { 'sec-fetch-site': 'same-origin' };

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['with the token of its session', { cookie, ...own }, { csrf: tokenFor('anna') }, 303],
    ['with the token in a header', { cookie, ...own, 'x-csrf-token': tokenFor('anna') }, {}, 303],
    [
      'with the token and an origin, from an older browser',
      { cookie, origin: 'https://newid.example' },
      { csrf: tokenFor('anna') },
      303,
    ],
    ['without a token', { cookie, ...own }, {}, 403],
    ['with an empty token', { cookie, ...own }, { csrf: '' }, 403],
    ['with the token of another session', { cookie, ...own }, { csrf: tokenFor('ben') }, 403],
    [
      'from another site, though with the token',
      { cookie, 'sec-fetch-site': 'cross-site' },
      { csrf: tokenFor('anna') },
      403,
    ],
    [
      'from another host of the same domain',
      { cookie, 'sec-fetch-site': 'same-site' },
      { csrf: tokenFor('anna') },
      403,
    ],
    ['from another origin', { cookie, origin: 'https://evil.example' }, { csrf: tokenFor('anna') }, 403],
    ['from an origin that will not say', { cookie, origin: 'null' }, { csrf: tokenFor('anna') }, 403],
    ['without a session, from our own page', own, {}, 303],
    ['without a session, from another site', { 'sec-fetch-site': 'cross-site' }, {}, 403],
  ])('%s', async (_, headers, form, status) => {
    expect((await post(page, headers, form)).status).toBe(status);
  });

  it('with a bearer token needs no other', async () => {
    expect((await post('/api/v1/things', { cookie, authorization: 'Bearer abc' })).status).toBe(201);
    expect((await post('/api/v1/things', { cookie, authorization: 'Bearer' })).status).toBe(403);
    expect((await post('/api/v1/things', { cookie, authorization: 'Basic abc' })).status).toBe(403);
  });

  it('from a program without a cookie is the API’s to judge', async () => {
    expect((await post('/api/v1/things', {})).status).toBe(201);
  });

  it('is refused to the API with its problem, to people with a page', async () => {
    expect((await post('/api/v1/things', { cookie, ...own })).body).toMatchObject({ type: '/problems/csrf-failed' });
    expect((await post(page, { cookie, ...own })).text).toContain('Open the page again and send the form from there.');
  });
});

describe('the token of a form', () => {
  it('differs by session and by secret', () => {
    const secrets = [1, 2].map((fill) => new Uint8Array(32).fill(fill));
    const tokens = secrets.flatMap((secret) => ['a', 'b'].map((session) => csrfToken(secret, session)));
    expect(new Set(tokens).size).toBe(4);
  });

  it('is not made with a short secret', () => {
    expect(() => csrfToken(new Uint8Array(31), 'a')).toThrow('32');
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Provider } from 'oidc-provider';
import request from 'supertest';

import { administrator, cookieSetBy, startIdentityService, type IdentityService } from './identity-service.js';

const returnTo = 'http://newid.example/sign-in/elsewhere/return';

/** A real OpenID provider in this process, whose sign-in takes whatever name is typed. */
async function startProvider(): Promise<{ readonly issuer: string; readonly server: Server }> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'newid', client_secret: 'a secret of the provider', redirect_uris: [returnTo] }],
    cookies: { keys: ['a key of a test'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  const answer = provider.callback();
  server.on('request', (asked, reply) => void answer(asked, reply));
  return { issuer, server };
}

/** Signs in at the provider as a browser would; gives the address it sends the browser back to. */
async function signInAtProvider(address: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  const visit = async (to: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(to, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  let to = address;
  for (let steps = 0; steps < 12; steps += 1) {
    if (to.startsWith(returnTo)) return to;
    const response = await visit(to);
    const location = response.headers.get('location');
    if (location !== null) {
      to = new URL(location, to).href;
      continue;
    }
    const html = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
    const sent = await visit(new URL(action, to).href, { prompt, login, password: 'x' });
    to = new URL(sent.headers.get('location') ?? '', to).href;
  }
  throw new Error(`The provider sent nobody back: ${to}`);
}

describe('signing in with an account elsewhere', () => {
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let identity: IdentityService;

  beforeAll(async () => {
    provider = await startProvider();
  });
  beforeEach(async () => {
    const { issuer } = provider;
    identity = await startIdentityService({
      accountElsewhere: { issuer, client: 'newid', secret: 'a secret of the provider' },
    });
  });
  afterEach(() => identity.service.close());
  afterAll(() => new Promise((closed) => provider.server.close(closed)));

  const post = (cookie = '', form: Record<string, string> = {}) =>
    request(identity.service.app.getHttpServer())
      .post('/en/sign-in/elsewhere')
      .set({ host: 'newid.example', accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie })
      .type('form')
      .send(form);
  const comeBack = (address: string, cookie: string) =>
    request(identity.service.app.getHttpServer())
      .get(address.slice('http://newid.example'.length))
      .set({ host: 'newid.example', accept: 'text/html', cookie });
  const linkIn = (html: string): string =>
    (/href="(http:\/\/127\.0\.0\.1[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

  async function roundTrip(login: string, session = '', form: Record<string, string> = {}) {
    const begun = await post(session, form);
    const cookie = cookieSetBy(begun);
    const back = await signInAtProvider(linkIn(begun.text), login);
    return { back, cookie, answer: await comeBack(back, [session, cookie].filter(Boolean).join('; ')) };
  }

  async function linked(login: string): Promise<void> {
    const token = await identity.join('P1', 'nia', [{ role: 'administrator' }]);
    const session = `newid-session=${token}`;
    const { csrf = '' } = (await identity.browser(session).open('/en/how-i-sign-in/change-password')).page.formValues;
    const { answer } = await roundTrip(login, session, { csrf: String(csrf) });
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      '/en/how-i-sign-in?done=account-elsewhere-linked',
    ]);
  }

  it('is offered on the sign-in page only where there is a provider', async () => {
    expect((await identity.browser().open('/en/sign-in')).page.buttons).toContain(
      'Sign in with your organisation’s account',
    );
    const without = await startIdentityService();
    expect((await without.browser().open('/en/sign-in')).page.buttons).not.toContain(
      'Sign in with your organisation’s account',
    );
    expect((await without.browser().send('/en/sign-in/elsewhere', {})).status).toBe(404);
    await without.service.close();
  });

  it('lets in whoever linked it while they were signed in', async () => {
    await linked('nia-at-work');
    const { answer } = await roundTrip('nia-at-work', '', { next: '/en/people' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/en/people']);
    expect((await identity.browser(cookieSetBy(answer)).open('/en/people')).status).toBe(200);
  });

  it('lets nobody in with an account that nobody linked, or whose person’s account has ended', async () => {
    await linked('nia-at-work');
    const stranger = await roundTrip('somebody-else');
    expect(stranger.answer.status).toBe(403);
    expect(stranger.answer.text).toContain('Nobody here has that account');
    await identity.ask('post', '/api/v1/people/P1/deactivation', { as: administrator });
    expect((await roundTrip('nia-at-work')).answer.status).toBe(403);
  });

  it('works once, and only in the browser that began it', async () => {
    await linked('nia-at-work');
    const { back, cookie } = await roundTrip('nia-at-work');
    expect((await comeBack(back, cookie)).status).toBe(403);
    const begun = await post();
    const other = await signInAtProvider(linkIn(begun.text), 'nia-at-work');
    const elsewhere = await comeBack(other, cookieSetBy(await post()));
    expect([elsewhere.status, cookieSetBy(elsewhere)]).toEqual([403, '']);
  });

  it('asks for the second step where the person has one', async () => {
    await linked('nia-at-work');
    await identity.ask('put', '/api/v1/sign-in-rules', {
      as: administrator,
      body: { secondStepFor: ['administrator'] },
    });
    const { answer } = await roundTrip('nia-at-work');
    expect(answer.headers['location']).toMatch(/^\/en\/sign-in\/second-step\//);
    expect(cookieSetBy(answer)).toBe('');
  });
});

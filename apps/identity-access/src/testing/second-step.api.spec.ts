import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { Secret, TOTP } from 'otpauth';

import {
  administrator,
  cookieSetBy,
  goodPassword,
  startIdentityService,
  textOf,
  type IdentityService,
} from './identity-service.js';

describe('a second step', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  /** What the app of that secret shows now. */
  const appShows = (secret: string): string =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: identity.now() });
  const put = (token: string, code: string, password = goodPassword) =>
    identity.ask('put', '/api/v1/my-second-step', { token, body: { password, code } });

  async function withApp() {
    const token = await identity.join('P1', 'nia', [{ role: 'administrator' }]);
    const secret = textOf(await identity.ask('get', '/api/v1/my-second-step', { token }), 'secret');
    const added = await put(token, appShows(secret));
    expect(added.status).toBe(200);
    identity.wait(1);
    return { token, secret, recoveryCodes: added.body.recoveryCodes as readonly string[] };
  }
  const signIn = (code?: string) =>
    identity.ask('post', '/api/v1/sessions', {
      body: { name: 'nia', password: goodPassword, ...(code === undefined ? {} : { code }) },
    });

  it('is added with the password and a first code of the app, and gives eight recovery codes', async () => {
    const token = await identity.join('P1', 'nia');
    const before = (await identity.ask('get', '/api/v1/my-second-step', { token })).body;
    expect(before).toEqual({ hasApp: false, recoveryCodesLeft: 0, secret: expect.stringMatching(/^[A-Z2-7]{32}$/) });
    expect((await put(token, appShows(before.secret), 'not it at all')).body.type).toBe('/problems/password-not-right');
    const code = appShows(before.secret);
    const other = code === '000000' ? '000001' : '000000';
    expect((await put(token, other)).body.type).toBe('/problems/second-step-wrong');
    const { status, body } = await put(token, code);
    expect([status, new Set(body.recoveryCodes).size]).toEqual([200, 8]);
    expect((await identity.ask('get', '/api/v1/my-second-step', { token })).body).toEqual({
      hasApp: true,
      recoveryCodesLeft: 8,
      secret: null,
    });
  });

  it('is asked for at each sign-in; a code works once', async () => {
    const { secret } = await withApp();
    expect((await signIn()).body.type).toBe('/problems/second-step-needed');
    const code = appShows(secret);
    expect((await signIn(code)).status).toBe(201);
    expect((await signIn(code)).body.type).toBe('/problems/second-step-wrong');
    identity.wait(1);
    expect((await signIn(appShows(secret))).status).toBe(201);
  });

  it('lets one in of many who send the same code at once', async () => {
    const { secret } = await withApp();
    const code = appShows(secret);
    const all = await Promise.all(Array.from({ length: 6 }, () => signIn(code)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('can be a recovery code instead, each once', async () => {
    const { recoveryCodes } = await withApp();
    const [first = '', second = ''] = recoveryCodes;
    expect((await signIn(first.toLowerCase().replaceAll('-', ' '))).status).toBe(201);
    expect((await signIn(first)).body.type).toBe('/problems/second-step-wrong');
    expect((await signIn(second)).status).toBe(201);
  });

  it('makes wait after ten wrong codes, also for the right one, for a quarter of an hour', async () => {
    const { secret } = await withApp();
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await signIn('AAAA-BBBB')).body.type).toBe('/problems/second-step-wrong');
    }
    expect((await signIn(appShows(secret))).body.type).toBe('/problems/too-many-requests');
    identity.wait(15);
    expect((await signIn(appShows(secret))).status).toBe(201);
  });

  it('has recovery codes that new ones replace, and goes with the password', async () => {
    const { token, recoveryCodes } = await withApp();
    const again = await identity.ask('post', '/api/v1/my-recovery-codes', { token, body: { password: goodPassword } });
    expect((await signIn(recoveryCodes[0])).body.type).toBe('/problems/second-step-wrong');
    expect((await signIn(again.body.recoveryCodes[0])).status).toBe(201);
    const remove = (password: string) =>
      identity.ask('post', '/api/v1/my-second-step/removal', { token, body: { password } });
    expect((await remove('not it at all')).status).toBe(422);
    expect((await remove(goodPassword)).status).toBe(204);
    expect((await signIn()).status).toBe(201);
  });

  it('is taken away by an administrator for whoever has lost it, with every session; a plain link leaves it', async () => {
    const { token } = await withApp();
    const make = (body: object) => identity.ask('post', '/api/v1/people/P1/links', { as: administrator, body });
    await make({});
    expect((await signIn()).body.type).toBe('/problems/second-step-needed');
    const link =
      textOf(await make({ removesSecondStep: true }), 'link')
        .split('/')
        .at(-1) ?? '';
    expect((await identity.ask('get', '/api/v1/my-sessions', { token })).status).toBe(401);
    expect((await identity.ask('post', `/api/v1/links/${link}`, { body: { password: goodPassword } })).status).toBe(
      201,
    );
    expect((await signIn()).status).toBe(201);

    const browser = await identity.service.browser(administrator);
    const { page } = await browser.open('/en/people/P1/make-link');
    expect(page.field('Have they lost more than their password?').values).toEqual([]);
  });

  it('is kept so that no file tells it: neither its secret nor a recovery code', async () => {
    const { secret, recoveryCodes } = await withApp();
    await identity.service.settled();
    const bytes = readdirSync(identity.service.folder, { recursive: true, encoding: 'utf8' })
      .map((file) => join(identity.service.folder, file))
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file, 'latin1'))
      .join('');
    for (const canary of [secret, ...recoveryCodes]) expect(bytes).not.toContain(canary);
  });

  it('is needed for the roles an administrator says; who has none adds one on the way in', async () => {
    await identity.join('P1', 'nia', [{ role: 'evaluator' }]);
    const set = await identity.ask('put', '/api/v1/sign-in-rules', {
      as: administrator,
      body: { secondStepFor: ['evaluator'] },
    });
    expect(set.status).toBe(204);
    expect((await signIn()).body.type).toBe('/problems/second-step-to-add');

    const browser = identity.browser();
    const form = { name: 'nia', password: goodPassword, next: '/en/programmes' };
    const first = await browser.send('/en/sign-in', form);
    expect(cookieSetBy(first)).toBe('');
    const address = first.leadsTo ?? '';
    const { page } = await browser.open(address);
    expect(page.heading).toBe('Add a second step');
    const picture = page.root.querySelector('main svg');
    expect(picture?.getAttribute('aria-label')).toBe('Picture for the app to read');
    const secret = page.root.querySelector('.nhsuk-inset-text p')?.textContent.replace(/[^A-Z2-7]/g, '') ?? '';
    const added = await browser.send(address, { command: 'c1', code: appShows(secret) });
    expect(added.status).toBe(200);
    expect(added.page.heading).toBe('Keep these recovery codes');
    expect(added.page.linkTo('I have kept them')).toBe('/en/programmes');
    expect(cookieSetBy(added)).toMatch(/^newid-session=/);
    expect((await browser.open(address)).status).toBe(410);
  });

  it('stands between the password and the session on the pages too', async () => {
    const { secret } = await withApp();
    const browser = identity.browser();
    const address =
      (await browser.send('/cy/sign-in', { name: 'nia', password: goodPassword, next: '/cy/people' })).leadsTo ?? '';
    expect((await browser.open(address)).page.heading).toBe('Nodwch god');
    const wrong = await browser.send(address, { command: 'c1', code: '12' });
    expect([wrong.status, wrong.page.errors]).toEqual([
      422,
      [{ text: 'Nid yw’r cod yn gywir, cafodd ei ddefnyddio eisoes, neu mae’n rhy hen.', input: 'code' }],
    ]);
    const passed = await browser.send(address, { command: 'c2', code: appShows(secret) });
    expect([passed.status, passed.leadsTo]).toEqual([303, '/cy/people']);
    expect((await identity.browser(cookieSetBy(passed)).open('/cy/people')).status).toBe(200);
    expect((await browser.send(address, { command: 'c3', code: appShows(secret) })).status).toBe(410);
    identity.wait(10);
    expect((await browser.open(address)).status).toBe(410);
  });

  it('is set by an administrator on a page, and added and removed by its person', async () => {
    const browser = await identity.service.browser(administrator);
    expect((await browser.open('/en/sign-in-rules')).page.field('Roles that need a second step').values).toEqual([]);
    expect((await browser.send('/en/sign-in-rules', { secondStepFor: ['administrator'] })).status).toBe(303);
    const { page } = await browser.open('/en/sign-in-rules');
    expect(page.field('Roles that need a second step').values).toEqual(['administrator']);

    const token = await identity.join('P2', 'bryn');
    const own = identity.browser(`newid-session=${token}`);
    const shown = (await own.open('/en/how-i-sign-in/add-second-step')).page;
    const { csrf = '' } = shown.formValues;
    const secret = shown.root.querySelector('.nhsuk-inset-text p')?.textContent.replace(/[^A-Z2-7]/g, '') ?? '';
    const code = appShows(secret);
    const send = (path: string, form: Record<string, string>) =>
      own.send(`/en/how-i-sign-in/${path}`, { csrf, command: `c-${path}-${form['code'] ?? ''}`, ...form });
    const refused = await send('add-second-step', { code, password: 'not it at all' });
    expect(refused.page.errors.map(({ input }) => input)).toEqual(['password']);
    expect((await send('add-second-step', { code, password: goodPassword })).page.heading).toBe(
      'Keep these recovery codes',
    );
    expect((await own.open('/en/how-i-sign-in')).page.mainText).toContain('Recovery codes left: 8.');
    const removed = await send('remove-second-step', { password: goodPassword });
    expect((await own.open(removed.leadsTo ?? '')).page.mainText).toContain('The second step is removed.');
  });
});

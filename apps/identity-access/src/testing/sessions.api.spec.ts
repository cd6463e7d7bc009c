import {
  administrator,
  goodPassword,
  startIdentityService,
  strangerAdministrator,
  textOf,
  type IdentityService,
} from './identity-service.js';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const phone = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';

describe('sessions that people see and end', () => {
  let identity: IdentityService;
  let here: string;
  let there: string;

  const signedIn = async (from: string) =>
    textOf(
      await identity.ask('post', '/api/v1/sessions', { from, body: { name: 'nia', password: goodPassword } }),
      'token',
    );
  const mine = (token: string) => identity.ask('get', '/api/v1/my-sessions', { token });
  const page = async (token: string, address = '/en/how-i-sign-in') =>
    (await identity.browser(`newid-session=${token}`).open(address)).page;

  beforeEach(async () => {
    identity = await startIdentityService();
    await identity.join('P1', 'nia');
    identity.wait(60);
    here = await signedIn(firefox);
    identity.wait(5);
    there = await signedIn(phone);
  });
  afterEach(() => identity.service.close());

  it('are listed, the newest first, with where and since when, and which one this is', async () => {
    const { body } = await mine(here);
    expect(body).toEqual({
      items: [
        {
          id: expect.any(String),
          begunAt: '2026-11-21T11:05:00.000Z',
          lastSeenAt: '2026-11-21T11:05:00.000Z',
          place: { browser: 'chrome', system: 'android' },
          isThisOne: false,
        },
        {
          id: expect.any(String),
          begunAt: '2026-11-21T11:00:00.000Z',
          lastSeenAt: '2026-11-21T11:05:00.000Z',
          place: { browser: 'firefox', system: 'linux' },
          isThisOne: true,
        },
      ],
      next: null,
    });
    expect(JSON.stringify(body)).not.toContain(there);
  });

  it('end one by one, at once, and the others go on', async () => {
    const { body } = await mine(here);
    expect((await identity.ask('delete', `/api/v1/my-sessions/${body.items[0].id}`, { token: here })).status).toBe(204);
    expect((await mine(there)).status).toBe(401);
    expect((await mine(here)).body.items).toHaveLength(1);
  });

  it('end all but this one', async () => {
    expect((await identity.ask('delete', '/api/v1/my-sessions', { token: here })).status).toBe(204);
    expect([(await mine(there)).status, (await mine(here)).status]).toEqual([401, 200]);
  });

  it('are nobody else’s to end, and it is not said that they are there', async () => {
    const { body } = await mine(here);
    const answer = await identity.ask('delete', `/api/v1/my-sessions/${body.items[0].id}`, { as: administrator });
    expect([answer.status, answer.body.type]).toEqual([404, '/problems/session-not-found']);
    expect((await mine(there)).status).toBe(200);
  });

  it('stand on a page in both languages, with a button for each but this one', async () => {
    const english = await page(here);
    expect(english.mainText).toContain('You sign in as nia.');
    expect(english.mainText).toContain('Firefox, Linux Here Since 21 November 2026');
    expect(english.buttons).toEqual(['Sign out everywhere else', 'Sign out there']);
    const welsh = await page(here, '/cy/how-i-sign-in');
    expect(welsh.heading).toBe('Sut rydych yn mewngofnodi');
    expect(welsh.buttons).toEqual(['Allgofnodi ym mhob man arall', 'Allgofnodi yno']);
  });

  it('end by the buttons of the page, which says so', async () => {
    const browser = identity.browser(`newid-session=${here}`);
    const { root } = (await browser.open('/en/how-i-sign-in')).page;
    const csrf = root.querySelector('main input[name=csrf]')?.getAttribute('value') ?? '';
    const session = root.querySelector('main li input[name=session]')?.getAttribute('value') ?? '';
    const ended = await browser.send('/en/how-i-sign-in/end-session', { csrf, session });
    expect(ended.status).toBe(303);
    expect((await mine(there)).status).toBe(401);
    const after = (await browser.open(ended.leadsTo ?? '')).page;
    expect(after.mainText).toContain('You are signed out there.');
    expect(after.mainText).toContain('You are signed in nowhere else.');
    expect(after.buttons).toEqual([]);
  });

  describe('are all ended by an administrator', () => {
    const end = (person: string, asked: Parameters<IdentityService['ask']>[2]) =>
      identity.ask('post', `/api/v1/people/${person}/end-sessions`, asked);

    it('at once, the account as it was, and that is in the audit', async () => {
      expect((await end('P1', { as: administrator })).status).toBe(204);
      expect([(await mine(here)).status, (await mine(there)).status]).toEqual([401, 401]);
      expect((await identity.signIn('nia')).status).toBe(201);
      await identity.service.settled();
      const { body } = await identity.ask('get', '/api/v1/audit?act=ended-sessions', { as: administrator });
      expect(body.items).toEqual([
        { person: 'A1', act: 'ended-sessions', kind: 'person', object: 'P1', at: '2026-11-21T11:05:00.000Z' },
      ]);
    });

    it('but the one in which they end their own', async () => {
      const join = await identity.join('A2', 'bryn', [{ role: 'administrator' }]);
      const elsewhere = textOf(await identity.signIn('bryn'), 'token');
      expect((await end('A2', { token: join })).status).toBe(204);
      expect([(await mine(join)).status, (await mine(elsewhere)).status]).toEqual([200, 401]);
    });

    it('of their own organisation alone, where there is an account to sign in to', async () => {
      const answers = [
        await end('P1', { token: here }),
        await end('P1', { as: strangerAdministrator }),
        await end('nobody', { as: administrator }),
      ];
      expect(answers.map(({ status, body }) => [status, body.type])).toEqual([
        [403, '/problems/not-allowed'],
        [404, '/problems/person-not-found'],
        [404, '/problems/person-not-found'],
      ]);
      expect((await mine(here)).status).toBe(200);
      await identity.ask('post', '/api/v1/people/P1/deactivation', { as: administrator });
      expect((await end('P1', { as: administrator })).body.type).toBe('/problems/person-deactivated');
    });

    it.each([
      ['en', 'Sign them out everywhere', 'Places where they are signed in now: 2.', 'They are signed out everywhere.'],
      [
        'cy',
        'Eu hallgofnodi ym mhob man',
        'Lleoedd lle maent wedi mewngofnodi nawr: 2.',
        'Maent wedi’u hallgofnodi ym mhob man.',
      ],
    ])('on a page (%s) that says in how many places they are', async (language, link, places, done) => {
      const browser = await identity.service.browser(administrator);
      const onward = (await browser.open(`/${language}/people/P1`)).page.links.find(({ name }) => name === link);
      const address = onward?.href ?? '';
      expect((await browser.open(address)).page.mainText).toContain(places);
      const sent = await browser.send(address, {});
      expect(sent.status).toBe(303);
      expect((await browser.open(sent.leadsTo ?? '')).page.mainText).toContain(done);
      expect([(await mine(here)).status, (await mine(there)).status]).toEqual([401, 401]);
    });
  });
});

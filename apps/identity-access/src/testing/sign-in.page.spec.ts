import {
  administrator,
  cookieSetBy,
  goodPassword,
  startIdentityService,
  type IdentityService,
} from './identity-service.js';

describe('the pages of signing in', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  const command = 'c1';
  const signIn = (form: Record<string, string>, language = 'en') =>
    identity.browser().send(`/${language}/sign-in`, form);

  it.each([
    ['en', 'Sign in', 'Email address or user name', 'Password'],
    ['cy', 'Mewngofnodi', 'Cyfeiriad e-bost neu enw defnyddiwr', 'Cyfrinair'],
  ])('ask for a name and a password, in %s', async (language, heading, name, password) => {
    const { page } = await identity.browser().open(`/${language}/sign-in`);
    expect(page.heading).toBe(heading);
    expect(page.field(name).name).toBe('name');
    expect(page.field(password).name).toBe('password');
  });

  it('say what is missing', async () => {
    const { status, page } = await signIn({ name: ' ', password: '' });
    expect(status).toBe(422);
    expect(page.errors).toEqual([
      { text: 'Enter your email address or user name', input: 'name' },
      { text: 'Enter your password', input: 'password' },
    ]);
  });

  it.each([
    ['en', 'The name or the password is not right.'],
    ['cy', 'Nid yw’r enw neu’r cyfrinair yn gywir.'],
  ])('say that it is not right and keep the name, never the password, in %s', async (language, sentence) => {
    const { status, html, page } = await signIn({ name: 'nia', password: 'wrong password!' }, language);
    expect(status).toBe(422);
    expect(page.errors).toEqual([{ text: sentence, input: 'name' }]);
    expect(page.formValues).toMatchObject({ name: 'nia', password: '' });
    expect(html).not.toContain('wrong password!');
  });

  it('lead back from the second step, and say when it is over', async () => {
    await identity.join('P1', 'nia', [{ role: 'evaluator' }]);
    await identity.ask('put', '/api/v1/sign-in-rules', {
      as: administrator,
      body: { secondStepFor: ['evaluator'] },
    });
    const step = (await signIn({ name: 'nia', password: goodPassword })).leadsTo ?? '';
    expect((await identity.browser().open(step)).page.linkTo('Back')).toBe('/en/sign-in');
    identity.wait(11);
    const over = await identity.browser().open(step);
    expect([over.status, over.page.heading]).toEqual([410, 'This step of signing in is over']);
    expect(over.page.mainText).toContain('Sign in again from the start.');
    expect(over.page.linkTo('Sign in again')).toBe('/en/sign-in?next=%2Fen');
    const welsh = (await identity.browser().open(step.replace('/en/', '/cy/'))).page;
    expect(welsh.mainText).toContain('Mewngofnodwch eto o’r dechrau.');
    expect(welsh.linkTo('Mewngofnodi eto')).toBe('/cy/sign-in?next=%2Fcy');
    const onTheWay = (await signIn({ name: 'nia', password: goodPassword, next: '/en/people' })).leadsTo ?? '';
    identity.wait(11);
    const late = await identity.browser().open(onTheWay);
    expect([late.status, late.page.linkTo('Sign in again')]).toEqual([410, '/en/sign-in?next=%2Fen%2Fpeople']);
  });

  it('lead to where somebody wanted to go, and never to another site', async () => {
    await identity.join('P1', 'nia');
    const form = { name: 'nia', password: goodPassword };
    const signedIn = await signIn({ ...form, next: '/en/people' });
    expect([signedIn.status, signedIn.leadsTo]).toEqual([303, '/en/people']);
    expect(cookieSetBy(signedIn)).toMatch(/^newid-session=[\w-]{43}$/);
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '']) {
      expect((await signIn({ ...form, next })).leadsTo).toBe('/en');
    }
    expect((await identity.browser().open('/en/sign-in?next=//evil.example')).page.formValues).toMatchObject({
      next: '',
    });
  });

  it('end the session that the browser held before, whoever’s it was', async () => {
    await identity.join('P1', 'nia');
    const before = await identity.join('P2', 'elen');
    const browser = identity.browser(`newid-session=${before}`);
    const { csrf = '' } = (await browser.open('/en/sign-in')).page.formValues;
    const signedIn = await browser.send('/en/sign-in', { csrf, name: 'nia', password: goodPassword });
    expect(signedIn.status).toBe(303);
    const mine = async (token: string) => (await identity.ask('get', '/api/v1/my-sessions', { token })).status;
    expect([await mine(before), await mine(cookieSetBy(signedIn).replace('newid-session=', ''))]).toEqual([401, 200]);
  });

  it('are left by signing out: the session ends, and the browser keeps neither it nor a page to go back to', async () => {
    const token = await identity.join('P1', 'nia');
    const browser = identity.browser(`newid-session=${token}`);
    const { root } = (await browser.open('/en/how-i-sign-in')).page;
    const csrf = root.querySelector('form[action="/en/sign-out"] input[name=csrf]')?.getAttribute('value') ?? '';
    const out = await browser.send('/en/sign-out', { csrf });
    expect([out.status, out.headers['clear-site-data']]).toEqual([303, '"cache"']);
    expect(String(out.headers['set-cookie'])).toMatch(/^newid-session=;.*Max-Age=0/i);
    expect((await identity.ask('get', '/api/v1/my-sessions', { token })).status).toBe(401);
  });

  it('let anybody in as an invented person of the sample, and as nobody who has an account', async () => {
    const sample = await startIdentityService({ isSample: true });
    await sample.invite('E1');
    await sample.service.sessions.setAccount({
      ...{ person: 'P1', organisation: 'pont-y-bore', roles: [], language: 'en', isSample: false },
    });
    const enter = (person: string) => sample.browser().send('/en/enter-as-sample', { person });
    const asked = (person: string) => sample.ask('post', '/api/v1/sample-sessions', { body: { person } });
    expect((await enter('E1')).status).toBe(303);
    expect((await asked('E1')).status).toBe(201);
    for (const person of ['P1', 'nobody']) {
      const entered = await enter(person);
      expect([entered.status, cookieSetBy(entered)]).toEqual([404, '']);
      expect((await asked(person)).body.type).toBe('/problems/person-not-found');
    }
    await sample.service.close();
    // Nor as anybody where there is no sample.
    await identity.invite('E1');
    const refused = await identity.ask('post', '/api/v1/sample-sessions', { body: { person: 'E1' } });
    expect(refused.body.type).toBe('/problems/sample-sign-in-not-offered');
  });

  it('lead from an invitation to a name and a password, and in', async () => {
    const link = await identity.invite('P1');
    const browser = identity.browser();
    const { page } = await browser.open(`/en/links/${link}`);
    expect(page.heading).toBe('Choose how you will sign in');
    expect(page.field('New password').hint).toContain('12 characters or more');
    const short = await browser.send(`/en/links/${link}`, { command, signInName: 'nia', password: 'blue boats' });
    expect(short.status).toBe(422);
    expect(short.page.errors).toEqual([{ text: 'A password has 12 characters or more.', input: 'password' }]);
    expect(short.page.formValues).toMatchObject({ signInName: 'nia' });
    const chosen = await browser.send(`/en/links/${link}`, { command, signInName: 'nia', password: goodPassword });
    expect([chosen.status, chosen.leadsTo]).toEqual([303, '/en']);
    expect((await identity.browser(cookieSetBy(chosen)).open('/en/how-i-sign-in/change-password')).status).toBe(200);
    expect((await browser.open(`/en/links/${link}`)).page.heading).toBe('This link cannot be used');
  });

  it('let an administrator make a link for somebody who forgot theirs', async () => {
    await identity.join('P1', 'nia');
    const browser = await identity.service.browser(administrator);
    await identity.service.settled();
    const list = (await browser.open('/en/people')).page;
    const person = (await browser.open(list.linkTo('Nia Evans'))).page;
    expect(person.mainText).toContain('In use');
    const ask = (await browser.open(person.linkTo('Make a link to sign in with'))).page;
    expect(ask.mainText).toContain('they choose a new password');
    const made = await browser.send('/en/people/P1/make-link', {});
    const link = made.page.root.querySelector('.newid-code')?.text ?? '';
    // Whole, so that it can be copied into a message.
    expect(link).toMatch(/^http:\/\/[^/]+\/en\/links\/[\w-]{43}$/);
    expect((await identity.browser().open(new URL(link).pathname)).page.heading).toBe('Choose a new password');
    const added = { name: 'Ann Evans', roles: 'collector', language: 'cy' };
    const given = (await browser.send('/en/people/add-person', added)).page.root.querySelector('.newid-code')?.text;
    expect(given).toMatch(/^http:\/\/[^/]+\/cy\/links\/[\w-]{43}$/);
  });

  it('set Newid up with a password for its first administrator', async () => {
    const link = await identity.service.sessions.issueLink(
      { purpose: 'set-up', organisation: null, person: null },
      '2026-11-22T10:00:00.000Z',
    );
    const form = { command, organisationEn: 'Bridge', organisationCy: 'Pont', name: 'Nia Evans', signInName: 'nia' };
    const browser = identity.browser();
    const refused = await browser.send(`/cy/links/${link}`, { ...form, password: 'NiaEvans1984' });
    expect(refused.page.errors.map(({ input }) => input)).toEqual(['password']);
    expect(refused.page.formValues).toMatchObject({ organisationEn: 'Bridge', name: 'Nia Evans', signInName: 'nia' });
    const done = await browser.send(`/cy/links/${link}`, { ...form, password: goodPassword });
    expect([done.status, done.leadsTo]).toEqual([303, '/cy']);
    expect((await identity.browser(cookieSetBy(done)).open('/cy/people')).status).toBe(200);
    expect((await identity.signIn('nia')).status).toBe(201);
  });

  it('change a password, and say at its field what is not right', async () => {
    const token = await identity.join('P1', 'nia');
    const browser = identity.browser(`newid-session=${token}`);
    const address = '/en/how-i-sign-in/change-password';
    const { csrf = '' } = (await browser.open(address)).page.formValues;
    const send = (current: string, password: string) => browser.send(address, { csrf, command, current, password });
    const wrong = await send('not it at all', 'four green bicycles');
    expect(wrong.page.errors).toEqual([{ text: 'That is not the password you have now.', input: 'current' }]);
    expect((await send(goodPassword, 'short')).page.errors.map(({ input }) => input)).toEqual(['password']);
    expect((await send(goodPassword, 'four green bicycles')).status).toBe(303);
    expect((await identity.signIn('nia', 'four green bicycles')).status).toBe(201);
  });
});

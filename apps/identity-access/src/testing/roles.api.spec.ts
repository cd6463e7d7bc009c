import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { aProgramme } from '#contracts/testing/a-programme.js';

import {
  administrator,
  cookieSetBy,
  startIdentityService,
  strangerAdministrator,
  type IdentityService,
} from './identity-service.js';

describe('the roles of a person, and the end of their account', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  const setRoles = (person: string, roles: readonly object[], as = administrator) =>
    identity.ask('put', `/api/v1/people/${person}/roles`, { as, body: { roles } });
  const rolesOf = async (person: string) =>
    (await identity.ask('get', `/api/v1/people/${person}`, { as: administrator })).body.roles;
  const statusOf = async (token: string) => (await identity.ask('get', '/api/v1/my-sessions', { token })).status;
  const lastSaid = () =>
    identity.service
      .said()
      .filter(({ subject }) => subject === 'person/P1')
      .at(-1)?.data;

  it('are given in one programme or panel, and told to the other services', async () => {
    await identity.join('P1', 'nia');
    const roles = [
      { role: 'facilitator', programme: 'telling', panel: 'east' },
      { role: 'collector', programme: 'telling' },
    ];
    expect((await setRoles('P1', roles)).status).toBe(204);
    expect(await rolesOf('P1')).toEqual(roles);
    await identity.service.settled();
    expect(lastSaid()).toMatchObject({ person: 'P1', roles });
  });

  it('end every session of theirs when they change, and none when they stay', async () => {
    const token = await identity.join('P1', 'nia', [{ role: 'evaluator' }]);
    await setRoles('P1', [{ role: 'evaluator' }]);
    expect(await statusOf(token)).toBe(200);
    await setRoles('P1', [{ role: 'collector' }]);
    expect(await statusOf(token)).toBe(401);
    expect((await identity.signIn('nia')).status).toBe(201);
  });

  it('are not for an administrator of another organisation to see or change', async () => {
    await identity.join('P1', 'nia');
    const as = strangerAdministrator;
    const answers = [
      await setRoles('P1', [{ role: 'collector' }], as),
      await identity.ask('get', '/api/v1/people/P1', { as }),
      await identity.ask('post', '/api/v1/people/P1/deactivation', { as }),
      await identity.ask('post', '/api/v1/people/P1/reactivation', { as }),
    ];
    expect(answers.map(({ status, body }) => [status, body.type])).toEqual(
      answers.map(() => [404, '/problems/person-not-found']),
    );
    expect(await rolesOf('P1')).toEqual([{ role: 'evaluator' }]);
  });

  it('are nobody’s to give who is no administrator, not even to themselves', async () => {
    const token = await identity.join('P1', 'nia', [{ role: 'evaluator' }]);
    const body = { roles: [{ role: 'administrator' }] };
    expect((await identity.ask('put', '/api/v1/people/P1/roles', { token, body })).status).toBe(403);
    expect(await rolesOf('P1')).toEqual([{ role: 'evaluator' }]);
  });

  it('leave an administrator: the last one keeps the role and the account', async () => {
    const token = await identity.join('P1', 'nia', [{ role: 'administrator' }]);
    const own = (method: 'put' | 'post', path: string, body: object) =>
      identity.ask(method, `/api/v1/people/P1/${path}`, { token, body });
    expect((await own('put', 'roles', { roles: [{ role: 'evaluator' }] })).status).toBe(204);
    await setRoles('P1', [{ role: 'administrator' }]);
    // The administrator of these tests is an account without a person: it counts until it is gone.
    await identity.service.sessions.setAccount({
      ...{ person: 'A1', organisation: 'pont-y-bore', roles: [], language: 'en' as const, isSample: false },
    });
    // Whoever administers one programme lets nobody in again.
    await identity.service.sessions.setAccount({
      ...{ person: 'A2', organisation: 'pont-y-bore', language: 'en' as const, isSample: false },
      roles: [{ role: 'administrator', programme: 'telling' }],
    });
    const fresh = { token: (await identity.signIn('nia')).body.token };
    const refused = [
      await identity.ask('put', '/api/v1/people/P1/roles', { ...fresh, body: { roles: [{ role: 'evaluator' }] } }),
      await identity.ask('post', '/api/v1/people/P1/deactivation', fresh),
    ];
    expect(refused.map(({ status, body }) => [status, body.type])).toEqual([
      [409, '/problems/last-administrator'],
      [409, '/problems/last-administrator'],
    ]);
  });

  it('end with the account: sessions, links and signing in at once; and come back with it', async () => {
    const token = await identity.join('P1', 'nia', [{ role: 'evaluator' }]);
    const { body } = await identity.ask('post', '/api/v1/people/P1/links', { as: administrator });
    expect((await identity.ask('post', '/api/v1/people/P1/deactivation', { as: administrator })).status).toBe(204);
    expect(await statusOf(token)).toBe(401);
    expect((await identity.signIn('nia')).body.type).toBe('/problems/sign-in-refused');
    expect((await identity.browser().open(body.link)).status).toBe(410);
    expect((await setRoles('P1', [{ role: 'collector' }])).body.type).toBe('/problems/person-deactivated');
    await identity.service.settled();
    expect(lastSaid()).toMatchObject({ person: 'P1', roles: [] });

    expect((await identity.ask('post', '/api/v1/people/P1/reactivation', { as: administrator })).status).toBe(204);
    expect(await statusOf(token)).toBe(401);
    expect((await identity.signIn('nia')).status).toBe(201);
    await identity.service.settled();
    expect(lastSaid()).toMatchObject({ person: 'P1', roles: [{ role: 'evaluator' }] });
  });

  describe('on the pages', () => {
    beforeEach(async () => {
      await identity.invite('P1', [{ role: 'evaluator' }]);
      const programme = aProgramme();
      await identity.service.receive(programmeRevisedV1, `programme/${programme.id}`, {
        programme,
        revision: 1,
        change: 'created',
      });
    });

    it('are ticked where they are held; one more is given in a panel by its name', async () => {
      const { id, name, panels } = aProgramme();
      const [panel] = panels;
      const browser = await identity.service.browser(administrator);
      const { page } = await browser.open('/en/people/P1/change-roles');
      expect(page.field('Roles they hold')).toMatchObject({ values: ['evaluator//'] });
      expect(page.mainText).toContain(`in ${name.en}, panel ${panel?.name.en ?? '?'}`);
      const sent = await browser.send('/en/people/P1/change-roles', {
        roles: ['evaluator//'],
        role: 'facilitator',
        place: `${id}/${panel?.id ?? ''}`,
      });
      expect(sent.status).toBe(303);
      expect(await rolesOf('P1')).toEqual([
        { role: 'evaluator' },
        { role: 'facilitator', programme: id, panel: panel?.id },
      ]);
      const after = (await browser.open(sent.leadsTo ?? '')).page;
      expect(after.mainText).toContain('Their roles are changed.');
      expect(after.mainText).toContain(`evaluator; facilitator in ${name.en}, panel ${panel?.name.en ?? '?'}`);
    });

    it('cannot all be taken away: that is said, in both languages', async () => {
      const browser = await identity.service.browser(administrator);
      for (const [language, sentence] of [
        ['en', 'A person with an account has at least one role.'],
        ['cy', 'Mae gan bawb sydd â chyfrif o leiaf un rôl.'],
      ] as const) {
        const { status, page } = await browser.send(`/${language}/people/P1/change-roles`, {});
        expect([status, page.errors.map(({ text }) => text)]).toEqual([422, [sentence]]);
      }
    });

    it('end with the account, after a word of what that does', async () => {
      const browser = await identity.service.browser(administrator);
      expect((await browser.open('/en/people/P1/end-account')).page.mainText).toContain(
        'signed out everywhere at once',
      );
      const ended = await browser.send('/en/people/P1/end-account', {});
      const after = (await browser.open(ended.leadsTo ?? '')).page;
      expect(after.mainText).toContain('The account has ended.');
      expect(after.links.map(({ name }) => name)).toContain('Open this account again');
      const opened = await browser.send('/en/people/P1/end-account', {});
      expect((await browser.open(opened.leadsTo ?? '')).page.mainText).toContain('The account is open again.');
    });

    it('of one’s own change, and the session goes on under a new token', async () => {
      const token = await identity.join('P2', 'bryn', [{ role: 'administrator' }]);
      const browser = identity.browser(`newid-session=${token}`);
      const { csrf = '' } = (await browser.open('/en/people/P2/change-roles')).page.formValues;
      const form = { csrf, command: 'c1', roles: ['administrator//'], role: 'collector', place: 'everywhere' };
      const sent = await browser.send('/en/people/P2/change-roles', form);
      expect(sent.status).toBe(303);
      expect(await statusOf(token)).toBe(401);
      expect((await identity.browser(cookieSetBy(sent)).open('/en/people')).status).toBe(200);
    });
  });
});

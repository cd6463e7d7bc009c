import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { organisationStream, type OrganisationFounded } from '../domain/organisation/organisation.js';
import {
  administrator,
  goodPassword,
  startIdentityService,
  strangerAdministrator,
  type IdentityService,
} from './identity-service.js';

describe('signing in with a password', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  const choose = (link: string, body: object) => identity.ask('post', `/api/v1/links/${link}`, { body });
  const isLetIn = async (token: string) => (await identity.ask('get', '/api/v1/people', { token })).status;

  it('begins with an invitation, which leads to a name and a password, and works once', async () => {
    const link = await identity.invite('P1', [{ role: 'administrator' }]);
    const chosen = { signInName: 'Nia@Example.org', password: goodPassword };
    const { status, body } = await choose(link, chosen);
    expect([status, body]).toEqual([201, { person: 'P1', token: expect.stringMatching(/^[\w-]{43}$/) }]);
    expect(await isLetIn(body.token)).toBe(200);
    expect((await choose(link, chosen)).body.type).toBe('/problems/link-not-usable');
    const again = await identity.signIn('nia@example.org');
    expect(again.status).toBe(201);
    expect(await isLetIn(again.body.token)).toBe(200);
  });

  it('is refused alike for a wrong password, an unknown name, and somebody who has chosen none', async () => {
    await identity.join('P1', 'nia@example.org');
    await identity.invite('P2');
    const answers = await Promise.all([
      identity.signIn('nia@example.org', 'another password'),
      identity.signIn('nobody@example.org'),
      identity.signIn('P2'),
    ]);
    for (const { status, body } of answers) {
      const { instance: _, correlationId: __, ...same } = body;
      expect([status, same.type]).toEqual([401, '/problems/sign-in-refused']);
      expect(Object.keys(body)).toEqual(Object.keys(answers[0]?.body));
    }
  });

  it('asks for another choice where it says little but the organisation’s name, in either language', async () => {
    const name = { en: 'Pont y Bore', cy: 'Pont y Wawr' };
    const founded: OrganisationFounded = {
      ...{ type: 'OrganisationFounded', schemaVersion: 1, data: { organisation: 'pont-y-bore', name } },
    };
    await identity.service.runtime.store.append(organisationStream('pont-y-bore'), [founded], {
      ...{ organisation: 'pont-y-bore', actor: 'A1', correlation: 'test', at: '2026-11-21T10:00:00.000Z' },
      ...{ expected: 'no-stream', commandId: 'founds' },
    });
    await identity.service.settled();
    const link = await identity.invite('P1');
    for (const password of ['PontYBore2026', 'pont.y.wawr!!']) {
      const { status, body } = await choose(link, { signInName: 'nia', password });
      expect([status, body.type]).toEqual([422, '/problems/password-says-who']);
    }
    expect((await choose(link, { signInName: 'nia.evans', password: goodPassword })).status).toBe(201);
  });

  it.each([
    ['too short', { signInName: 'nia', password: 'blue boats' }, 'password-too-short'],
    ['on the list of those that leaked', { signInName: 'nia', password: 'Liverpool2026' }, 'password-common'],
    ['their own name', { signInName: 'nia', password: 'NiaEvans1984' }, 'password-says-who'],
    ['no name to sign in with', { password: goodPassword }, 'sign-in-name-needed'],
    ['a name that is none', { signInName: 'a b', password: goodPassword }, 'sign-in-name-malformed'],
  ])('asks for another choice: %s; the link is not used up', async (_, body, refusal) => {
    const link = await identity.invite('P1');
    const refused = await choose(link, body);
    expect([refused.status, refused.body.type]).toEqual([422, `/problems/${refusal}`]);
    expect((await choose(link, { signInName: 'nia.evans', password: goodPassword })).status).toBe(201);
  });

  it('is by a name that one person alone has, however it is written', async () => {
    await identity.join('P1', 'Nia.Evans');
    const second = await choose(await identity.invite('P2'), { signInName: 'NIA.EVANS', password: goodPassword });
    expect([second.status, second.body.type]).toEqual([409, '/problems/sign-in-name-taken']);
  });

  it('goes on with a new password by a link of an administrator; every session and older link ends', async () => {
    const before = await identity.join('P1', 'nia', [{ role: 'administrator' }]);
    const make = async () => {
      const { body } = await identity.ask('post', '/api/v1/people/P1/links', { as: administrator });
      return String(body.link).split('/').at(-1) ?? '';
    };
    const [older, newer] = [await make(), await make()];
    expect((await choose(older, { password: 'four green bicycles' })).status).toBe(410);
    expect(await isLetIn(before)).toBe(200);
    expect((await choose(newer, { password: 'four green bicycles' })).status).toBe(201);
    expect(await isLetIn(before)).toBe(401);
    expect((await identity.signIn('nia')).status).toBe(401);
    expect((await identity.signIn('nia', 'four green bicycles')).status).toBe(201);
  });

  it('has links that end: an invitation after seven days, one for a new password after one', async () => {
    const invitation = await identity.invite('P1');
    identity.wait(7 * 24 * 60 - 1);
    expect((await choose(invitation, { signInName: 'nia', password: goodPassword })).status).toBe(201);
    const { body } = await identity.ask('post', '/api/v1/people/P1/links', { as: administrator });
    identity.wait(24 * 60);
    expect((await choose(String(body.link).split('/').at(-1) ?? '', { password: goodPassword })).status).toBe(410);
  });

  it('gives an administrator of another organisation no link, and does not say that the person is there', async () => {
    await identity.join('P1', 'nia');
    const asked = await identity.ask('post', '/api/v1/people/P1/links', { as: strangerAdministrator });
    expect([asked.status, asked.body.type]).toEqual([404, '/problems/person-not-found']);
    const unknown = await identity.ask('post', '/api/v1/people/Z9/links', { as: strangerAdministrator });
    expect(unknown.body.type).toBe(asked.body.type);
  });

  it('is changed by whoever says the one they have; the session stays, the others end', async () => {
    const here = await identity.join('P1', 'nia', [{ role: 'administrator' }]);
    const there = (await identity.signIn('nia')).body.token;
    const change = (current: string, password: string) =>
      identity.ask('put', '/api/v1/my-password', { token: here, body: { current, password } });
    const wrong = await change('not it at all', 'four green bicycles');
    expect([wrong.status, wrong.body.type]).toEqual([422, '/problems/password-not-right']);
    expect((await change(goodPassword, 'four green bicycles')).status).toBe(204);
    expect([await isLetIn(here), await isLetIn(there)]).toEqual([200, 401]);
    expect((await identity.signIn('nia', 'four green bicycles')).status).toBe(201);
  });

  it('is changed, and a link that waited for its person opens nothing any more', async () => {
    const here = await identity.join('P1', 'nia');
    const { body } = await identity.ask('post', '/api/v1/people/P1/links', { as: administrator });
    const changed = { current: goodPassword, password: 'four green bicycles' };
    expect((await identity.ask('put', '/api/v1/my-password', { token: here, body: changed })).status).toBe(204);
    const used = await choose(String(body.link).split('/').at(-1) ?? '', { password: 'seven slow kettles' });
    expect([used.status, used.body.type]).toEqual([410, '/problems/link-not-usable']);
    expect((await identity.signIn('nia', 'four green bicycles')).status).toBe(201);
  });

  it('leaves a name to others once its person has another', async () => {
    await identity.join('P1', 'nia');
    const { body } = await identity.ask('post', '/api/v1/people/P1/links', { as: administrator });
    const renamed = { signInName: 'nia.evans', password: 'four green bicycles' };
    expect((await choose(String(body.link).split('/').at(-1) ?? '', renamed)).status).toBe(201);
    expect((await identity.signIn('nia', 'four green bicycles')).status).toBe(401);
    await identity.join('P2', 'nia');
    expect((await identity.signIn('nia')).status).toBe(201);
  });

  it('ends the session that the browser held before: one that was planted is worth nothing', async () => {
    const planted = await identity.join('P1', 'nia', [{ role: 'administrator' }]);
    await identity.join('P2', 'bryn');
    const signedIn = await identity.ask('post', '/api/v1/sessions', {
      token: planted,
      body: { name: 'bryn', password: goodPassword },
    });
    expect(signedIn.status).toBe(201);
    expect(signedIn.body.token).not.toBe(planted);
    expect(await isLetIn(planted)).toBe(401);
  });

  it('ends for an hour after 50 wrong passwords for one name, from wherever', async () => {
    await identity.join('P1', 'nia');
    for (let tries = 0; tries < 50; tries += 1) {
      expect((await identity.signIn('nia', 'wrong password!')).status).toBe(401);
    }
    expect((await identity.signIn('nia')).body.type).toBe('/problems/too-many-requests');
    identity.wait(60);
    expect((await identity.signIn('nia')).status).toBe(201);
  }, 60_000);

  it('leaves neither name nor email nor password in clear in any file, nor in what is said to others', async () => {
    const password = 'zebra quay lantern';
    const link = await identity.invite('P1', [{ role: 'evaluator' }], 'Angharad Prydderch');
    await choose(link, { signInName: 'angharad@prydderch.example', password });
    await identity.signIn('angharad@prydderch.example', password);
    await identity.service.settled();
    const bytes = filesIn(identity.service.folder)
      .map((file) => readFileSync(file, 'latin1'))
      .join('');
    for (const canary of ['Angharad', 'Prydderch', 'prydderch', 'zebra', 'lantern'])
      expect(bytes).not.toContain(canary);
    expect(bytes).toContain('$argon2id$');
    const said = JSON.stringify(identity.service.said());
    expect(said).toContain('person.changed.v1');
    expect(said).not.toMatch(/argon2|contact/);
  });
});

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());

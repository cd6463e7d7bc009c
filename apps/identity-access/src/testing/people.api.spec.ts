import type { Visitor } from '#web/testing/visitor.js';

import {
  administrator,
  startIdentityService,
  strangerAdministrator,
  type IdentityService,
} from './identity-service.js';

describe('the list of people', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  const see = async (query = '', as = administrator) => {
    await identity.service.settled();
    return (await identity.ask('get', `/api/v1/people${query}`, { as })).body;
  };
  const names = async (query = '', as = administrator): Promise<readonly string[]> =>
    (await see(query, as)).items.map(({ name }: { readonly name: string }) => name);
  const pages = async (): Promise<Visitor> => {
    await identity.service.settled();
    return identity.service.browser(administrator);
  };

  it('is in the order of their names, and searched by part of one, by role and by account', async () => {
    await identity.invite('P1', [{ role: 'evaluator' }], 'Nia Evans');
    await identity.invite('P2', [{ role: 'collector' }, { role: 'facilitator' }], 'Bryn Rees');
    await identity.join('P3', 'siân', [{ role: 'collector' }]);
    await identity.ask('post', '/api/v1/people/P1/deactivation', { as: administrator });
    expect(await names()).toEqual(['Bryn Rees', 'Nia Evans', 'Nia Evans']);
    expect(await names('?text=REES')).toEqual(['Bryn Rees']);
    expect(await names('?role=collector&text=nia')).toEqual(['Nia Evans']);
    expect(await names('?role=panel-member')).toEqual([]);
    expect((await see('?account=closed')).items).toEqual([
      { person: 'P1', name: 'Nia Evans', roles: [{ role: 'evaluator' }], account: 'closed' },
    ]);
    expect(await names('?account=invited')).toEqual(['Bryn Rees']);
    expect((await see('?account=used')).found).toBe(1);
    expect(await names('', strangerAdministrator)).toEqual([]);
  });

  it('comes fifty at a time, with nobody left out and nobody twice', async () => {
    const all = Array.from({ length: 53 }, (_, n) => `Person ${String(n).padStart(2, '0')}`);
    for (const [n, name] of [...all].reverse().entries()) {
      await identity.invite(`P${String(n)}`, [{ role: 'panel-member' }], name);
    }
    const { items, found, next } = await see();
    expect([items.length, found]).toEqual([50, 53]);
    expect(await names(`?after=${String(next)}`)).toEqual(all.slice(50));
    expect((await see('?after=nobody')).type).toMatch(/request-not-understood$/);

    const browser = await pages();
    const first = (await browser.open('/en/people?role=panel-member')).page;
    expect(first.table('People found: 53')).toHaveLength(51);
    expect(first.field('Role').value).toBe('panel-member');
    const second = (await browser.open(first.linkTo('More people'))).page;
    expect(second.table('People found: 53').slice(1)).toEqual(
      all.slice(50).map((name) => [name, 'panel member', 'not used yet']),
    );
    expect(second.linkTo('The first people')).toBe('/en/people?role=panel-member');
  }, 30_000);

  it('says what to do where nobody was found, and keeps what was asked, in both languages', async () => {
    await identity.invite('P1', [{ role: 'evaluator' }], 'Nia Evans');
    const browser = await pages();
    const { page } = await browser.open('/en/people?text=nobody');
    expect(page.text).toContain('Nobody with an account was found for this.');
    expect(page.field('Part of a name').value).toBe('nobody');
    expect((await browser.open('/cy/people?text=nobody')).page.text).toContain('Ni chafwyd hyd i neb â chyfrif.');
    expect((await browser.open('/cy/people')).page.table('Pobl a gafwyd: 1')[1]).toEqual([
      ...['Nia Evans', 'gwerthuswr', 'heb ei ddefnyddio eto'],
    ]);
  });

  it.each(['change-roles', 'end-account', 'invitation', 'make-link'])(
    'leads to pages that say whom they are about: %s',
    async (page) => {
      await identity.invite('P1', [{ role: 'evaluator' }], 'Nia Evans');
      const browser = await pages();
      expect((await browser.open(`/en/people/P1/${page}`)).page.mainText).toContain('Nia Evans');
    },
  );
});

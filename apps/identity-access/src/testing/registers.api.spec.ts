import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Visitor } from '#web/testing/visitor.js';

import {
  administrator,
  startIdentityService,
  strangerAdministrator,
  type IdentityService,
} from './identity-service.js';

const evaluator = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
const canary = 'zaffre-ledger-canary';

const aBreach = {
  ...{ foundAt: '2026-11-20T09:30:00.000Z', people: null, kinds: ['stories'], risk: 'likely' },
  ...{ regulator: 'to-decide', regulatorToldAt: null, peopleToldAt: null, isClosed: false },
  ...{ what: `A list went to the wrong address ${canary}`, measures: '', whyNotTold: '' },
};
const aRequest = {
  ...{ kind: 'foi', basis: 'freedom-of-information', receivedOn: '2026-10-19', bankHolidays: 0 },
  ...{ outcome: 'open', answeredOn: null, who: '=Someone', what: `How many stories ${canary}` },
  ...{ given: '', decidedBy: '', why: '' },
};

describe('the log of breaches and the register of disclosures', () => {
  let identity: IdentityService;
  let browser: Visitor;
  beforeAll(async () => {
    identity = await startIdentityService();
    browser = await identity.service.browser(administrator);
  });
  afterAll(() => identity.service.close());

  const ask = async (method: 'get' | 'post' | 'put', path: string, body?: object, as = administrator) => {
    const answer = await identity.ask(method, `/api/v1/${path}`, body === undefined ? { as } : { as, body });
    await identity.service.settled();
    return answer;
  };

  it('are empty at first, say what to do, and are found from the people’s page', async () => {
    const { page } = await browser.open('/en/people');
    expect([page.linkTo('Breaches of data'), page.linkTo('Disclosures and Freedom of Information')]).toEqual([
      '/en/breaches',
      '/en/disclosures',
    ]);
    expect((await browser.open('/en/breaches')).page.mainText).toContain('When one is found, enter it here.');
    expect((await browser.open('/cy/disclosures')).page.mainText).toContain('Nid oes cais ar agor.');
  });

  it('a breach is entered on a page, in the time of the wall, and its 72 hours are shown until it is told', async () => {
    const { page } = await browser.open('/en/breaches/enter');
    expect(page.formValues).toMatchObject({ foundAt: '2026-11-21T10:00', regulator: 'to-decide' });
    const typed = { what: 'A phone was lost', foundAt: '2026-11-31T10:00', people: 'some', regulator: 'told' };
    const wrong = await browser.send('/en/breaches/enter', typed);
    expect(wrong.page.errors).toEqual([
      { text: 'Enter a day and a time that there is, such as 21 November 2026, 09:30', input: 'foundAt' },
      { text: 'Enter a whole number of people', input: 'people' },
      { text: 'Select how likely it is that people come to harm', input: 'risk' },
    ]);
    expect(wrong.page.formValues).toMatchObject({ what: 'A phone was lost', people: 'some' });
    const whole = { ...typed, foundAt: '2026-11-19T09:00', people: '3', kinds: 'names', risk: 'high' };
    const refused = await browser.send('/cy/breaches/enter', whole);
    expect([refused.status, refused.page.errors[0]]).toEqual([
      422,
      { text: 'Rhowch pryd y dywedwyd wrth y rheoleiddiwr.', input: 'regulatorToldAt' },
    ]);
    const { leadsTo = '' } = await browser.send('/en/breaches/enter', { ...whole, regulator: 'to-decide' });
    await identity.service.settled();
    const entry = await browser.open(leadsTo);
    expect(entry.page.mainText).toMatch(
      /The entry is saved.*72 hours end: 22 November 2026, 09:00\s*23 whole hours are left to tell the regulator/s,
    );
    const address = leadsTo.replace('?done=saved', '');
    const older = await browser.send('/cy/breaches/enter', {
      ...{ ...whole, what: 'A list on a train', foundAt: '2026-02-01T09:00', regulator: 'to-decide' },
    });
    await identity.service.settled();
    expect((await browser.open(older.leadsTo ?? '')).page.mainText).toContain(
      'Daeth y 72 awr i ben: 4 Chwefror 2026, 09:00. ',
    );
    const told = { ...entry.page.formValues, regulator: 'told', regulatorToldAt: '2026-11-21T09:45', closed: 'yes' };
    expect((await browser.send(address, told)).status).toBe(303);
    // Sent over what somebody else wrote since: nothing of theirs is lost.
    const stale = await browser.send(address, { ...told, what: 'Two phones' });
    expect([stale.status, stale.page.formValues['what']]).toEqual([422, 'Two phones']);
    await identity.service.settled();
    expect((await browser.open('/en/breaches')).page.mainText).not.toContain('A phone was lost');
    const closed = await browser.open('/en/breaches?state=closed&text=PHONE');
    expect(closed.page.table('Breaches, the one found last first')[1]).toEqual([
      ...['19 November 2026, 09:00', 'A phone was lost', 'A high risk', 'The regulator was told in time.', 'Closed'],
    ]);
  });

  it('a breach is entered, found, changed and saved as a file by API, with what it said before in the log', async () => {
    const entered = await ask('post', 'breaches', aBreach);
    expect(entered.status).toBe(201);
    const breach = String(entered.body.breach);
    const refused = await ask('put', `breaches/${breach}`, { ...aBreach, isClosed: true });
    expect([refused.status, refused.body.type]).toEqual([422, '/problems/breach-regulator-undecided']);
    const settled = { ...aBreach, regulator: 'not-needed', whyNotTold: '=It was ours', isClosed: true };
    expect((await ask('put', `breaches/${breach}`, settled)).body).toEqual({ version: 2 });
    expect((await ask('get', 'breaches?state=all&text=WRONG address')).body.items).toEqual([
      expect.objectContaining({ id: breach, version: 2, words: expect.objectContaining({ what: aBreach.what }) }),
    ]);
    const file = await ask('get', 'breaches.csv?state=all&text=wrong');
    const [head, row] = file.text.split('\r\n');
    expect(head).toBe(
      '\ufeffid,foundAt,dueAt,clock,people,kinds,risk,regulator,regulatorToldAt,peopleToldAt,closedAt,what,measures,whyNotTold',
    );
    expect(row).toContain('not-needed,,stories,likely,not-needed,,,2026-11-21T10:00:00.000Z');
    expect(row).toContain("'=It was ours");
  });

  it('a request under the Act has its 20 working days, and ends with who decided', async () => {
    const entered = await ask('post', 'disclosures', aRequest);
    const disclosure = String(entered.body.disclosure);
    expect((await ask('get', `disclosures/${disclosure}`)).body).toMatchObject({
      dueOn: '2026-11-16',
      isOverdue: true,
    });
    const listed = await browser.open('/en/disclosures?state=overdue');
    expect(listed.page.mainText).toContain('It was to be answered by 16 November 2026.');
    const address = `/en/disclosures/${disclosure}`;
    const form = (await browser.open(address)).page.formValues;
    const answered = { ...form, outcome: 'given-in-part', answeredOn: '2026-11-20' };
    const undecided = await browser.send(address, answered);
    expect(undecided.page.errors).toEqual([{ text: 'Enter who decided on the request.', input: 'decidedBy' }]);
    expect((await browser.send(address, { ...answered, decidedBy: 'Nia, Head of Information' })).status).toBe(303);
    await identity.service.settled();
    expect((await browser.open('/en/disclosures?state=answered')).page.mainText).toContain(
      'Answered on 20 November 2026',
    );
    expect((await ask('get', 'disclosures.csv?state=all')).text).toContain("'=Someone");
  });

  it('are for administrators of the organisation alone', async () => {
    const [{ id: breach }] = (await ask('get', 'breaches?state=all')).body.items;
    const [{ id: disclosure }] = (await ask('get', 'disclosures?state=all')).body.items;
    for (const path of [
      'breaches',
      `breaches/${String(breach)}`,
      'disclosures.csv',
      `disclosures/${String(disclosure)}`,
    ]) {
      expect((await ask('get', path, undefined, evaluator)).status).toBe(403);
    }
    for (const path of [`breaches/${String(breach)}`, `disclosures/${String(disclosure)}`]) {
      expect((await ask('get', path, undefined, strangerAdministrator)).status).toBe(404);
      const body = path.startsWith('breaches') ? aBreach : aRequest;
      expect((await ask('put', path, body, strangerAdministrator)).status).toBe(404);
    }
    expect((await ask('get', 'breaches?state=all', undefined, strangerAdministrator)).body.items).toEqual([]);
  });

  it('stand in the audit whenever somebody looks, writes or saves, and their texts stand in clear nowhere', async () => {
    const { items } = (await ask('get', 'audit')).body;
    const acts = new Set(
      items.map(({ act, kind }: { readonly act: string; readonly kind: string }) => `${act} ${kind}`),
    );
    for (const kind of ['breach', 'disclosure']) {
      for (const act of ['saw', 'wrote', 'exported']) expect(acts).toContain(`${act} ${kind}`);
    }
    const files = readdirSync(identity.service.folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    expect(files.length).toBeGreaterThan(4);
    const holding = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(canary));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });
});

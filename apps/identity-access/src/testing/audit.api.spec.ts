import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';

import {
  administrator,
  startIdentityService,
  strangerAdministrator,
  type IdentityService,
} from './identity-service.js';

const at = (day: string, time = '10:00') => `${day}T${time}:00.000Z`;

describe('the audit', () => {
  let identity: IdentityService;
  beforeEach(async () => {
    identity = await startIdentityService();
  });
  afterEach(() => identity.service.close());

  const see = async (query = '', as = administrator) => {
    await identity.service.settled();
    return (await identity.ask('get', `/api/v1/audit${query}`, { as })).body;
  };
  const lines = async (query = '', as = administrator): Promise<readonly string[]> => {
    const { items } = await see(query, as);
    return items.map((entry: Record<string, string>) =>
      [entry['person'], entry['act'], entry['kind'], entry['object']].join(' '),
    );
  };
  const storySeen = (person: string, story: string, when: string, organisation?: string) =>
    identity.service.receive(
      storiesAccessedV1,
      `access/${organisation ?? 'pont-y-bore'}/${when.slice(0, 10)}`,
      { person, act: 'saw', kind: 'story', object: story, at: when },
      organisation,
    );

  it('tells who changed what of whom, who came in, and who could not', async () => {
    await identity.join('P1', 'nia');
    await identity.ask('put', '/api/v1/people/P1/roles', {
      as: administrator,
      body: { roles: [{ role: 'collector' }] },
    });
    await identity.signIn('nia', 'not the password!');
    await identity.signIn('a name that nobody has', 'not the password!');
    await identity.signIn('nia');
    await identity.ask('post', '/api/v1/people/P1/links', { as: administrator, body: { removesSecondStep: true } });
    await identity.ask('post', '/api/v1/people/P1/deactivation', { as: administrator });
    // What could not be is written down beside the answer.
    let all: readonly string[] = [];
    for (const until = Date.now() + 10_000; Date.now() < until && !all.includes('P1 sign-in-refused person P1');) {
      all = await lines();
    }
    expect([...all].filter((line) => !line.includes('audit')).sort()).toEqual([
      'A1 added-person person P1',
      'A1 changed-roles person P1',
      'A1 ended-account person P1',
      'A1 took-second-step-away person P1',
      'P1 changed-sign-in person P1',
      'P1 sign-in-refused person P1',
      'P1 signed-in person P1',
      'P1 signed-in person P1',
    ]);
  });

  it('holds what the other services say was seen and taken, for that organisation alone', async () => {
    await storySeen('E1', 'S1', at('2026-11-20'));
    await storySeen('X1', 'S9', at('2026-11-20'), 'others');
    await identity.service.receive(storyOpenedV1, 'sitting/T1', {
      ...{ sitting: 'T1', story: 'S2', member: 'M01', how: 'opened', at: at('2026-11-20', '11:00') },
    });
    await identity.service.receive(reportsAccessedV1, 'access/pont-y-bore/2026-11-20', {
      ...{ person: 'E1', act: 'exported', kind: 'report', object: 'telling/2026-Q2', at: at('2026-11-20', '12:00') },
    });
    expect(await lines()).toEqual(['E1 exported report telling/2026-Q2', 'M01 saw story S2', 'E1 saw story S1']);
    expect(await lines('', strangerAdministrator)).toEqual(['X1 saw story S9']);
  });

  it('is searched by person, act, object and days, newest first', async () => {
    await storySeen('E1', 'S1', at('2026-11-14', '23:59'));
    await storySeen('E1', 'S1', at('2026-11-15', '00:00'));
    await storySeen('E2', 'S1', at('2026-11-16'));
    await storySeen('E1', 'S2', at('2026-11-21', '09:00'));
    expect(await lines()).toEqual(['E1 saw story S2', 'E2 saw story S1', 'E1 saw story S1']);
    expect(await lines('?person=E1&from=2026-11-14')).toHaveLength(3);
    expect(await lines('?object=S1&person=E1')).toEqual(['E1 saw story S1']);
    expect(await lines('?object=S1&to=2026-11-15&from=2026-11-01')).toHaveLength(2);
    expect(await lines('?act=exported&person=E1')).toEqual([]);
    expect(await see('?to=2026-11-15')).toMatchObject({ from: '2026-11-09', to: '2026-11-15' });
    const refusals = ['?from=yesterday', '?from=2026-11-20&to=2026-11-19', '?from=2025-11-20', '?after=elsewhere'];
    const types = [];
    for (const query of refusals)
      types.push(
        String((await see(query)).type)
          .split('/')
          .at(-1),
      );
    expect(types).toEqual([
      'audit-day-malformed',
      'audit-period-backwards',
      'audit-period-too-long',
      'request-not-understood',
    ]);
  });

  it('comes in pages that leave nothing out and tell nothing twice, and whole as a file', async () => {
    const { store } = identity.service.runtime;
    // Two of three by somebody else, over two days: pages are filled from more than one.
    for (const day of ['2026-11-19', '2026-11-20']) {
      const events = Array.from({ length: 330 }, (_, n) => ({
        type: 'AccessRecorded' as const,
        schemaVersion: 1,
        data: {
          ...{ person: n % 3 === 0 ? 'E1' : 'E2', act: 'saw', kind: 'story', object: `S${String(n)}` },
          at: at(day, `1${String(Math.floor(n / 60))}:${String(n % 60).padStart(2, '0')}`),
        },
      }));
      await store.append(`access/pont-y-bore/${day}`, events, {
        ...{ organisation: 'pont-y-bore', actor: 'test', at: at(day), correlation: 'test' },
        ...{ expected: 'any', commandId: `test-${day}` },
      });
    }
    const all = async (query: string): Promise<readonly string[]> => {
      const found: string[] = [];
      for (let after = ''; ;) {
        const { items, next } = await see(`?${query}${after}`);
        expect(items.length).toBeLessThan(200);
        found.push(
          ...items.map((entry: Record<string, string>) => `${String(entry['at'])} ${String(entry['object'])}`),
        );
        if (next === null) return found;
        after = `&after=${encodeURIComponent(next)}`;
      }
    };
    const everything = await all('act=saw&person=E2&from=2026-11-19&to=2026-11-20');
    expect(everything).toHaveLength(440);
    expect(new Set(everything).size).toBe(440);
    expect(everything).toEqual([...everything].sort((a, b) => (a.slice(0, 24) < b.slice(0, 24) ? 1 : -1)));
    const file = await identity.ask('get', '/api/v1/audit.csv?person=E2&to=2026-11-20', { as: administrator });
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text.startsWith('\ufeffat,person,act,kind,object\r\n')).toBe(true);
    const rows = file.text.trim().split('\r\n');
    expect(rows).toHaveLength(441);
    expect(await lines('?act=exported')).toEqual(['A1 exported audit all']);
  }, 30_000);

  it('says who looked into it, once a day, and cannot be changed without being found out', async () => {
    await lines();
    await lines('?person=P1');
    expect(await lines('?act=saw')).toEqual(['A1 saw audit all']);
    const { store } = identity.service.runtime;
    expect((await store.read('access/pont-y-bore/2026-11-21')).map(({ event }) => event.type)).toEqual([
      'AccessRecorded',
    ]);
    const flaws = [];
    for await (const flaw of store.verify()) flaws.push(flaw);
    expect(flaws).toEqual([]);
  });

  it('is for administrators, and holds no name', async () => {
    await identity.invite('P1', [{ role: 'evaluator' }], 'Nia Evans');
    const as = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
    expect((await identity.ask('get', '/api/v1/audit', { as })).status).toBe(403);
    expect((await identity.ask('get', '/api/v1/audit.csv', { as })).status).toBe(403);
    expect(JSON.stringify(await see())).not.toContain('Nia');
    const browser = await identity.service.browser(administrator);
    const { page } = await browser.open('/en/audit?act=added-person');
    expect(page.heading).toBe('Who saw, took or changed what');
    expect(page.table('What was done, newest first')[1]).toEqual([
      '21 November 2026, 10:00',
      'A1',
      'Added a person',
      'Person: Nia Evans',
    ]);
    expect((await browser.open('/cy/audit?object=nothing')).page.text).toContain('Ni chofnodwyd dim ar gyfer hyn.');
    const wrong = await browser.open('/en/audit?from=2026-11-30&to=2026-11-01');
    expect([wrong.status, wrong.page.errors[0]?.text]).toEqual([422, 'The last day is before the first day.']);
    expect(wrong.page.formValues).toMatchObject({ from: '2026-11-30', to: '2026-11-01' });
  });

  it('leads from a line to all that was done with one thing, and from there to its page', async () => {
    await identity.invite('P1', [{ role: 'evaluator' }], 'Nia Evans');
    await storySeen('E1', '3c6b337c-0a85-8761-83b5-64199cd4c388', at('2026-11-20'));
    await identity.service.settled();
    const browser = await identity.service.browser(administrator);
    const { page } = await browser.open('/en/audit');
    const ofPerson = (await browser.open(page.linkTo('Person: Nia Evans'))).page;
    expect(ofPerson.table('What was done, newest first').slice(1)).toEqual([
      ['21 November 2026, 10:00', 'A1', 'Added a person', 'Person: Nia Evans'],
    ]);
    expect(ofPerson.linkTo('Open its page: Person')).toBe('/en/people/P1');
    const ofStory = (await browser.open(page.linkTo('Story: 3c6b337c'))).page;
    expect(ofStory.table('What was done, newest first')).toHaveLength(2);
    expect(ofStory.field('First day').value).toBe('2026-11-15');
    expect(ofStory.text).not.toContain('Open its page');
    const welsh = await browser.open('/cy/audit?object=P1');
    expect(welsh.page.linkTo('Agor ei dudalen: Unigolyn')).toBe('/cy/people/P1');
  });

  it('is written before a copy leaves: where it cannot be, looking goes on and saving is refused', async () => {
    const ask = async (path: string) => (await identity.ask('get', path, { as: administrator })).status;
    expect(await ask('/api/v1/audit.csv')).toBe(200);
    // Nothing can be written from here on, and all that was written can be read.
    await identity.service.runtime.store.close();
    expect([await ask('/api/v1/audit'), await ask('/api/v1/breaches'), await ask('/api/v1/audit.csv')]).toEqual([
      ...[200, 200, 503],
    ]);
    expect(identity.service.warned().filter((line) => line.includes('could not be written down'))).toHaveLength(2);
  });

  it('is not the place for who was not let in: that is a line of the log, by id and route alone', async () => {
    const as = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
    await identity.ask('get', '/api/v1/people/Nia-Evans?next=secret', { as: strangerAdministrator });
    await identity.ask('get', '/api/v1/audit?object=secret', { as });
    await identity.ask('get', '/api/v1/audit?object=secret');
    await identity.browser().open('/en/audit?object=secret');
    await identity.ask('get', '/api/v1/secret', { as });
    const said = identity.service.warned().filter((line) => line.startsWith('Somebody was not let in'));
    expect(said.map((line) => line.replace(/"correlation":"[^"]+",/, ''))).toEqual([
      'Somebody was not let in {"refusal":"person-not-found","method":"GET","route":"/api/v1/people/:person","person":"X1","organisation":"others"}',
      'Somebody was not let in {"refusal":"not-allowed","method":"GET","route":"/api/v1/audit","person":"E1","organisation":"pont-y-bore"}',
      'Somebody was not let in {"refusal":"sign-in-needed","method":"GET","route":"/api/v1/audit"}',
    ]);
    expect(identity.service.warned().join()).not.toMatch(/secret|Nia-Evans/);
  });
});

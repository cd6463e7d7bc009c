import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import type { TestPerson } from '#service-kit/testing/service-harness.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  evaluator,
  seesSafeguardingPeople,
  startProgrammeService,
  type ProgrammeService,
} from '../../testing/programme-service.js';

const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const stranger: TestPerson = { ...administrator, person: 'X1', organisation: 'others' };
const api = '/api/v1/rehearsals';

describe('a rehearsal', () => {
  let programmes: ProgrammeService;
  let browser: Visitor;
  let rehearsal = '';
  let programme = '';
  beforeAll(async () => {
    programmes = await startProgrammeService();
    await seesSafeguardingPeople(programmes.service);
    browser = await programmes.service.browser(administrator);
  });
  afterAll(() => programmes.service.close());

  const ask = (method: 'get' | 'post', path: string, body?: object, as = administrator) =>
    programmes.ask(method, path, body === undefined ? { as } : { as, body });
  const listed = async () => (await browser.open('/en/programmes')).page.mainText;

  it('is offered where the programmes are, in both languages, and says what is missing', async () => {
    expect((await browser.open('/en/programmes')).page.linkTo('Rehearse what to do with requests and breaches')).toBe(
      '/en/rehearsals',
    );
    expect((await browser.open('/cy/rehearsals')).page.mainText).toContain('Ni fu un eto.');
    const { status, page } = await browser.send('/en/rehearsals', {});
    expect([status, page.errors]).toEqual([
      422,
      [
        { text: 'Select what is practised', input: 'kind' },
        { text: 'Select who the second person is', input: 'second' },
      ],
    ]);
  });

  it('makes a marked programme by the command that makes every other, ready for invented stories', async () => {
    const { leadsTo = '' } = await browser.send('/en/rehearsals', { kind: 'withdrawal', second: 'seren' });
    rehearsal = leadsTo.split('/').at(-1) ?? '';
    const { page } = await browser.open(leadsTo);
    expect(page.heading).toBe('Rehearsal: taking a story back');
    expect(page.mainText).toMatch(/Second person: Seren.*Aim: one second from taking back/s);
    expect(page.linkTo('Letters that would have gone out')).toMatch(
      /^\/en\/programmes\/rehearsal-\w+(?:-\w+)*\/stories\/rehearsed-letters$/,
    );
    expect(page.linkTo('Letters to people with an account that would have gone out')).toMatch(
      /^\/en\/rehearsed-letters\/rehearsal-/,
    );
    expect(
      page
        .table('Steps, and how long after the start each was done')
        .slice(1)
        .map(([, , time]) => time),
    ).toEqual(Array.from({ length: 6 }, () => 'Not done'));
    ({ programme } = (await ask('get', `${api}/${rehearsal}`)).body);
    const design = await programmes.read(programme);
    expect(design).toMatchObject({
      ...{ rehearsal: 'on', isPilot: true, safeguarding: { lead: 'A1', deputy: 'seren' } },
      ...{ name: { en: 'REHEARSAL: Taking a story back, 21 November 2026' }, care: { keepMonths: 1 } },
      periods: [{ status: 'open', closes: '2026-09-22' }],
    });
    expect(await listed()).toContain('REHEARSAL');
  });

  it('writes down each step with the time since the start, and what went wrong under a key', async () => {
    const steps = `${api}/${rehearsal}/steps`;
    expect((await ask('post', steps, { step: 'take-back', wentWrong: 'We had lost the bergamot-canary' })).status).toBe(
      201,
    );
    const again = await ask('post', steps, { step: 'take-back', wentWrong: '' });
    expect([again.status, again.body.type]).toEqual([409, '/problems/rehearsal-step-done']);
    const { page } = await browser.open(`/en/rehearsals/${rehearsal}`);
    expect(page.table('Steps, and how long after the start each was done')[3]?.slice(1)).toEqual([
      ...['A1', 'Minutes: 0. Seconds: 0.', 'We had lost the bergamot-canary'],
    ]);
    const recorded = await programmes.service.runtime.store.read(`rehearsal/${rehearsal}`);
    expect(recorded.map(({ event }) => event.type)).toEqual(['RehearsalStarted', 'RehearsalStepDone']);
    expect(JSON.stringify(recorded)).not.toContain('bergamot');
  });

  it('ends when what was invented is cleared away, keeps its record, and its programme is told to be over', async () => {
    const early = await browser.send(`/en/rehearsals/${rehearsal}/end`, { lessons: 'Keep the code at hand' });
    expect([early.status, early.page.errors[0]?.text]).toEqual([
      422,
      'A rehearsal ends when what was invented is cleared away.',
    ]);
    expect(early.page.formValues['lessons']).toBe('Keep the code at hand');
    await browser.send(`/en/rehearsals/${rehearsal}`, { step: 'clear-away', wentWrong: '' });
    const ended = await browser.send(`/en/rehearsals/${rehearsal}/end`, { lessons: 'Keep the code at hand' });
    expect(ended.status).toBe(303);
    const record = (await browser.open(ended.leadsTo ?? '')).page;
    expect(record.mainText).toMatch(/Ended: 21 November 2026, 10:00.*What was learned\s*Keep the code at hand/s);
    expect(record.formValues).toEqual({});
    await programmes.service.settled();
    expect(await listed()).not.toContain('REHEARSAL');
    const { items } = (await ask('get', '/api/v1/programmes')).body;
    expect(items.map(({ id }: { readonly id: string }) => id)).not.toContain(programme);
    const last = programmes.service
      .said()
      .filter(({ subject }) => subject === `programme/${programme}`)
      .at(-1);
    expect(last).toMatchObject({
      type: programmeRevisedV1.type,
      data: { change: 'RehearsalRemoved', programme: { rehearsal: 'over', periods: [{ status: 'complete' }] } },
    });
  });

  it('is for administrators of the organisation, and never removes a real programme', async () => {
    expect((await ask('get', api, undefined, evaluator)).status).toBe(403);
    expect((await ask('get', `${api}/${rehearsal}`, undefined, stranger)).status).toBe(404);
    expect((await ask('post', `${api}/${rehearsal}/ending`, { lessons: '' }, stranger)).status).toBe(404);
    const alone = await ask('post', api, { kind: 'breach', second: 'A1' });
    expect([alone.status, alone.body.type]).toEqual([422, '/problems/rehearsal-needs-two-people']);
    await programmes.create({ id: 'real' });
    expect((await programmes.read('real')).rehearsal).toBeUndefined();
  });
});

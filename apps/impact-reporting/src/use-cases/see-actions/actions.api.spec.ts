import request from 'supertest';

import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import {
  aClosedSitting,
  collector,
  evaluator,
  facilitator,
  hearProgramme,
  hearStory,
  stranger,
} from '../../testing/told-stories.js';

const recommend = '/api/v1/programmes/telling/actions';

describe('what should follow, and what did', () => {
  let service: TestService;
  const ask = async (
    method: 'get' | 'post' | 'put',
    path: string,
    body: object = {},
    person: TestPerson = evaluator,
  ) => {
    const asked = request(service.app.getHttpServer())
      [method](path)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const listed = async (query = '') => (await ask('get', `/api/v1/actions${query}`)).body.items;
  const shared = async (person: TestPerson = collector) =>
    (await ask('get', '/api/v1/you-said-we-did', {}, person)).body.items;

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
  });
  afterAll(() => service.close());

  it('is empty at first, and says what to do', async () => {
    const browser = await service.browser(evaluator);
    expect((await browser.open('/en/actions')).page.mainText).toContain('Begin by creating a programme.');
    await hearProgramme(service);
    await hearStory(service, 'DN-001');
    await hearStory(service, 'DN-002', {}, { panel: { named: false } });
    await service.receive(sittingClosedV1, 'sitting/S1', aClosedSitting());
    const { page } = await browser.open('/en/actions');
    expect(page.mainText).toContain('Nothing has been recommended yet.');
    expect(page.linkTo('Write down a recommendation: Telling the change')).toBe(
      '/en/programmes/telling/recommend-action',
    );
    expect((await browser.open('/cy/you-said-we-did')).page.mainText).toContain(
      'Nid oes dim yn cael ei rannu yma eto.',
    );
  });

  it('is recommended from a story, a meeting or a report, on a page', async () => {
    const browser = await service.browser(facilitator);
    const address = '/en/programmes/telling/recommend-action';
    const empty = await browser.send(address, { stories: 'DN-001' });
    expect(empty.status).toBe(422);
    expect(empty.page.errors.map(({ input }) => input)).toEqual(['recommendation', 'period']);
    const answers = { recommendation: 'Answer the telephone in Welsh', period: '2026-Q1' };
    const unknown = await browser.send(address, { ...answers, stories: 'DN-001, DN-999' });
    expect(unknown.page.errors).toEqual([{ text: 'There is no story DN-999 in this programme', input: 'stories' }]);
    expect(unknown.page.field('What should follow?').value).toBe('Answer the telephone in Welsh');
    const sent = await browser.send(address, { ...answers, stories: 'dn-001', sittings: 'S1' });
    expect(sent.status).toBe(303);
    const { page } = await browser.open(sent.leadsTo ?? '');
    expect(page.mainText).toContain('Answer the telephone in Welsh');
    expect(page.linkTo('The meeting')).toBe('/en/meetings/S1');
    expect(page.linkTo('The story')).toBe('/en/programmes/telling/stories/DN-001/themes');
    expect((await listed())[0]).toMatchObject({
      ...{ recommendation: 'Answer the telephone in Welsh', state: 'open', owner: null, due: null, isOverdue: false },
      sources: [
        { kind: 'story', id: 'DN-001' },
        { kind: 'sitting', id: 'S1' },
      ],
    });
  });

  it('is followed: by whom, until when, and what came of it', async () => {
    const [{ id }] = await listed();
    const browser = await service.browser(evaluator);
    const address = `/en/actions/${String(id)}`;
    const { command: _, ...form } = (await browser.open(address)).page.formValues;
    const due = { 'due-day': '1', 'due-month': '9', 'due-year': '2026' };
    const unsaid = await browser.send(address, { ...form, ...due, owner: 'Reception', state: 'done' });
    expect(unsaid.page.errors).toEqual([{ text: 'Enter what came of it before it ends', input: 'outcome' }]);
    expect(unsaid.page.field('Who does it? (optional)').value).toBe('Reception');
    expect((await browser.send(address, { ...form, ...due, owner: 'Reception', state: 'doing' })).status).toBe(303);
    expect((await listed('?state=overdue'))[0]).toMatchObject({ id, owner: 'Reception', isOverdue: true });
    expect((await browser.open('/en/actions')).page.table('Recommendations and actions')[1]).toContain(
      '1 September 2026 (overdue)',
    );
    expect((await browser.open(address)).page.mainText).toContain('1 September 2026 (overdue)');
    expect((await browser.open(`/cy/actions/${String(id)}`)).page.mainText).toContain('1 Medi 2026 (hwyr)');
    const stale = await browser.send(address, { ...form, state: 'open' });
    expect([stale.status, stale.page.errors.length, stale.page.field('How does it stand?').value]).toEqual([
      422,
      1,
      'open',
    ]);
  });

  it('stands where everybody in the organisation reads it, once it is shared', async () => {
    const [{ id }] = await listed();
    expect(await shared()).toEqual([]);
    const body = { state: 'done', owner: 'Reception', outcome: 'Every call is answered in both', isShared: true };
    expect((await ask('put', `/api/v1/actions/${String(id)}`, body)).status).toBe(200);
    expect(await shared()).toMatchObject([
      { youSaid: 'Answer the telephone in Welsh', weDid: 'Every call is answered in both', state: 'done' },
    ]);
    const { page } = await (await service.browser(collector)).open('/en/you-said-we-did');
    expect(page.mainText).toContain('We did Every call is answered in both');
    expect(page.text).not.toContain('Reception');
    expect(await shared(stranger)).toEqual([]);
  });

  it('shows to others only what a teller agreed to: a story for the panels alone stays with those who work on it', async () => {
    const body = { period: '2026-Q1', recommendation: 'Ask again after a month', stories: ['DN-002'] };
    const made = await ask('post', recommend, body);
    expect(made.status).toBe(201);
    const action = String(made.body.action);
    await ask('put', `/api/v1/actions/${action}`, { state: 'doing', isShared: true });
    expect((await shared()).map(({ youSaid }: { youSaid: string }) => youSaid)).toEqual([
      'Answer the telephone in Welsh',
    ]);
    expect(
      (await listed('?order=newest')).map(({ recommendation }: { recommendation: string }) => recommendation),
    ).toContain('Ask again after a month');
  });

  it('cannot be read any more, by anybody, once a story it comes from is taken back', async () => {
    await service.vault.withdraw('story/DN-001', { id: 'w', actor: 'teller', at: '2026-11-21T10:00:00.000Z' });
    expect(await shared()).toEqual([]);
    const [done] = await listed('?state=done');
    expect(done).toMatchObject({ recommendation: null, outcome: null, withheld: 'withdrawn' });
    const { page } = await (await service.browser(evaluator)).open(`/en/actions/${String(done.id)}`);
    expect(page.mainText).toContain('since taken back by the person who told it');
    expect(page.buttons).toEqual([]);
  });

  it('is kept sealed: no word of it stands in an event', async () => {
    const written = JSON.stringify(await service.runtime.store.readLog(0, 1_000));
    expect(written).toContain('ActionRecommended');
    expect(written).not.toMatch(/telephone|Reception|both|month/);
  });

  it('is filtered and sorted', async () => {
    const body = { period: '2026-Q1', recommendation: 'Longer visits' };
    await ask('post', recommend, body);
    const names = async (query: string) =>
      (await listed(query)).map(({ recommendation }: { recommendation: string | null }) => recommendation);
    expect(await names('?state=open')).toEqual(['Longer visits']);
    expect(await names('?order=state')).toEqual(['Longer visits', 'Ask again after a month', null]);
    expect(await names('?programme=another')).toEqual([]);
    const { page } = await (await service.browser(evaluator)).open('/cy/actions?state=dropped');
    expect(page.mainText).toContain('Nid oes un fel hyn.');
  });

  it('stands in the order of the days it is due, and last where no day is set', async () => {
    for (const [recommendation, due] of [
      ['Nobody said when', undefined],
      ['By the end of the year', '2026-12-31'],
      ['By the autumn', '2026-09-30'],
    ] as const) {
      const made = await ask('post', recommend, { period: '2026-Q1', recommendation });
      const body = { state: 'doing', owner: 'The library', ...(due === undefined ? {} : { due }) };
      expect((await ask('put', `/api/v1/actions/${String(made.body.action)}`, body)).status).toBe(200);
    }
    const browser = await service.browser(evaluator);
    const { page } = await browser.open('/en/actions?state=doing');
    const shown = page.table('Recommendations and actions').slice(1);
    for (const names of [
      (await listed('?state=doing')).map((each: { recommendation: string }) => each.recommendation),
      shown.map(([name]) => name),
    ]) {
      expect(names.slice(0, 2)).toEqual(['By the autumn', 'By the end of the year']);
      expect(names.slice(2).sort()).toEqual(['Ask again after a month', 'Nobody said when']);
    }
  });

  it('is changed by those who evaluate the programme, and not there for another organisation', async () => {
    const [{ id }] = await listed('?state=open');
    const path = `/api/v1/actions/${String(id)}`;
    expect((await ask('put', path, { state: 'doing' }, facilitator)).status).toBe(403);
    expect((await ask('put', path, { state: 'doing' }, stranger)).status).toBe(404);
    expect((await ask('get', path, {}, stranger)).status).toBe(404);
    expect((await ask('get', path, {}, facilitator)).body.recommendation).toBe('Longer visits');
    expect((await ask('post', recommend, { period: '2026-Q9', recommendation: 'x' })).body.type).toBe(
      '/problems/action-period-unknown',
    );
    expect((await ask('post', recommend, { period: '2026-Q1', recommendation: 'x', sittings: ['S9'] })).body.type).toBe(
      '/problems/action-sitting-unknown',
    );
    expect((await ask('post', recommend, { period: '2026-Q1', recommendation: 'x' }, stranger)).status).toBe(404);
  });

  it('is not shared with those of a panel that the teller kept the story from', async () => {
    const youSaid = async (who: TestPerson) => (await shared(who)).map((each: { youSaid: string }) => each.youSaid);
    await hearStory(service, 'DN-003');
    const body = { period: '2026-Q1', recommendation: 'A lamp at the stop', stories: ['DN-003'] };
    const made = await ask('post', recommend, body);
    await ask('put', `/api/v1/actions/${String(made.body.action)}`, { state: 'doing', isShared: true });
    await service.receive(sittingOpenedV1, 'sitting/S1', {
      ...{ sitting: 'S1', programme: 'telling', panel: 'east', level: 1, period: '2026-Q1', domain: null },
      ...{ method: 'majority', facilitator: 'F1', members: ['C1'] },
    });
    expect(await youSaid(collector)).toContain('A lamp at the stop');
    const held = await service.vault.consentOf('story/DN-003');
    if (held === undefined) throw new Error('There is no such story');
    const consent = { ...held.consent, exclusions: [{ kind: 'team' as const, id: 'east' }] };
    await service.vault.narrow('story/DN-003', consent, { id: 'n', actor: 'teller', at: '2026-11-21T10:00:00.000Z' });
    expect(await youSaid(collector)).not.toContain('A lamp at the stop');
    expect(await youSaid(evaluator)).toContain('A lamp at the stop');
  });
});

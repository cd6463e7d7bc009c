import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { askWhoIsDue } from '../ask-still-so/ask-in-time.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const stranger: TestPerson = { person: 'X1', organisation: 'others', roles: [{ role: 'evaluator' }] };
const address = '/en/programmes/telling/stories/who-was-asked/2026-Q1';
const api = '/api/v1/programmes/telling/stories/who-was-asked/2026-Q1';
const from = (number: number, source = 'Case records') => ({ number, source });

describe('the register of who was asked', () => {
  let service: TestService;
  let now = '2026-01-31T10:00:00.000Z';
  const call = async (method: 'get' | 'put', path = '', body?: object, as = evaluator) =>
    request(service.app.getHttpServer())
      [method](`${api}${path}`)
      .set(await service.as(as))
      .send(body);
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  it('says what to do first, and is linked from the stories', async () => {
    const browser = await service.browser(evaluator);
    const list = await browser.open('/en/stories?programme=telling');
    expect(list.page.linkTo('Who was asked, and whose voice is missing')).toBe(address);
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('Begin below with everybody the work supported.');
    expect(page.mainText).toContain('Nobody has given this figure: People supported');
    expect((await browser.open(address.replace('/en/', '/cy/'))).page.heading).toContain('Pwy a holwyd');
  });

  it('keeps figures with their sources by page, and keeps what was typed when one has none', async () => {
    const browser = await service.browser(evaluator);
    const typed = { act: 'figures', supported: '120', supportedSource: 'Case records', invited: '60' };
    const refused = await browser.send(address, typed);
    expect([refused.status, refused.page.errors]).toEqual([
      422,
      [{ text: 'Each number needs to say where it comes from.', input: 'invitedSource' }],
    ]);
    expect(refused.page.formValues['supported']).toBe('120');
    expect((await browser.send(address, { ...typed, invitedSource: 'Letters sent' })).leadsTo).toBe(address);
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('60 of 120 people supported were not invited.');
    const again = await browser.open(page.linkTo('Change the figures for everybody').replace('#give', ''));
    expect(again.page.formValues['invitedSource']).toBe('Letters sent');
  });

  it('takes groups by API, hides small numbers, and saves all as CSV', async () => {
    const body = { group: 'Under 25', supported: from(50), invited: from(10), declined: from(3, '=SUM(A1)') };
    expect((await call('put', '', body)).status).toBe(200);
    const { lines, gaps, told } = (await call('get')).body;
    expect(told).toBe(0);
    expect(lines[1]).toEqual({
      group: 'Under 25',
      figures: [
        { figure: 'supported', number: 50, source: 'Case records' },
        { figure: 'invited', number: 10, source: 'Case records' },
        { figure: 'declined', number: 'few', source: '=SUM(A1)' },
        { figure: 'not-able', number: null, source: null },
      ],
    });
    expect(gaps).toContainEqual({ kind: 'invited-less', group: 'Under 25' });
    const csv = (await call('get', '/figures.csv?language=cy')).text;
    expect(csv).toContain("Under 25,Wedi gwrthod,Llai na 5,'=SUM(A1)\r\n");
    const impossible = await call('put', '', { invited: from(5), declined: from(6) });
    expect(impossible.body).toMatchObject({ status: 422, field: 'invited' });
    expect((await call('put', '', { supported: { number: 5 } })).body.field).toBe('supported.source');
  });

  it('says who is asked more often than the programme wants', async () => {
    const told = await request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/stories')
      .set(await service.as(evaluator))
      .send({
        ...{ period: '2026-Q1', language: 'en', narrative: 'A story', wordingVersion: 1, consentLanguage: 'en' },
        audiences: { organisation: { named: false } },
      });
    const { code, reference } = told.body;
    await request(service.app.getHttpServer())
      .put('/api/v1/your-story/still-so')
      .set({ ...(await service.as(evaluator)), 'x-newid-code': code })
      .send({ months: [3, 6] });
    expect((await call('put', '/limit', { atMost: 1 })).status).toBe(200);
    for (const day of ['2026-04-30', '2026-07-31']) {
      now = `${day}T10:00:00.000Z`;
      await service.settled();
      await askWhoIsDue(service.runtime, now);
      await service.settled();
      const { tooOften } = (await call('get')).body;
      expect(tooOften).toEqual(day === '2026-04-30' ? [] : [{ story: told.body.story, reference, times: 2 }]);
    }
    const { page } = await (await service.browser(evaluator)).open(address);
    expect(page.linkTo(`${String(reference)}: asked 2 times`)).toBe(`/en/stories/${String(told.body.story)}`);
    expect((await call('put', '/limit', { atMost: 0 })).status).toBe(422);
  });

  it('is kept by those who evaluate the programme, of a period that it has', async () => {
    expect((await call('get', '', undefined, stranger)).status).toBe(404);
    expect((await call('put', '', { supported: from(1) }, stranger)).status).toBe(404);
    const browser = await service.browser(evaluator);
    expect((await browser.open(address.replace('2026-Q1', '2099-Q1'))).status).toBe(404);
    const member = await service.browser({ person: 'M1', roles: [{ role: 'panel-member' }] });
    expect((await member.open(address)).status).toBe(403);
  });
});

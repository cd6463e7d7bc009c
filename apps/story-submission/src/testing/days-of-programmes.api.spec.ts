import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../errors.js';
import { storySubmission } from '../story-submission.service.js';
import { askWhoIsDue } from '../use-cases/ask-still-so/ask-in-time.js';
import { anOpenProgramme, isTold } from './a-telling.js';
import { TellerBrowser } from './teller-browser.js';

const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };

/** Half past midnight on 2 July in Wales, half past four in the afternoon of 1 July in Vancouver. */
const halfPastMidnight = '2026-07-01T23:30:00.000Z';
const wales = 'telling';
const vancouver = 'far-west';

describe('a day, where a programme runs', () => {
  let service: TestService;
  let now: string;
  beforeAll(async () => {
    now = halfPastMidnight;
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
    await isTold(service, anOpenProgramme({ id: vancouver, timezone: 'America/Vancouver' }));
  });
  beforeEach(() => {
    now = halfPastMidnight;
  });
  afterAll(() => service.close());

  const post = async (path: string, body: object, person = administrator) =>
    request(service.app.getHttpServer())
      .post(`/api/v1/${path}`)
      .set(await service.as(person))
      .send(body);
  const byCode = (code: string) => ({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() });
  const asTeller = (code: string, path: string, body: object) =>
    request(service.app.getHttpServer()).post(`/api/v1/your-story${path}`).set(byCode(code)).send(body);
  const told = { language: 'en', wordingVersion: 1, consentLanguage: 'en', audiences: { panel: { named: false } } };
  const tell = async (programme: string, narrative: string) => {
    const { body } = await request(service.app.getHttpServer())
      .post(`/api/v1/programmes/${programme}/stories`)
      .set('idempotency-key', crypto.randomUUID())
      .send({ ...told, period: '2026-Q1', domain: 'quality', narrative });
    await service.settled();
    const { story, reference, code } = body;
    const seen = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', String(code));
    return { story: String(story), reference: String(reference), code: String(code), toldOn: String(seen.body.toldOn) };
  };

  it('is the one on which a story is told', async () => {
    expect((await tell(wales, 'After midnight')).toldOn).toBe('2026-07-02');
    expect((await tell(vancouver, 'In the afternoon')).toldOn).toBe('2026-07-01');
  });

  it('is on pages that of the programme, with its time', async () => {
    const { story, code } = await tell(vancouver, 'Shown in the afternoon');
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/your-story', { code });
    expect((await teller.open('/en/your-story/data')).page.mainText).toContain('1 July 2026, 16:30');
    const shown = await (await service.browser(evaluator)).open(`/en/stories/${story}`);
    expect(shown.page.mainText).toContain('Answered on 1 July 2026');
  });

  it('is that of the programme for the last day of what was begun', async () => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn(`/en/tell-your-story?programme=${vancouver}`, {});
    // Thirty days after the afternoon of 1 July.
    expect((await teller.open('/en/tell-your-story/pause')).page.mainText).toContain('it is deleted on 31 July 2026.');
  });

  it('is today for whoever enters what came today, and tomorrow is refused', async () => {
    const entered = (receivedOn: string, reference?: string) =>
      post('rights-requests', {
        ...{ right: 'complain', how: 'phone', words: 'Late at night', receivedOn },
        ...(reference === undefined ? {} : { reference }),
      });
    expect((await entered('2026-07-02')).status).toBe(201);
    expect((await entered('2026-07-03')).body.type).toBe('/problems/rights-received-in-future');
    const { reference } = await tell(vancouver, 'Spoken of in the afternoon');
    expect((await entered('2026-07-01', reference)).status).toBe(201);
    expect((await entered('2026-07-02', reference)).body.type).toBe('/problems/rights-received-in-future');
    const page = await (await service.browser(administrator)).open('/en/rights-requests/enter');
    expect(page.page.formValues).toMatchObject({ receivedOn: '2026-07-02' });
  });

  it('is today for a form on paper that is entered at night', async () => {
    const entered = (programme: string, toldOn: string) =>
      post(
        `programmes/${programme}/stories/paper-forms/2026-Q1/entries`,
        { ...told, narrative: 'On paper', toldOn },
        collector,
      );
    expect((await entered(wales, '2026-07-02')).status).toBe(201);
    expect((await entered(wales, '2026-07-03')).body.type).toBe('/problems/form-told-in-future');
    expect((await entered(vancouver, '2026-07-01')).status).toBe(201);
    expect((await entered(vancouver, '2026-07-02')).body.type).toBe('/problems/form-told-in-future');
  });

  it('is wholly that of a legal hold, west of Greenwich as well: no key goes before its last day has ended there', async () => {
    const { story, code } = await tell(vancouver, 'Held to the end of the day');
    const hold = { of: 'story', until: '2026-07-01', why: 'Order 9' };
    expect((await post(`stories/${story}/legal-holds`, hold)).status).toBe(200);
    // Half past eleven at night in Vancouver; in Wales it is morning of the next day.
    now = '2026-07-02T06:30:00.000Z';
    const early = await asTeller(code, '/requests', { right: 'erase-story' });
    expect(early.body.type).toBe('/problems/held-by-law');
    expect((await service.vault.consentOf(`story/${story}`))?.state).toBe('active');
    now = '2026-07-02T07:30:00.000Z';
    expect((await asTeller(code, '/requests', { right: 'erase-story' })).status).toBeLessThan(300);
    expect((await service.vault.consentOf(`story/${story}`))?.state).toBe('erased');
  });

  it('is the one on which a teller is asked whether it is still so, each where their programme runs', async () => {
    const here = await tell(wales, 'Asked in Wales');
    const there = await tell(vancouver, 'Asked in Vancouver');
    for (const { code } of [here, there]) {
      const chosen = request(service.app.getHttpServer()).put('/api/v1/your-story/still-so').set(byCode(code));
      expect((await chosen.send({ months: [3] })).status).toBe(200);
    }
    await service.settled();
    const askedAt = async (instant: string) => askWhoIsDue(service.runtime, instant);
    // Told on 2 July and on 1 July: half past midnight on 1 October in Wales is neither of their days.
    expect(await askedAt('2026-09-30T23:30:00.000Z')).toBe(0);
    // Now it is 1 October in Vancouver.
    expect(await askedAt('2026-10-01T07:30:00.000Z')).toBe(1);
    await service.settled();
    expect(await askedAt('2026-10-01T22:30:00.000Z')).toBe(0);
    // Half past midnight on 2 October in Wales.
    expect(await askedAt('2026-10-01T23:30:00.000Z')).toBe(1);
  });
});

import request from 'supertest';

import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };

interface Answer {
  readonly on: string | null;
  readonly state: string;
  readonly could: readonly { readonly audience: string; readonly panel: string | null }[];
  readonly purposes: readonly string[];
  readonly looked: readonly { readonly at: string }[];
}

describe('who could read a story on a day of before', () => {
  let service: TestService;
  let now = '';
  let story = '';
  let code = '';
  // Half past midnight of the 3rd where the programme runs, an hour ahead of UTC in summer.
  const days = { told: '2026-06-02T23:30:00.000Z', narrowed: '2026-06-05T10:00:00.000Z' };
  const later = { paused: '2026-06-08T10:00:00.000Z', back: '2026-06-10T10:00:00.000Z' };

  beforeAll(async () => {
    now = days.told;
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
    const convened = { panel: 'east', programme: 'telling', level: 1, facilitator: 'F1', revision: 1 };
    await service.receive(panelConvenedV1, 'panel/telling.east', { ...convened, members: ['M1'] });
    const { body } = await request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', 'told')
      .send({
        ...{ period: '2026-Q1', language: 'en', narrative: 'I got on the bus alone', wordingVersion: 1 },
        ...{ audiences: { panel: { named: false }, organisation: { named: false } }, consentLanguage: 'en' },
      });
    ({ story, code } = body as { story: string; code: string });
    await service.settled();
    now = days.narrowed;
    await request(service.app.getHttpServer())
      .get(`/api/v1/stories/${story}`)
      .set(await service.as(evaluator));
    await acts(`/stories/${story}/consent`, { audiences: { panel: { named: false } } });
    now = later.paused;
    await acts('/your-story/requests', { right: 'pause' });
    now = later.back;
    await acts(`/stories/${story}/withdrawal`, {});
    now = '2026-06-12T10:00:00.000Z';
  }, 30_000);
  afterAll(() => service.close());

  const acts = async (path: string, body: object): Promise<void> => {
    const headers = { 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() };
    const { status } = await request(service.app.getHttpServer()).post(`/api/v1${path}`).set(headers).send(body);
    expect([path, status]).toEqual([path, 200]);
    await service.settled();
  };
  const asked = async (on: string) =>
    request(service.app.getHttpServer()).get(`/api/v1/your-story/readers?on=${on}`).set('x-newid-code', code);
  const asStaff = async (on: string) =>
    request(service.app.getHttpServer())
      .get(`/api/v1/stories/${story}/readers?on=${on}`)
      .set(await service.as(evaluator));
  const audiencesOn = async (on: string) => {
    const { state, could } = (await asked(on)).body as Answer;
    return [state, ...new Set(could.map(({ audience }) => audience))];
  };

  it('is what its teller had said by the end of that day, where the programme runs', async () => {
    expect(await audiencesOn('2026-06-03')).toEqual(['active', 'panel', 'organisation']);
    expect(await audiencesOn('2026-06-04')).toEqual(['active', 'panel', 'organisation']);
    expect(await audiencesOn('2026-06-05')).toEqual(['active', 'panel']);
    expect(await audiencesOn('2026-06-09')).toEqual(['frozen']);
    expect(await audiencesOn('2026-06-11')).toEqual(['withdrawn']);
    expect((await asked('2026-06-04')).body).toMatchObject({ on: '2026-06-04', looked: [] });
    expect((await asked('2026-06-05')).body).toMatchObject({ looked: [{ at: days.narrowed, why: 'see' }] });
    expect((await asked('2026-06-09')).body).toMatchObject({ purposes: ['safeguard', 'rights'] });
    // Who is on a panel today may not have been then: their meetings say who sat.
    const ofStaff = (await asStaff('2026-06-04')).body as { readonly could: readonly { readonly people: unknown }[] };
    expect(ofStaff.could.map(({ people }) => people)).toEqual(ofStaff.could.map(() => []));
    expect(ofStaff.could.length).toBeGreaterThan(1);
    // Today is not over: it is now.
    expect((await asked('2026-06-12')).body).toMatchObject({ on: null, state: 'withdrawn' });
  });

  it('is nothing on a day before it was told, one that is to come, or none', async () => {
    for (const on of ['2026-06-02', '2026-06-13', 'yesterday', '2026-02-30']) {
      const { status, body } = await asked(on);
      expect([on, status, (body as { type: string }).type]).toEqual([on, 422, '/problems/readers-day-unknown']);
    }
  });

  it('is asked for on the page, by the teller and by staff, in both languages', async () => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/your-story', { code });
    const { page } = await teller.open('/en/your-story/readers');
    expect(page.mainText).toContain('Another day');
    const then = await teller.open('/en/your-story/readers?on=2026-06-05');
    expect(then.page.mainText).toContain('At the end of 5 June 2026: The story is shared.');
    expect(then.page.mainText).toContain('Who could read it at the end of 5 June 2026');
    expect(then.page.mainText).toContain('Without your name: East panel.');
    // To the teller it speaks of nobody else as one.
    expect(page.mainText).not.toMatch(/the teller|the name/);
    const inWelsh = await teller.open('/cy/your-story/readers?on=2026-06-05');
    expect(inWelsh.page.mainText).toContain('Heb eich enw: ');
    expect(then.page.formValues['on']).toBe('2026-06-05');
    const staff = await service.browser(evaluator);
    expect((await staff.open(`/cy/stories/${story}/readers?on=2026-06-09`)).page.mainText).toContain(
      'Ar ddiwedd y diwrnod (9 Mehefin 2026): Mae’r rhannu wedi’i oedi',
    );
    expect((await staff.open(`/en/stories/${story}/readers?on=2026-06-13`)).status).toBe(422);
  });
});

import request from 'supertest';

import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { aDomain, aPeriod, aProgramme } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from './errors.js';
import { storySubmission } from './story-submission.service.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const stranger: TestPerson = { person: 'X1', organisation: 'others', roles: [{ role: 'evaluator' }] };

describe('what staff look at', () => {
  let service: TestService;
  let now = '';
  beforeEach(async () => {
    now = '2026-11-21T10:00:00.000Z';
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    const programme = aProgramme({ domains: [aDomain({ id: 'quality' })], periods: [aPeriod({ status: 'open' })] });
    await service.receive(programmeRevisedV1, 'programme/telling', { programme, change: 'Told', revision: 1 });
  });
  afterEach(() => service.close());

  const tell = async () => {
    const { body } = await request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', 'k1')
      .send({
        ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative: 'A marigoldcanary flew' },
        ...{ audiences: { organisation: { named: false } }, wordingVersion: 1, consentLanguage: 'en' },
      });
    return { story: String(body.story), code: String(body.code) };
  };
  const get = async (path: string, headers: Readonly<Record<string, string>>) =>
    (await request(service.app.getHttpServer()).get(path).set(headers)).status;
  const told = async () => {
    await service.settled();
    return service.said().filter(({ type }) => type === storiesAccessedV1.type);
  };

  it('is told to the audit once a day for each thing, with no text of it', async () => {
    const { story } = await tell();
    const path = `/api/v1/stories/${story}`;
    expect(await get(path, await service.as(evaluator))).toBe(200);
    expect(await get(path, await service.as(evaluator))).toBe(200);
    expect((await (await service.browser(evaluator)).open(`/en/stories/${story}`)).status).toBe(200);
    await get(`${path}/readers`, await service.as(evaluator));
    now = '2026-11-22T08:00:00.000Z';
    await get(path, await service.as(evaluator));
    const messages = await told();
    const saw = { person: 'E1', act: 'saw', object: story };
    expect(messages.map(({ data }) => data)).toEqual([
      { ...saw, kind: 'story', at: '2026-11-21T10:00:00.000Z' },
      { ...saw, kind: 'readers', at: '2026-11-21T10:00:00.000Z' },
      { ...saw, kind: 'story', at: '2026-11-22T08:00:00.000Z' },
    ]);
    expect(messages.map(({ organisation, subject }) => [organisation, subject]).at(0)).toEqual([
      'pont-y-bore',
      'access/pont-y-bore/2026-11-21',
    ]);
    expect(JSON.stringify(messages)).not.toContain('marigoldcanary');
  });

  it('is nothing where the answer was no, where only lists were asked for, and where tellers see their own', async () => {
    const { story, code } = await tell();
    expect(await get(`/api/v1/stories/${story}`, await service.as(stranger))).toBe(404);
    expect(await get('/api/v1/stories/nowhere', await service.as(evaluator))).toBe(404);
    expect(await get('/api/v1/stories', await service.as(evaluator))).toBe(200);
    expect(await get('/api/v1/your-story/data', { 'x-newid-code': code })).toBe(200);
    expect(await told()).toEqual([]);
  });
});

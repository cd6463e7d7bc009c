import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const told = {
  ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative: 'I sleep again' },
  ...{ audiences: { panel: { named: false } }, wordingVersion: 1, consentLanguage: 'en' },
};
const uuid = (last: number): string => `0b6c2a3e-9f1d-4c57-8e2a-${String(last).padStart(12, '0')}`;

describe('a story that is told again, because the answer was lost', () => {
  let service: TestService;
  let now = '2026-11-21T10:00:00.000Z';
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());
  beforeEach(() => {
    now = '2026-11-21T10:00:00.000Z';
  });

  const tells = (key: string, body: object = told) =>
    request(service.app.getHttpServer())
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', key)
      .send(body);
  const opens = async (code: unknown): Promise<number> => {
    await service.settled();
    const asked = request(service.app.getHttpServer()).get('/api/v1/your-story/data');
    return (await asked.set('x-newid-code', String(code))).status;
  };

  it('gives the whole answer again, with the code that opens it', async () => {
    const first = await tells(uuid(1)).expect(201);
    const again = await tells(uuid(1)).expect(201);
    expect(again.body).toEqual(first.body);
    expect(await opens(again.body.code)).toBe(200);
    now = '2026-11-22T10:00:00.000Z';
    expect((await tells(uuid(1)).expect(201)).body).toEqual(first.body);
  });

  it('gives no code a day later, when others have read it', async () => {
    const { code, ...rest } = (await tells(uuid(2)).expect(201)).body;
    now = '2026-11-22T10:00:00.001Z';
    expect((await tells(uuid(2)).expect(201)).body).toEqual(rest);
    expect(await opens(code)).toBe(200);
  });

  it('gives nothing to whoever has the key and not the words, or the words and not the key', async () => {
    const { code } = (await tells(uuid(3)).expect(201)).body;
    const otherWords = await tells(uuid(3), { ...told, narrative: 'I sleep' });
    expect(otherWords.body).toMatchObject({ status: 422, type: '/problems/idempotency-key-reused' });
    expect(JSON.stringify(otherWords.body)).not.toContain(code);
    const otherKey = (await tells(uuid(4)).expect(201)).body;
    expect(otherKey.code).not.toBe(code);
  });

  it('gives no code where the key could be guessed', async () => {
    const { code, ...rest } = (await tells('story-1').expect(201)).body;
    expect((await tells('story-1').expect(201)).body).toEqual(rest);
    expect(await opens(code)).toBe(200);
  });
});

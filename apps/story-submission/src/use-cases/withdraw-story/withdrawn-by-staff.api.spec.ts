import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const A1: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };

describe('a story that staff take back for its teller', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const withdrawn = async (because: string | undefined) => {
    const { body } = await http()
      .post('/api/v1/programmes/telling/stories')
      .set('idempotency-key', crypto.randomUUID())
      .send({
        ...{ period: '2026-Q1', language: 'en', narrative: 'I planted beans', consentLanguage: 'en' },
        ...{ audiences: { panel: { named: false } }, wordingVersion: 1 },
      });
    await service.settled();
    const { story, code } = body as { readonly story: string; readonly code: string };
    const { status } = await http()
      .post(`/api/v1/stories/${story}/withdrawal`)
      .set(await service.as(A1))
      .send({ because });
    await service.settled();
    return { story, code, status };
  };
  const historyOf = async (story: string) =>
    (
      await http()
        .get(`/api/v1/stories/${story}/consent-history`)
        .set(await service.as(A1))
    ).body.items as readonly { readonly what: string }[];
  const pageOf = async (language: string, story: string) =>
    (await (await service.browser(A1)).open(`/${language}/stories/${story}/consent`)).page.mainText;

  it('is not taken back without a reason', async () => {
    const { story, status } = await withdrawn(undefined);
    expect(status).toBe(422);
    expect((await historyOf(story)).map(({ what }) => what)).toEqual(['given']);
  });

  it('says why in what is kept of its consent, to staff and to its teller', async () => {
    const { story, code } = await withdrawn('teller-asked');
    expect((await historyOf(story)).at(-1)).toMatchObject({ what: 'withdrawn', by: 'staff', because: 'teller-asked' });
    expect(await pageOf('en', story)).toContain('the story was taken back. Why: the teller asked for it.');
    expect(await pageOf('cy', story)).toContain('Pam: gofynnodd y sawl a’i hadroddodd am hynny.');
    const data = await http().get('/api/v1/your-story/data').set('x-newid-code', code);
    expect(data.body.consentHistory.at(-1)).toMatchObject({ what: 'withdrawn', because: 'teller-asked' });
  });

  it('tells nobody there that somebody may be in danger', async () => {
    const { story, code } = await withdrawn('safeguarding');
    expect((await historyOf(story)).at(-1)).toMatchObject({ what: 'withdrawn', by: 'staff' });
    const data = await http().get('/api/v1/your-story/data').set('x-newid-code', code);
    expect(JSON.stringify([await historyOf(story), data.body])).not.toContain('safeguarding"');
    expect(await pageOf('en', story)).not.toContain('Why:');
    // It is kept all the same.
    const kept = (await service.runtime.store.read(`story/${story}`)).at(-1);
    expect(kept?.event).toMatchObject({ type: 'StoryWithdrawn', data: { because: 'safeguarding' } });
  });
});

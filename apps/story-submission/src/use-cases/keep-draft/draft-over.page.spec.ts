import request from 'supertest';

import { newId } from '#service-kit/ids.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const begunAt = '2026-01-22T10:00:00.000Z';
/** 30 days later, and a moment before that. */
const over = '2026-02-21T10:00:00.000Z';
const justBefore = '2026-02-21T09:59:59.999Z';
const question = '/en/tell-your-story/questions/story';

describe('a draft whose 30 days are over, before it is cleared away', () => {
  let service: TestService;
  let now = begunAt;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  beforeEach(() => {
    now = begunAt;
  });
  afterAll(() => service.close());

  const asks = (method: 'get' | 'post' | 'put' | 'delete', path: string, code = '', body?: object) =>
    request(service.app.getHttpServer())
      [method](`/api/v1${path}`)
      .set({ 'x-newid-code': code, 'idempotency-key': newId() })
      .send(body);
  const begins = async (): Promise<string> => {
    const begun = await asks('post', '/programmes/telling/drafts', '', { period: '2026-Q1', language: 'en' });
    const { code } = begun.body as { readonly code: string };
    await asks('put', '/your-draft/answers/story', code, { narrative: 'The marigold' }).expect(200);
    return code;
  };

  it('opens until its last moment, and not after, to read, to write, to send or to delete', async () => {
    const code = await begins();
    now = justBefore;
    expect((await asks('get', '/your-draft', code)).body.answers).toMatchObject({
      story: { narrative: 'The marigold' },
    });
    now = over;
    for (const answer of [
      await asks('get', '/your-draft', code),
      await asks('put', '/your-draft/answers/story', code, { narrative: 'Another' }),
      await asks('post', '/your-draft/sending', code),
      await asks('delete', '/your-draft', code),
    ]) {
      expect([answer.status, answer.body.type, answer.text.includes('marigold')]).toEqual([
        404,
        '/problems/draft-not-open',
        false,
      ]);
    }
    expect((await asks('get', '/your-draft/media', code)).status).toBe(404);
  });

  it('is shown to nobody, by the code or in the browser that it was written in; what is typed there now is kept', async () => {
    const code = await begins();
    const own = new TellerBrowser(service.app);
    const another = new TellerBrowser(service.app);
    expect((await own.fillIn('/en/your-story', { code })).leadsTo).toMatch(/^\/en\/tell-your-story\/questions\//);
    expect((await own.open(question)).page.formValues['narrative']).toBe('The marigold');
    now = over;
    expect((await own.open(question)).leadsTo).toBe('/en/your-story');
    expect((await own.open('/en/tell-your-story/check')).leadsTo).toBe('/en/your-story');
    const lost = await own.send(question, { narrative: 'The marigold and the rose' });
    expect(lost.page.errors).toMatchObject([{ input: 'code' }]);
    expect(lost.page.formValues).toMatchObject({ kept: 'The marigold and the rose' });
    const refused = await another.fillIn('/cy/your-story', { code });
    expect([refused.status, refused.page.errors[0]?.input]).toEqual([422, 'code']);
    expect(refused.page.errors[0]?.text).toContain('Nid oes stori â’r cod hwn');
    expect(refused.html).not.toContain('marigold');
  });
});

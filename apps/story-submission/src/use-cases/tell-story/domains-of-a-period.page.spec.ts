import request from 'supertest';

import { aDomain, aPeriod } from '#contracts/testing/a-programme.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const evaluator = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
const before = aPeriod({
  ...{ id: '2025-Q4', opens: '2025-10-01', closes: '2025-12-31', status: 'in-panels' },
  name: { en: 'The autumn', cy: 'Yr hydref' },
});
const after = aPeriod({
  id: '2026-Q2',
  opens: '2026-04-01',
  closes: '2026-06-30',
  name: { en: 'Spring', cy: 'Gwanwyn' },
});
const domains = [
  aDomain(),
  aDomain({ id: 'over', name: { en: 'Over', cy: 'Ar ben' }, lastPeriod: '2025-Q4' }),
  aDomain({ id: 'to-come', name: { en: 'To come', cy: 'I ddod' }, firstPeriod: '2026-Q2' }),
];
const kind = '/en/tell-your-story/questions/kind';

describe('the domains that a period does not ask about', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const { periods } = anOpenProgramme();
    await isTold(service, anOpenProgramme({ domains, periods: [before, ...periods, after] }));
  });
  afterAll(() => service.close());

  it('are not offered to whoever tells, and cannot be sent', async () => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/tell-your-story', {});
    await teller.fillIn('/en/tell-your-story/questions/story', { narrative: 'I got off the bus' });
    const { page } = await teller.open(kind);
    expect(page.field('What kind of change is it?').options).toEqual(['quality', '']);
  });

  it('are refused by API, by the field', async () => {
    const sent = async (domain: string) =>
      request(service.app.getHttpServer())
        .post('/api/v1/programmes/telling/stories')
        .set(await service.as(evaluator))
        .send({
          ...{ period: '2026-Q1', domain, language: 'en', narrative: 'I got off the bus', wordingVersion: 1 },
          ...{ consentLanguage: 'en', audiences: { organisation: { named: false } } },
        });
    expect((await sent('quality')).status).toBe(201);
    for (const domain of ['over', 'to-come']) {
      const { status, body } = await sent(domain);
      expect([status, body.type, body.field]).toEqual([422, '/problems/story-domain-not-asked', 'domain']);
    }
  });
});

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { publishReportPage, seeReport } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import { evaluator, facilitator, hearProgramme, hearStory } from '../../testing/told-stories.js';

const says = {
  en: {
    before: 'It has not been published yet.',
    now: 'published for these readers: issue ',
    public: 'the public (issue 2)',
  },
  cy: { before: 'Nid yw wedi’i gyhoeddi eto.', now: 'i’r darllenwyr hyn: rhifyn ', public: 'y cyhoedd (rhifyn 2)' },
} as const;

describe('publishing a report', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service);
    await hearStory(service, 'A');
  });
  afterEach(() => service.close());

  it.each(['en', 'cy'] as const)('is said once it is done, and afterwards for whom (%s)', async (language) => {
    const at = { language, programme: 'telling', period: '2026-Q1' };
    const browser = await service.browser(evaluator);
    const text = async (address: string): Promise<string> => (await browser.open(address)).page.mainText;
    expect(await text(seeReport.to(at))).toContain(says[language].before);
    await browser.send(publishReportPage.to(at), { audience: 'organisation' });
    const sent = await browser.send(publishReportPage.to(at), { audience: 'public' });
    expect(await text(sent.leadsTo ?? '')).toContain(`${says[language].now}2`);
    const later = await text(seeReport.to(at));
    expect(later).toContain(says[language].public);
    expect(later).not.toContain(says[language].now);
    // What is made up in an address is not said.
    expect(await text(seeReport.to(at, { audience: 'partner', done: 'published' }))).not.toContain(says[language].now);
    const reader = await service.browser(facilitator);
    expect((await reader.open(seeReport.to(at))).page.mainText).not.toContain(says[language].public);
  });
});

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

describe('bringing in a story', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const practice = { en: 'REHEARSAL: taking a story back', cy: 'YMARFER: tynnu stori yn ôl' };
    await isTold(service, anOpenProgramme({ id: 'a-rehearsal', name: practice, rehearsal: 'on' }));
    const collectors = { en: 'Read it back.\n\nThen ask.', cy: 'Darllenwch hi yn ôl.' };
    const tellers = { en: 'Ask Mair if you need somebody.', cy: 'Gofynnwch i Mair.' };
    await isTold(service, anOpenProgramme({ guides: { collectors, tellers } }));
  });
  afterAll(() => service.close());

  it('offers what is real before what is rehearsed', async () => {
    const browser = await service.browser({ person: 'F1', roles: [{ role: 'facilitator' }] });
    const { page } = await browser.open('/en/stories/bring-in');
    const names = page.root.querySelectorAll('main h2').map(({ textContent }) => textContent);
    expect([names.length, names[1]]).toEqual([2, 'REHEARSAL: taking a story back']);
  });

  it('says beside it what the programme says to those who do, and to tellers what it says to them', async () => {
    const browser = await service.browser({ person: 'F1', roles: [{ role: 'facilitator' }] });
    const { page } = await browser.open('/en/stories/bring-in');
    expect(page.root.querySelectorAll('main p').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['Read it back.', 'Then ask.']),
    );
    expect(page.mainText).not.toContain('Ask Mair');
    const teller = new TellerBrowser(service.app);
    expect((await teller.open('/en/tell-your-story')).page.mainText).toContain('Ask Mair if you need somebody.');
    expect((await teller.open('/cy/tell-your-story')).page.mainText).toContain('Gofynnwch i Mair.');
  });
});

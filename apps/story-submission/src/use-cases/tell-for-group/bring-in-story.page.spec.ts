import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

describe('bringing in a story', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const practice = { en: 'REHEARSAL: taking a story back', cy: 'YMARFER: tynnu stori yn ôl' };
    await isTold(service, anOpenProgramme({ id: 'a-rehearsal', name: practice, rehearsal: 'on' }));
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  it('offers what is real before what is rehearsed', async () => {
    const browser = await service.browser({ person: 'F1', roles: [{ role: 'facilitator' }] });
    const { page } = await browser.open('/en/stories/bring-in');
    const names = page.root.querySelectorAll('main h2').map(({ textContent }) => textContent);
    expect([names.length, names[1]]).toEqual([2, 'REHEARSAL: taking a story back']);
  });
});

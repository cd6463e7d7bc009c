import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const languages = [
  ['en', { closed: 'What you wrote stays saved', back: 'What you wrote before is saved. Choose Back' }],
  ['cy', { closed: 'wedi’i gadw o hyd', back: 'Dewiswch Yn ôl i’w ddarllen neu ei newid' }],
] as const;

describe.each(languages)('a break in telling, in %s', (language, says) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  it('closed on a device says that what was written is kept; who comes back is told where it is', async () => {
    const teller = new TellerBrowser(service.app);
    const at = (question: string): string => `/${language}/tell-your-story/questions/${question}`;
    await teller.fillIn(`/${language}/tell-your-story`, {});
    const paused = await teller.fillIn(at('story'), { narrative: 'I go out', then: 'pause' });
    const code = codeOn(await teller.open(paused.leadsTo ?? ''));
    const closed = await teller.send(paused.leadsTo ?? '', {});
    expect((await teller.open(closed.leadsTo ?? '')).page.mainText).toContain(says.closed);

    const back = await teller.fillIn(`/${language}/your-story`, { code });
    const { page } = await teller.open(back.leadsTo ?? '');
    expect(page.mainText).toContain(says.back);
    expect(page.linkTo(language === 'en' ? 'Back' : 'Yn ôl')).toBe(at('story'));
    expect((await teller.open(at('story'))).html).toContain('I go out');
    // Not again on the pages after it.
    const on = await teller.fillIn(at('why'), { whySignificant: 'I can breathe' });
    expect((await teller.open(on.leadsTo ?? '')).page.mainText).not.toContain(says.back);
  });

  it('before anything was written leads nowhere back to', async () => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn(`/${language}/tell-your-story`, {});
    const code = codeOn(await teller.open(`/${language}/tell-your-story/pause`));
    const back = await teller.fillIn(`/${language}/your-story`, { code });
    expect((await teller.open(back.leadsTo ?? '')).page.mainText).not.toContain(says.back);
  });
});

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

describe('your story, after something was changed', () => {
  let service: TestService;
  let teller: TellerBrowser;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
    teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', 'I got off the bus');
    codeOn(await teller.open((await teller.fillIn('/en/tell-your-story/check', {})).leadsTo ?? ''));
    await service.settled();
  });
  afterAll(() => service.close());

  /** The heading and the sentence of the banner, on the page that a form leads to. */
  async function saidAfter(form: string, typed: Readonly<Record<string, string | readonly string[]>>) {
    const { leadsTo = '' } = await teller.fillIn(form, typed);
    const { page } = await teller.open(leadsTo);
    expect(page.heading).toBe(leadsTo.startsWith('/cy') ? 'Eich stori' : 'Your story');
    const banner = page.root.querySelector('main .nhsuk-notification-banner--success[role="alert"]');
    return banner?.textContent.replace(/\s+/g, ' ').trim();
  }

  it.each([
    ['/en/your-story/how-to-reach-you', { way: 'page' }, 'Saved How we may tell you is saved.'],
    ['/en/your-story/how-to-reach-you', { way: 'stop' }, 'Saved We will not contact you about this story any more.'],
    ['/cy/your-story/wishes', { lostCode: 'never' }, 'Wedi’i gadw Mae eich dymuniadau wedi’u cadw.'],
    [
      '/en/your-story/correct',
      { narrative: 'I got off the bus myself' },
      'Saved Your story is changed. Whoever may read it reads the new words.',
    ],
    ['/en/your-story/leave-out', { outPeople: 'Somebody' }, 'Saved Who is left out is saved. It holds at once.'],
    ['/en/your-story/who-may-read', { uses: [] }, 'Saved Who may read your story is saved. It holds at once.'],
  ])('%s says that it was saved', async (form, typed, said) => {
    expect(await saidAfter(form, typed)).toBe(said);
  });

  it('says that a paused story is shared again, and of a pause what the story itself says', async () => {
    expect(await saidAfter('/en/your-story/rights/pause', {})).toBeUndefined();
    expect(await saidAfter('/en/your-story/rights/resume', {})).toBe(
      'Saved Your story is shared again, as you chose before.',
    );
  });

  it('says nothing of what an address makes up', async () => {
    const { page } = await teller.open('/en/your-story/seen?done=%3Cb%3Eerased');
    expect(page.root.querySelector('.nhsuk-notification-banner')).toBeNull();
  });

  it('is closed on a device that others use: code and pages are gone from it, and the story stays', async () => {
    const code = teller.cookie;
    const closed = await teller.send('/en/your-story/seen', {});
    expect([closed.status, closed.leadsTo]).toEqual([303, '/en/your-story?closed=yes']);
    expect(closed.headers).toMatchObject({ 'clear-site-data': '"cache"' });
    expect([code, teller.cookie]).toEqual([expect.stringMatching(/^newid-code=\S/), '']);
    expect((await teller.open('/en/your-story/seen')).leadsTo).toBe('/en/your-story');
    expect((await teller.open('/en/your-story?closed=yes')).page.mainText).toContain('closed on this device');
    expect((await teller.open('/cy/your-story?closed=yes')).page.mainText).toContain('wedi’i gau ar y ddyfais hon');
    expect((await teller.open('/en/your-story')).page.mainText).not.toContain('closed on this device');
  });
});

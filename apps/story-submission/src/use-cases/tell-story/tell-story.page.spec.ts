import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

describe('from the first page to taking a story back, without JavaScript', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterEach(() => service.close());

  it('takes nine pages to tell one, in the order of the questions', async () => {
    const teller = new TellerBrowser(service.app);
    const start = await teller.open('/en/tell-your-story');
    expect(start.page.heading).toBe('Tell your story');
    let next = (await teller.send('/en/tell-your-story', start.page.formValues)).leadsTo ?? '';
    const typed: readonly Readonly<Record<string, string>>[] = [
      { narrative: 'I got off the bus' },
      { whySignificant: 'I can breathe' },
      { title: 'Off' },
      { domain: 'quality' },
      { panel: 'yes', organisation: 'no', partner: 'no', public: 'no' },
      {},
    ];
    const headings: string[] = [];
    for (const answer of typed) {
      headings.push((await teller.open(next)).page.heading);
      next = (await teller.fillIn(next, answer)).leadsTo ?? '';
    }
    const check = await teller.open(next);
    const sent = await teller.fillIn(next, {});
    const confirmation = await teller.open(sent.leadsTo ?? '');
    expect([start.page.heading, ...headings, check.page.heading, confirmation.page.heading]).toEqual([
      'Tell your story',
      'What happened?',
      'Why does this matter to you?',
      'What would you call your story?',
      'What kind of change is it?',
      'Who may read your story?',
      'Do you want to show your name?',
      'Check your answers',
      'Your story has been sent',
    ]);
  });

  it.each([
    ['/en/your-story', 'Emergency Exit this page'],
    ['/cy/your-story', 'Argyfwng Gadael y dudalen hon'],
  ])('leaves %s for a site that says nothing of it', async (address, exit) => {
    const teller = new TellerBrowser(service.app);
    const away = await teller.open((await teller.open(address)).page.linkTo(exit) ?? '');
    expect([away.status, away.leadsTo]).toEqual([303, 'https://weather.example/']);
  });

  it.each([
    ['en', 'Write what happened. It can be short.'],
    ['cy', 'Ysgrifennwch beth ddigwyddodd. Gall fod yn fyr.'],
  ])('in %s, says of an empty story what to do', async (language, text) => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn(`/${language}/tell-your-story`, {});
    const empty = await teller.fillIn(`/${language}/tell-your-story/questions/story`, { narrative: ' ' });
    expect([empty.status, empty.page.errors]).toEqual([422, [{ text, input: 'narrative' }]]);
  });

  it.each(['en', 'cy'])('in %s, nothing is open any more to whoever has the device next', async (language) => {
    const teller = new TellerBrowser(service.app);
    const question = `/${language}/tell-your-story/questions/story`;
    await teller.fillIn(`/${language}/tell-your-story`, {});
    await teller.fillIn(question, { narrative: 'I hid the lamp' });
    const code = codeOn(await teller.open(`/${language}/tell-your-story/pause`));
    expect((await teller.open(question)).html).toContain('I hid the lamp');

    const away = await teller.open('/leave');
    expect([teller.cookie, away.headers['clear-site-data']]).toEqual(['', '"cache"']);
    const back = await teller.open(question);
    expect(back.html).not.toContain('I hid the lamp');
    expect((await teller.open(`/${language}/tell-your-story`)).page.links.map(({ href }) => href)).not.toContain(
      question,
    );

    // With the code it is all there.
    await teller.fillIn(`/${language}/your-story`, { code });
    expect((await teller.open(question)).html).toContain('I hid the lamp');
  });

  it('ends the session of whoever was signed in, and not by a link of another site', async () => {
    const token = (await service.as({ person: 'E1', roles: [{ role: 'evaluator' }] }))['authorization']?.slice(7) ?? '';
    const get = (address: string, headers = {}) =>
      request(service.app.getHttpServer())
        .get(address)
        .set({ cookie: `newid-session=${token}; newid-text=cy; other=kept`, ...headers });
    expect((await get('/leave', { 'sec-fetch-site': 'cross-site' })).headers['set-cookie']).toBeUndefined();
    expect((await get('/en/stories')).status).toBe(200);
    const away = await get('/leave', { 'sec-fetch-site': 'same-origin' });
    expect(away.headers['set-cookie']).toEqual([
      'newid-session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
      'newid-text=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    ]);
    // Not only in this browser: whoever had the cookie of it has nothing.
    expect((await get('/en/stories')).headers['location']).toMatch('/en/sign-in');
  });

  it('offers a rehearsal to whoever comes by its link, and to nobody else', async () => {
    const name = { en: 'A rehearsal', cy: 'Ymarfer' };
    await isTold(service, { ...anOpenProgramme(), id: 'rehearsal-1', name, rehearsal: 'on' });
    const open = async (query = '') => (await new TellerBrowser(service.app).open(`/en/tell-your-story${query}`)).page;
    expect((await open()).mainText).not.toContain('A rehearsal');
    expect((await open('?programme=rehearsal-1')).mainText).toContain('A rehearsal');
  });

  it('ends with the story taken back by the one who told it, on another device', async () => {
    const teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', 'I got off the bus at the old school');
    const { leadsTo = '' } = await teller.fillIn('/en/tell-your-story/check', {});
    const code = codeOn(await teller.open(leadsTo));

    const phone = new TellerBrowser(service.app);
    const seen = await phone.fillIn('/en/your-story', { code: code.toLowerCase().replaceAll('-', ' ') });
    const story = await phone.open(seen.leadsTo ?? '');
    expect(story.page.mainText).toContain('I got off the bus at the old school');
    const asked = await phone.open(story.page.linkTo('Take back my story'));
    for (const plain of ['Paper:', 'Downloads:', 'Memory:', 'You cannot undo this']) {
      expect(asked.page.mainText).toContain(plain);
    }
    const back = await phone.fillIn('/en/your-story/take-back', {});
    const after = await phone.open(back.leadsTo ?? '');
    expect(after.page.mainText).toContain('You took this story back.');
    expect(after.page.mainText).toContain('Nobody may read it.');
    await service.settled();
    expect(service.said().map(({ type }) => type)).toEqual(['story.submitted.v1', 'story.withdrawn.v1']);
  });
});

import request from 'supertest';

import { daysAfter } from '#contracts/shared/calendar-day.js';
import { usualConsentOverTime } from '#contracts/shared/consent-over-time.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';
import type { PageReading } from '#web/testing/page.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import {
  administrator,
  askAs,
  elsewhere,
  readersAtKey,
  secondKeeper,
  tellsWith,
} from '../../testing/consent-over-time.js';
import { TellerBrowser } from '../../testing/teller-browser.js';
import { renewWhoIsDue } from './renew-in-time.js';

const address = '/en/your-story/who-may-read-again';
const calendar = '/en/programmes/telling/stories/renewals';
const toldAt = '2026-01-31T10:00:00.000Z';

describe('consent that is asked for again', () => {
  let service: TestService;
  let now = toldAt;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  beforeEach(() => {
    now = toldAt;
  });
  afterAll(() => service.close());

  const onDay = async (day: string): Promise<number> => {
    now = `${day}T10:00:00.000Z`;
    await service.settled();
    const done = await renewWhoIsDue(service.runtime, now);
    await service.settled();
    return done;
  };

  it('is for the panels alone where it was told from a hospital, and goes further only with an answer', async () => {
    const { teller, story } = await tellsWith(service, {
      place: 'hospital',
      helper: 'advocate',
      helperName: 'Nia Puw',
    });
    expect(await readersAtKey(service, story)).toEqual(['panel']);
    expect(await onDay('2026-04-29')).toBe(0);
    expect(await onDay('2026-04-30')).toBe(1);
    expect(await readersAtKey(service, story)).toEqual(['panel']);
    const seen = await teller.open('/en/your-story/seen');
    expect(seen.page.linkTo('We have a question for you: who may read it from now on?')).toBe(address);
    const { page } = await teller.open(address);
    expect(page.mainText).toMatch(/hospital or in a hard time.*If you do not answer, nobody beyond the panels/s);
    expect((await teller.open('/cy/your-story/who-may-read-again')).page.mainText).toContain(
      'o ysbyty neu ar adeg anodd',
    );
    expect((await teller.fillIn(address, { audiences: ['panel', 'organisation'] })).leadsTo).toBe(address);
    expect(await readersAtKey(service, story)).toEqual(['panel', 'organisation']);
    expect((await teller.open(address)).page.mainText).toContain('We are not asking you anything now.');
    // Staff see who helped to decide, and each step.
    await service.settled();
    const history = (await (await service.browser(administrator)).open(`/en/stories/${story}/consent`)).page.mainText;
    expect(history).toMatch(/an advocate, Nia Puw.*asked again.*said again who may read it/s);
    expect((await teller.open('/cy/your-story/data')).page.mainText).toContain('Pwy: eiriolwr, Nia Puw');
  });

  it('is no consent where nobody answers within 28 days, and can still be given later', async () => {
    const { teller, story, code } = await tellsWith(service, { place: 'hard-time' });
    await onDay('2026-04-30');
    expect(await onDay('2026-05-27')).toBe(0);
    expect(await onDay('2026-05-28')).toBe(1);
    expect(await onDay('2026-12-31')).toBe(0);
    expect(await readersAtKey(service, story)).toEqual(['panel']);
    const asked = await request(service.app.getHttpServer())
      .get('/api/v1/your-story/consent-again')
      .set('x-newid-code', code);
    expect(asked.body).toEqual({
      ...{ isAsked: true, because: 'hard-place' },
      ...{ audiences: ['panel', 'organisation', 'public'], uses: [] },
    });
    const put = async (audiences: readonly string[]) =>
      request(service.app.getHttpServer())
        .put('/api/v1/your-story/consent-again')
        .set({ ...(await service.as(administrator)), 'x-newid-code': code })
        .send({ audiences });
    expect((await put(['panel', 'partner'])).body.type).toBe('/problems/renewal-not-offered');
    expect((await put(['public'])).status).toBe(200);
    expect(await readersAtKey(service, story)).toEqual(['public']);
    expect((await teller.open(address)).status).toBe(200);
  });

  it('is asked by email without a word of the story, and stands in the calendar of its programme alone', async () => {
    const reach = { lostCode: 'channel', ownAddress: 'carys@example.org' };
    const { reference } = await tellsWith(service, { place: 'hospital', ...reach });
    await service.settled();
    const staff = await service.browser(administrator);
    expect((await staff.open(calendar)).page.mainText).toMatch(
      new RegExp(
        `April 2026.*${reference}\\s*Told from a hospital or in a hard time\\s*To be asked on 30 April 2026`,
        's',
      ),
    );
    now = '2026-05-02T10:00:00.000Z';
    const inMay = await service.browser(secondKeeper);
    expect((await inMay.open(`${calendar}?show=overdue`)).page.mainText).toContain('Overdue since 30 April 2026');
    await onDay('2026-05-02');
    const letters = (await service.letters()).filter(({ to }) => to === 'carys@example.org');
    expect(letters.map(({ subject }) => subject)).toEqual(['A question about what you told us']);
    expect(JSON.stringify(letters)).not.toContain('I go out');
    expect((await inMay.open('/cy/programmes/telling/stories/renewals?show=asked')).page.mainText).toMatch(
      /Gofynnwyd ar 2 Mai 2026\s*Drwy e-bost\s*Heb ateb, daw defnydd ehangach i ben ar 30 Mai 2026/,
    );
    expect((await (await service.browser(elsewhere)).open(calendar)).status).toBe(404);
  });

  it('by letter waits to be printed and posted, once', async () => {
    const reach = { lostCode: 'channel', ownAddress: 'Carys\n1 Stryd Fawr' };
    const { story, reference } = await tellsWith(service, { place: 'hospital', ...reach });
    await onDay('2026-05-02');
    const staff = await service.browser(secondKeeper);
    const letter = (await staff.open(calendar)).page.linkTo(`${reference}: a letter that asks again`);
    const { page } = await staff.open(letter);
    expect(page.mainText).toMatch(/Carys\s*1 Stryd Fawr.*We ask again before anything goes further/s);
    expect(page.mainText).not.toContain(reference);
    expect((await staff.send(letter, page.formValues)).leadsTo).toBe(calendar);
    const again = await askAs(service, secondKeeper)('post', `/api/v1/stories/${story}/renewal-letter/posting`);
    expect(again.body.type).toBe('/problems/renewal-no-letter');
  });

  it('ends wider use of every story after a year where the programme asks again, and asks who is old enough', async () => {
    const yearly = { ...usualConsentOverTime, youngestAge: 16, below: 'with-adult' as const, renewMonths: 12 };
    await isTold(service, anOpenProgramme({ id: 'yearly', consentOverTime: { ...yearly, adults: ['parent'] } }));
    const teller = new TellerBrowser(service.app);
    const at = (question: string): string => `/en/tell-your-story/questions/${question}`;
    const offer = JSON.stringify(['yearly', '2026-Q1']);
    const begun = await teller.fillIn('/en/tell-your-story?programme=yearly', { offer });
    expect(begun.leadsTo).toBe(at('age'));
    const young = await teller.fillIn(at('age'), { isOldEnough: 'no' });
    expect([young.status, young.page.errors[0]?.input]).toEqual([422, 'adult']);
    expect((await teller.open('/cy/tell-your-story/questions/age')).page.mainText).toContain('16 oed neu’n hŷn');
    await teller.fillIn(at('age'), { isOldEnough: 'no', adult: 'parent', adultName: 'Mam' });
    await teller.fillIn(at('story'), { narrative: 'I swim' });
    await teller.fillIn(at('readers'), { panel: 'yes', organisation: 'yes', partner: 'no', public: 'no' });
    expect((await teller.open('/en/tell-your-story/check')).page.mainText).toContain('Are you 16 or older? No');
    await teller.fillIn('/en/tell-your-story/check', {});
    await service.settled();
    const story = await askAs(service, administrator)('get', '/api/v1/stories?programme=yearly');
    const id = String(story.body.items[0].id);
    expect((await teller.open('/en/your-story/data')).page.mainText).toContain('Who: a parent, Mam');
    // The others of this test are over by then.
    await onDay('2027-01-30');
    expect(await onDay('2027-01-30')).toBe(0);
    expect(await onDay('2027-01-31')).toBe(1);
    expect(await readersAtKey(service, id)).toEqual(['panel', 'organisation']);
    expect(await onDay('2027-02-28')).toBe(1);
    expect(await readersAtKey(service, id)).toEqual(['panel']);
    const tooYoung = await askAs(service, administrator)('post', '/api/v1/programmes/yearly/stories', {
      ...{ period: '2026-Q1', language: 'en', narrative: 'I run', audiences: { panel: { named: false } } },
      ...{ wordingVersion: 1, consentLanguage: 'en', circumstances: { isOldEnough: false } },
    });
    expect(tooYoung.body.type).toBe('/problems/adult-needed');
  });

  it('stands in the calendar on pages of 25, each as narrow as the one before', async () => {
    await isTold(service, anOpenProgramme({ id: 'many' }));
    for (let more = 0; more < 26; more += 1) {
      await askAs(service, administrator)('post', '/api/v1/programmes/many/stories', {
        ...{ period: '2026-Q1', domain: 'quality', language: 'en', narrative: 'I run' },
        ...{ audiences: { panel: { named: false }, public: { named: false } }, circumstances: { place: 'hospital' } },
        ...{ wordingVersion: 1, consentLanguage: 'en' },
      });
    }
    await service.settled();
    const ofMany = '/en/programmes/many/stories/renewals';
    const staff = await service.browser(administrator);
    const inCalendar = (page: PageReading): number =>
      page.root.querySelectorAll('main li').filter((item) => /To be asked on|Overdue since/.test(item.textContent))
        .length;
    const first = (await staff.open(`${ofMany}?show=ahead`)).page;
    expect(inCalendar(first)).toBe(25);
    const further = first.linkTo('Next page');
    expect(further).toContain('show=ahead');
    const second = (await staff.open(further)).page;
    expect([inCalendar(second), second.linkTo('Back to the first page')]).toEqual([1, `${ofMany}?show=ahead`]);
    const { items, next } = (await askAs(service, administrator)('get', '/api/v1/programmes/many/stories/renewals'))
      .body;
    expect([items.length, next]).toEqual([26, null]);
    // What is overdue ends before today; what is ahead begins with it.
    const { dueOn } = items[0] as { readonly dueOn: string };
    const shown = async (show: string): Promise<number> =>
      inCalendar((await (await service.browser(administrator)).open(`${ofMany}?show=${show}`)).page);
    now = `${dueOn}T10:00:00.000Z`;
    expect([await shown('overdue'), await shown('ahead')]).toEqual([0, 25]);
    now = `${daysAfter(dueOn, 1)}T10:00:00.000Z`;
    expect([await shown('overdue'), await shown('ahead')]).toEqual([25, 0]);
    const elsewhereInIt = await (await service.browser(administrator)).open(`${ofMany}?after=2026-04-30`);
    expect(elsewhereInIt.status).toBe(400);
  }, 60_000);
});

import request from 'supertest';

import { safeguarding } from '#contracts/testing/a-programme.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const member: TestPerson = { person: 'M1', roles: [{ role: 'panel-member' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'evaluator' }] };
const print = '/en/programmes/telling/stories/paper-forms/2026-Q1';
const enter = `${print}/enter`;
const filled = {
  ...{ narrative: 'A marigold on paper', whySignificant: 'It grew', title: 'Paper', place: 'By the canal' },
  ...{ changeHappenedOn: 'last spring', 'toldOn-day': '3', 'toldOn-month': '11', 'toldOn-year': '2026' },
  ...{ peopleAffected: '2', recommendation: 'More pots', contentNotes: 'soil\nrain', writtenBy: '', relation: '' },
  ...{ domain: 'quality', language: 'en', q1: 'A friend\nA place', panel: 'unnamed', organisation: 'no' },
  ...{ partner: 'no', public: 'named', translate: 'yes', quote: 'no', wordingVersion: '1', consentLanguage: 'en' },
  ...{ tellerName: 'Petunia Jones', way: 'letter', address: '1 Begonia Lane', safely: 'plain envelope' },
};

describe('a form on paper', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    const question = {
      ...{ id: 'q1', version: 1, wording: { en: 'What helped?', cy: 'Beth helpodd?' } },
      kind: 'several' as const,
      ...{ hint: { en: '', cy: '' }, isRequired: false, least: null, most: null, isRetired: false },
      options: [
        { id: 'o1', name: { en: 'A friend', cy: 'Ffrind' } },
        { id: 'o2', name: { en: 'A place', cy: 'Lle' } },
      ],
    };
    const collectors = { en: 'Leave the words as they stand.', cy: 'Gadewch y geiriau fel y maent.' };
    await isTold(service, anOpenProgramme({ safeguarding, extraQuestions: [question], guides: { collectors } }));
  });
  afterAll(() => service.close());

  const post = async (address: string, body: object, person = collector) =>
    request(service.app.getHttpServer())
      .post(address)
      .set(await service.as(person))
      .send(body);
  const printed = async (language: 'en' | 'cy' = 'en') => {
    const browser = await service.browser(collector);
    const { page } = await browser.open(print);
    const made = await browser.send(print, { ...page.formValues, count: '2', language });
    const [, number = ''] = /(?:Form|Ffurflen) ([0-9A-F]{4}-[0-9A-F]{4})/.exec(made.page.mainText) ?? [];
    return { browser, made, sent: page.formValues, number, code: codeOn(made) };
  };
  const everythingKept = async (): Promise<string> => {
    await service.settled();
    return JSON.stringify([await service.runtime.store.readLog(0, 10_000), service.said()]);
  };

  it('is printed in a language with all that is asked, a number, and a code of which only the hash is kept', async () => {
    const { browser, made, sent, number, code } = await printed();
    expect(made.page.root.querySelectorAll('article.newid-paper')).toHaveLength(2);
    expect(made.page.root.querySelectorAll('article svg[role=img]')).toHaveLength(2);
    for (const asked of [
      ...['What changed in six months?', 'Why does this matter to you?', 'What helped?', 'A friend', 'Quality of life'],
      ...['Wording 1 of these questions.', 'May we translate it', 'Tear this off and keep it', '/en/your-story'],
    ]) {
      expect(made.page.mainText).toContain(asked);
    }
    expect(number).not.toBe('');
    expect(await everythingKept()).not.toContain(code);
    expect(made.headers['cache-control']).toContain('no-store');
    // Sent again by a second press: those codes are gone, and no others are given out for the same forms.
    const again = await browser.send(print, { ...sent, count: '2', language: 'en' });
    expect([again.status, again.page.mainText.includes('Tear this off')]).toEqual([422, false]);
    const many = await browser.send(print, { ...sent, command: newId(), count: '51', language: 'en' });
    expect([many.status, many.page.errors[0]?.input]).toEqual([422, 'count']);
    const welsh = await printed('cy');
    expect(welsh.made.page.mainText).toContain('Beth newidiodd mewn chwe mis?');
    expect(welsh.made.page.mainText).toContain('Rhwygwch hwn i ffwrdd');
    expect(welsh.made.page.root.querySelector('article')?.getAttribute('lang')).toBe('cy');
  });

  it('is entered whole, by name of who entered it, and from then on its code opens the story', async () => {
    const { number, code } = await printed();
    const teller = new TellerBrowser(service.app);
    expect((await teller.fillIn('/en/your-story', { code })).status).toBe(422);
    const browser = await service.browser(collector);
    const { page } = await browser.open(enter);
    expect(page.mainText).toContain('Leave the words as they stand.');
    expect((await browser.open(enter.replace('/en/', '/cy/'))).page.mainText).toContain(
      'Gadewch y geiriau fel y maent.',
    );
    const nothing = await browser.send(enter, { ...page.formValues, narrative: '' });
    expect(nothing.status).toBe(422);
    expect(nothing.page.errors.map(({ input }) => input)).toEqual([
      ...['narrative', 'toldOn-day', 'panel', 'organisation', 'partner', 'public', 'translate', 'quote'],
    ]);
    const typed = { ...page.formValues, ...filled, number: number.toLowerCase() };
    const wrong = await browser.send(enter, { ...typed, number: '0000-0000', q1: 'Somebody else' });
    expect([wrong.status, wrong.page.errors[0]?.input]).toEqual([422, 'number']);
    expect(wrong.page.field('What happened').value).toBe('A marigold on paper');
    expect(wrong.page.field('What helped?').value).toBe('Somebody else');
    const misread = await browser.send(enter, { ...typed, q1: 'Somebody else', command: newId() });
    expect([misread.status, misread.page.errors[0]?.input]).toEqual([422, 'q1']);
    const future = await browser.send(enter, { ...typed, 'toldOn-year': '2027', command: newId() });
    expect([future.status, future.page.errors[0]?.input]).toEqual([422, 'toldOn-day']);

    const sent = await browser.send(enter, { ...typed, command: newId() });
    expect(sent.leadsTo).toMatch(/enter\?entered=[0-9a-f]{8}$/);
    expect((await browser.open(sent.leadsTo ?? '')).page.mainText).toContain('The form was entered as story');
    expect((await teller.fillIn('/en/your-story', { code })).leadsTo).toBe('/en/your-story/seen');
    const seen = (await teller.open('/en/your-story/seen')).page.mainText;
    for (const kept of ['A marigold on paper', 'It grew', 'A friend', 'Sent on: 3 November 2026']) {
      expect(seen).toContain(kept);
    }
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set({ 'x-newid-code': code });
    expect(body).toMatchObject({
      ...{ toldOn: '2026-11-03', domain: 'quality', names: { teller: 'Petunia Jones', collector: null } },
      audiences: { panel: { named: false }, public: { named: true } },
      text: { place: 'By the canal', changeHappenedOn: 'last spring', contentNotes: ['soil', 'rain'] },
    });
    expect((await service.vault.consentOf(`story/${String(body.id)}`))?.consent).toMatchObject({
      ...{ uses: ['translate'], wordingVersion: 1, how: 'collector', answeredAt: '2026-11-03T12:00:00.000Z' },
    });
    const staff = (await (await service.browser(evaluator)).open(`/en/stories/${String(body.id)}`)).page.mainText;
    expect(staff).toContain('Entered from paper by C1 on 21 November 2026');
    const kept = await everythingKept();
    for (const word of ['marigold', 'Petunia', 'Begonia Lane', 'canal', code]) expect(kept).not.toContain(word);

    const twice = await browser.send(enter, { ...typed, narrative: 'Another one', command: newId() });
    expect([twice.status, twice.page.errors[0]?.text]).toEqual([422, 'A story was made from the form of this number.']);
    expect((await teller.open('/en/your-story/seen')).page.mainText).toContain('A marigold on paper');
  });

  it('is printed and entered by the API, also without a number; the same request again is the same story', async () => {
    const forms = await post('/api/v1/programmes/telling/stories/paper-forms/2026-Q1', { count: 1, language: 'cy' });
    expect(forms.body).toMatchObject({ wordingVersion: 1, items: [{ form: expect.any(String) }] });
    const story = {
      ...{ language: 'cy', narrative: 'Ar bapur', toldOn: '2026-11-03', wordingVersion: 1, consentLanguage: 'cy' },
      audiences: { panel: { named: false } },
    };
    const address = '/api/v1/programmes/telling/stories/paper-forms/2026-Q1/entries';
    const headers = await service.as(collector);
    const numbered = { ...story, number: String(forms.body.items[0].form), extra: { q1: ['o2'] } };
    const send = () => request(service.app.getHttpServer()).post(address).set(headers).send(numbered);
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.body.story]).toEqual([201, 201, first.body.story]);
    expect((await post(address, numbered)).body.type).toBe('/problems/form-entered-already');
    const plain = await post(address, story);
    expect(plain.status).toBe(201);
    const contact = { channel: 'letter', address: '1 Lôn y Felin' };
    expect((await post(address, { ...story, contact })).status).toBe(201);
    expect((await post(address, { ...story, audiences: {} })).body.type).toBe('/problems/story-consent-missing');
  });

  it('is for those who meet people who tell', async () => {
    for (const [person, status] of [
      [member, 403],
      [stranger, 404],
    ] as const) {
      const browser = await service.browser(person);
      expect([(await browser.open(print)).status, (await browser.open(enter)).status]).toEqual([status, status]);
      const forms = await post(
        '/api/v1/programmes/telling/stories/paper-forms/2026-Q1',
        { count: 1, language: 'en' },
        person,
      );
      expect(forms.status).toBe(status);
    }
    expect((await (await service.browser(collector)).open(enter.replace('2026-Q1', '2030'))).status).toBe(422);
  });
});

import request from 'supertest';

import { safeguarding } from '#contracts/testing/a-programme.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold, yesToPanelsOnly } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator', programme: 'telling' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const elsewhere: TestPerson = { person: 'F2', roles: [{ role: 'facilitator', programme: 'another' }] };
const queue = (language: 'en' | 'cy') => `/${language}/programmes/telling/stories/translations/2026-Q1`;
const check = '/en/tell-your-story/check';

describe('second texts, from telling on', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ safeguarding }));
  });
  afterAll(() => service.close());

  const ask = async (method: 'get' | 'post', address: string, body: object = {}, person = facilitator) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const sends = async (teller: TellerBrowser): Promise<{ readonly story: string; readonly code: string }> => {
    expect((await teller.fillIn(check, {})).leadsTo).toBe('/en/tell-your-story/sent');
    const code = codeOn(await teller.open('/en/tell-your-story/sent'));
    const seen = await request(service.app.getHttpServer()).get('/api/v1/your-story').set({ 'x-newid-code': code });
    const story = String(seen.body.id);
    await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 });
    return { story, code };
  };

  it('shows a teller before they send what might tell who they are, changes nothing and keeps nothing', async () => {
    const teller = new TellerBrowser(service.app);
    const narrative = 'Marigold Jones helped me on Hill Street when I was 42 years old.\nMy nurse knew.';
    const checked = (await answersEverything(teller, 'en', narrative)).page;
    const before = JSON.stringify(await everyEvent());
    const preview = checked.linkTo('Could someone know it is me? See what might tell');
    const { page } = await teller.open(preview);
    expect(page.title).toContain('Could someone know it is you?');
    const marked = page.root.querySelectorAll('mark').map(({ textContent }) => textContent);
    expect(marked).toEqual(['Marigold Jones', 'Hill Street', '42 years old', 'nurse']);
    expect(page.mainText).toContain('Places Hill Street');
    expect(page.mainText).toContain('It only suggests');
    expect(page.linkTo('Change it: Your story')).toBe('/en/tell-your-story/questions/story?change=yes');
    expect((await teller.open('/cy/tell-your-story/could-someone-know')).page.mainText).toContain(
      'Lleoedd Hill Street',
    );
    expect(JSON.stringify(await everyEvent())).toBe(before);
    await teller.fillIn('/en/tell-your-story/questions/story?change=yes', { narrative: 'It helped.' });
    await teller.fillIn('/en/tell-your-story/questions/why?change=yes', { whySignificant: '' });
    await teller.fillIn('/en/tell-your-story/questions/title?change=yes', { title: '' });
    expect((await teller.open(preview)).page.mainText).toContain('We marked nothing');
    teller.forgetCookies();
    expect((await teller.open(preview)).leadsTo).toBe('/en/your-story');
    const none = await request(service.app.getHttpServer()).get('/api/v1/your-draft/recognition');
    expect([none.status, none.body.type]).toEqual([404, '/problems/draft-not-open']);
  });

  it('asks whether it may be translated, and takes no answer for no', async () => {
    const teller = new TellerBrowser(service.app);
    expect((await answersEverything(teller, 'en', 'A quiet begonia')).page.mainText).toContain('It is not translated');
    const { story } = await sends(teller);
    const none = await ask('get', '/api/v1/programmes/telling/stories/translations/2031-Q9');
    expect([none.status, none.body.detail]).toEqual([422, 'The programme has no period 2031-Q9.']);
    const { body } = await ask('get', `/api/v1/programmes/telling/stories/translations/2026-Q1`);
    expect(body).toEqual({ items: [], notAgreed: 1 });
    const { page } = await (await service.browser(facilitator)).open(`/en/stories/${story}/translation`);
    expect(page.mainText).toContain('Its teller did not agree to translation');
    expect(page.mainText).not.toContain('begonia');
    const at = `/api/v1/stories/${story}/translation`;
    const given = { language: 'cy', storyVersion: 1, narrative: 'Begonia dawel' };
    expect((await ask('post', at, given)).body.type).toBe('/problems/translation-not-agreed');
    expect((await (await service.browser(facilitator)).open(queue('cy'))).page.mainText).toContain(
      'Nid yw 1 stori wedi’i rhestru',
    );
  });

  it('lists what is to be translated, takes a translation beside the original, and asks again after a correction', async () => {
    const teller = new TellerBrowser(service.app);
    const readers = { ...yesToPanelsOnly, translate: 'yes' };
    const checked = await answersEverything(teller, 'en', 'A loud marigold', readers);
    expect(checked.page.mainText).toContain('It may be translated');
    const { story, code } = await sends(teller);
    const browser = await service.browser(facilitator);
    const listed = (await browser.open(queue('en'))).page;
    expect(listed.table('Stories to translate')[1]?.slice(1)).toEqual(['English', 'Cymraeg', '3', 'No translation']);
    expect(listed.text).not.toContain('marigold');
    const address = `/en/stories/${story}/translation`;
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('A loud marigold');
    expect(page.mainText).toContain(
      'Who may read it The panels, without the name What it may be used for Translating it',
    );
    const empty = await browser.send(address, { ...page.formValues, narrative: '', title: 'Gold Mair swnllyd' });
    expect([empty.status, empty.page.errors[0]?.input]).toEqual([422, 'narrative']);
    expect(empty.page.field('Title (optional)').value).toBe('Gold Mair swnllyd');
    expect((await browser.send(address, { ...page.formValues, narrative: 'Gold Mair uchel' })).leadsTo).toBe(
      queue('en'),
    );
    expect((await browser.open(queue('en'))).page.mainText).toContain('Nothing to translate in this period');
    await service.settled();
    const said = service.said().filter(({ type }) => type === 'story.translated.v1');
    expect(said).toMatchObject([
      { subject: `story/${story}`, data: { story, language: 'cy', storyVersion: 1, by: 'F1' } },
    ]);
    expect(JSON.stringify([said, await service.runtime.store.read(`translation/${story}`)])).not.toContain('Gold Mair');
    expect((await ask('get', `/api/v1/stories/${story}/translation`)).body).toMatchObject({
      text: { narrative: 'A loud marigold' },
      consent: { audiences: { panel: { named: false } }, uses: ['translate'] },
      translations: [{ language: 'cy', by: 'F1', isOld: false, text: { narrative: 'Gold Mair uchel' } }],
    });

    const corrected = { narrative: 'A louder marigold', storyVersion: 1 };
    const correction = await request(service.app.getHttpServer())
      .post('/api/v1/your-story/correction')
      .set({ 'x-newid-code': code, 'idempotency-key': newId() })
      .send(corrected);
    expect(correction.status).toBe(200);
    await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 2 });
    expect((await ask('get', `/api/v1/programmes/telling/stories/translations/2026-Q1`)).body.items).toMatchObject([
      { story, into: 'cy', isOld: true },
    ]);
    expect((await browser.open(`/cy/stories/${story}/translation`)).page.mainText).toContain('o fersiwn gynharach');
    const stale = { language: 'cy', storyVersion: 1, narrative: 'Eto' };
    expect((await ask('post', `/api/v1/stories/${story}/translation`, stale)).body.type).toBe(
      '/problems/story-changed-since-read',
    );

    // In the teller's data; and taken back by the teller alone, at once.
    const data = await request(service.app.getHttpServer())
      .get('/api/v1/your-story/data')
      .set({ 'x-newid-code': code });
    expect(data.body.translations).toMatchObject([{ language: 'cy', text: { narrative: 'Gold Mair uchel' } }]);
    const narrowing = (await teller.open('/en/your-story/who-may-read')).page;
    expect(narrowing.field('What may still be done with it?').values).toEqual(['translate']);
    const narrowed = await teller.send('/en/your-story/who-may-read', { ...narrowing.formValues, uses: [] });
    expect(narrowed.leadsTo).toBe('/en/your-story/seen?done=narrowed');
    expect((await ask('get', `/api/v1/stories/${story}/translation`)).body.withheld).toBe('not-consented');
  });

  it('is for those who work with the programme, and for none of another', async () => {
    for (const [person, status] of [
      [collector, 403],
      [elsewhere, 404],
    ] as const) {
      expect((await (await service.browser(person)).open(queue('en'))).status).toBe(status);
    }
  });

  async function everyEvent(): Promise<unknown> {
    await service.settled();
    return service.runtime.store.readLog(0, 10_000);
  }
});

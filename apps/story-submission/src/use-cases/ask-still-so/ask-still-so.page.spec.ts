import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';
import { askWhoIsDue } from './ask-in-time.js';

const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const stranger: TestPerson = { person: 'X1', organisation: 'others', roles: [{ role: 'facilitator' }] };
const address = '/en/your-story/still-so';
const toldAt = '2026-01-31T10:00:00.000Z';
const shared = { panel: 'yes', organisation: 'yes', partner: 'no', public: 'no' } as const;

describe('asking a teller months later whether it is still so', () => {
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

  const tells = async () => {
    const teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', 'I go out every day', shared);
    await teller.fillIn('/en/tell-your-story/check', {});
    const sent = await teller.open('/en/tell-your-story/sent');
    const code = codeOn(sent);
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    return { teller, sent, code, story: String(body.id) };
  };
  /** On a day months later, as the clock of the service does it; the browser was closed since. */
  const onDay = async (day: string): Promise<number> => {
    now = `${day}T10:00:00.000Z`;
    await service.settled();
    const asked = await askWhoIsDue(service.runtime, now);
    await service.settled();
    return asked;
  };

  it('is their own choice, offered when the story is sent and on its page', async () => {
    const { teller, sent } = await tells();
    expect(sent.page.linkTo('Choose whether we may ask you again')).toBe(address);
    const { page } = await teller.open(address);
    for (const day of ['After 3 months, on 30 April 2026', 'on 31 July 2026', 'on 31 January 2027']) {
      expect(page.mainText).toContain(day);
    }
    expect((await teller.open('/cy/your-story/still-so')).page.mainText).toContain('Ar ôl 3 mis, ar 30 Ebrill 2026');
    expect((await teller.fillIn(address, { months: ['3', '12'] })).leadsTo).toBe(address);
    expect((await teller.open(address)).page.formValues['months']).toEqual(['3', '12']);
    await teller.fillIn(address, { months: [] });
    expect(await onDay('2027-02-01')).toBe(0);
  });

  it('adds what they answer beside the story, for whoever may read it, and overwrites nothing', async () => {
    const { teller, story } = await tells();
    await teller.fillIn(address, { months: ['3', '6'] });
    expect(await onDay('2026-04-29')).toBe(0);
    expect(await onDay('2026-04-30')).toBe(1);
    expect(await onDay('2026-04-30')).toBe(0);
    const seen = await teller.open('/en/your-story/seen');
    expect(seen.page.linkTo('We have a question for you: is it still so?')).toBe(address);
    const blank = await teller.send(address, { act: 'answer', answer: '', words: 'A bit less' });
    expect([blank.status, blank.page.errors]).toEqual([422, [{ text: 'Choose one of the answers', input: 'answer' }]]);
    expect(blank.page.mainText).toContain('A bit less');
    await teller.send(address, { act: 'answer', answer: 'has-changed', words: 'A bit less, since the winter' });
    const again = await teller.send(address, { act: 'answer', answer: 'still-so', words: 'Overwritten' });
    expect(again.status).toBe(422);
    expect(await onDay('2026-07-31')).toBe(1);
    await teller.send(address, { act: 'answer', answer: 'still-so', words: '' });
    const read = await request(service.app.getHttpServer())
      .get(`/api/v1/stories/${story}`)
      .set(await service.as(evaluator));
    expect(read.body.text.narrative).toBe('I go out every day');
    expect(read.body.stillSo).toEqual([
      { months: 3, answer: 'has-changed', at: '2026-04-30T10:00:00.000Z', text: 'A bit less, since the winter' },
      { months: 6, answer: 'still-so', at: '2026-07-31T10:00:00.000Z', text: null },
    ]);
    // Others who hold the story are told, sealed as the story is; of asking nothing is said.
    const told = service.said().filter(({ subject }) => subject === `still-so/${story}`);
    expect(told.map(({ type, data }) => [type, data])).toMatchObject([
      ['story.still-so-answered.v1', { story, months: 3, answer: 'has-changed', words: { class: 'text' } }],
      ['story.still-so-answered.v1', { story, months: 6, answer: 'still-so', words: null }],
    ]);
    expect(JSON.stringify(told)).not.toContain('winter');
    const staff = await service.browser(evaluator);
    expect((await staff.open(`/en/stories/${story}`)).page.mainText).toMatch(
      /After 3 months, on 30 April 2026\s*It has changed since\.\s*A bit less, since the winter/,
    );
    expect((await teller.open('/cy/your-story/data')).page.mainText).toContain('A bit less, since the winter');
    await teller.fillIn('/en/your-story/take-back', {});
    const taken = await request(service.app.getHttpServer())
      .get(`/api/v1/stories/${story}`)
      .set(await service.as(evaluator));
    expect([taken.body.withheld, taken.body.stillSo]).toEqual(['withdrawn', []]);
    expect((await teller.send(address, { act: 'choose', months: ['12'] })).status).toBe(422);
  });

  it('writes to those who chose email, and says nothing of the story; not to those who want no contact', async () => {
    const { teller } = await tells();
    const reach = { way: 'mail', mail: 'carys@example.org', language: 'cy' };
    await teller.fillIn('/en/your-story/how-to-reach-you', reach);
    await teller.fillIn(address, { months: ['3'] });
    const { teller: quiet } = await tells();
    await quiet.fillIn('/en/your-story/how-to-reach-you', { ...reach, mail: 'dai@example.org' });
    await quiet.fillIn(address, { months: ['3'] });
    await quiet.fillIn('/en/your-story/how-to-reach-you', { way: 'stop' });
    expect(await onDay('2026-05-01')).toBe(2);
    const letters = await service.letters();
    expect(letters.map(({ to }) => to)).toEqual(['carys@example.org']);
    expect(letters[0]?.subject).toBe('Cwestiwn y cytunoch chi iddo');
    expect(JSON.stringify(letters)).not.toContain('I go out');
    expect((await quiet.open(address)).page.mainText).toContain('You told this story on 31 January 2026');
  });

  it('puts a letter to print before those who post letters, until it is posted', async () => {
    const { teller, story, code } = await tells();
    const letters = '/en/programmes/telling/stories/still-so';
    const reach = { way: 'letter', letter: 'Carys\n1 Stryd Fawr', language: 'en', safely: 'A plain envelope' };
    await teller.fillIn('/en/your-story/how-to-reach-you', reach);
    await teller.fillIn(address, { months: ['3'] });
    const early = await service.browser(facilitator);
    expect((await early.open(letters)).page.mainText).toContain('There is no letter to post now.');
    await onDay('2026-05-01');
    const staff = await service.browser(facilitator);
    const reference = story.slice(0, 8);
    const letter = (await staff.open(letters)).page.linkTo(`${reference}: after 3 months`);
    const { page } = await staff.open(letter);
    expect(page.mainText).toMatch(/A plain envelope.*Carys\s*1 Stryd Fawr.*ask you something again/s);
    expect(page.mainText).not.toContain(reference);
    expect((await (await service.browser(stranger)).open(letter)).status).toBe(404);
    await service.settled();
    await teller.fillIn('/en/your-story', { code });
    const readers = (await teller.open('/en/your-story/readers')).page.mainText;
    expect(readers).toContain('1 May 2026Somebody with an account hereOpened a letter to whoever told it');
    expect((await teller.open('/cy/your-story/readers')).page.mainText).toContain('Agorwyd llythyr at bwy bynnag');
    expect((await staff.send(letter, page.formValues)).leadsTo).toBe(letters);
    expect((await staff.send(letter, {})).status).toBe(422);
    expect((await staff.open('/cy/programmes/telling/stories/still-so')).page.mainText).toContain('Nid oes llythyr');
  });

  it('shows no address to whoever the teller left out, nor to anybody once they want no more letters', async () => {
    const { teller, story, code } = await tells();
    const how = '/en/your-story/how-to-reach-you';
    await teller.fillIn(how, { way: 'letter', letter: 'Carys\n1 Stryd Fawr', language: 'en', safely: '' });
    await teller.fillIn(address, { months: ['3'] });
    await onDay('2026-05-01');
    const [one, other] = [await service.browser(facilitator), await service.browser({ ...facilitator, person: 'F2' })];
    const letter = (await one.open('/en/programmes/telling/stories/still-so')).page.linkTo(
      `${story.slice(0, 8)}: after 3 months`,
    );
    const shows = async (who: typeof one) => (await who.open(letter)).page.mainText.includes('1 Stryd Fawr');
    expect([await shows(one), await shows(other)]).toEqual([true, true]);
    const consent = (await service.vault.consentOf(`story/${story}`))?.consent;
    if (consent === undefined) throw new Error('There is no consent');
    const less = { ...consent, exclusions: [{ kind: 'person' as const, id: 'F1' }] };
    await service.vault.narrow(`story/${story}`, less, { id: 'left-out', actor: 'T', at: now });
    expect([await shows(one), await shows(other)]).toEqual([false, true]);
    await teller.fillIn('/en/your-story', { code });
    expect((await teller.fillIn(how, { way: 'stop', language: 'en' })).status).toBe(303);
    await service.settled();
    expect([await shows(one), await shows(other)]).toEqual([false, false]);
  });

  it('goes by the API with the code, which names what cannot be', async () => {
    const { code, story } = await tells();
    const call = async (method: 'get' | 'put' | 'post', path: string, body?: object) =>
      request(service.app.getHttpServer())
        [method](`/api/v1/your-story/still-so${path}`)
        .set({ ...(await service.as(facilitator)), 'x-newid-code': code })
        .send(body);
    expect((await call('put', '', { months: [4] })).status).toBe(422);
    expect((await call('put', '', { months: [3] })).status).toBe(200);
    expect((await call('post', '/answers', { answer: 'still-so' })).body.type).toBe('/problems/still-so-not-asked');
    await onDay('2026-05-01');
    expect((await call('put', '', { months: [3] })).body.type).toBe('/problems/still-so-day-is-over');
    expect((await call('get', '')).body).toEqual({ months: [3], asks: 3, parts: [] });
    expect((await call('post', '/answers', { answer: 'no-longer', words: 'It went' })).status).toBe(200);
    expect((await call('get', '')).body).toMatchObject({
      asks: null,
      parts: [{ answer: 'no-longer', text: 'It went' }],
    });
    const posting = await request(service.app.getHttpServer())
      .post(`/api/v1/stories/${story}/still-so-letter/posting`)
      .set(await service.as(facilitator))
      .send({});
    expect([posting.status, posting.body.type]).toEqual([409, '/problems/still-so-no-letter']);
  });
});

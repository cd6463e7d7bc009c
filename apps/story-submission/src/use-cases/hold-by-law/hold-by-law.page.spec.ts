import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'administrator' }] };

describe('a legal hold', () => {
  let service: TestService;
  let now = '2026-11-21T10:00:00.000Z';
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const ask = async (method: 'get' | 'post', address: string, body: object = {}, person = administrator) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const tells = async (narrative: string) => {
    const teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', narrative);
    await teller.fillIn('/en/tell-your-story/check', {});
    const code = codeOn(await teller.open('/en/tell-your-story/sent'));
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    return { teller, code, story: String(body.id), reference: String(body.reference) };
  };

  it('is placed with who, why and until, on a page in both languages, by those who keep the register', async () => {
    const { story } = await tells('A held marigold');
    const address = `/en/stories/${story}/legal-holds`;
    const browser = await service.browser(administrator);
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('There is no legal hold on this story');
    expect((await browser.open(`/cy/stories/${story}/legal-holds`)).page.heading).toContain('Ei chadw am fod');
    expect((await browser.open(`/en/stories/${story}`)).page.linkTo('Keep it because the law asks')).toBe(address);
    const typed = { of: 'story', why: 'Inquiry order 7', 'until-day': '20', 'until-month': '11', 'until-year': '2026' };
    const past = await browser.send(address, typed);
    expect([past.status, past.page.errors[0]?.text]).toEqual([422, 'A legal hold ends today or later.']);
    expect(past.page.formValues).toMatchObject({ why: 'Inquiry order 7', 'until-day': '20' });
    expect((await browser.send(address, { ...typed, 'until-month': '12' })).leadsTo).toBe(address);
    const held = (await browser.open(address)).page.mainText;
    expect(held).toContain('This story is held up to 20 December 2026');
    expect(held).toContain('Why: Inquiry order 7');
    expect((await (await service.browser(facilitator)).open(address)).status).toBe(403);
    expect((await (await service.browser(stranger)).open(address)).status).toBe(404);
    const stored = await service.runtime.store.read(`story/${story}`);
    expect(JSON.stringify([stored, service.said()])).not.toContain('Inquiry');
  });

  it('keeps its teller from erasing it, who is told up to when and why, and from nothing else', async () => {
    const { teller, story } = await tells('Mine to erase');
    const hold = { of: 'story', until: '2026-12-20', why: 'Inquiry order 8' };
    expect((await ask('post', `/api/v1/stories/${story}/legal-holds`, hold)).status).toBe(200);
    const { page } = await teller.open('/en/your-story/seen');
    expect(page.mainText).toContain('cannot be erased before 21 December 2026');
    expect(page.mainText).toContain('Inquiry order 8');
    const refused = await teller.fillIn('/en/your-story/rights/erase-story', {});
    expect([refused.status, refused.page.errors.length]).toEqual([422, 1]);
    expect(refused.page.text).toContain('The law asks that it is kept for a time');
    expect((await teller.open('/en/your-story/seen')).page.mainText).toContain('Mine to erase');
    // Taking back and reading what was taken back go on as before.
    expect((await teller.fillIn('/en/your-story/take-back', {})).status).toBe(303);
    expect((await teller.open('/cy/your-story/seen')).page.mainText).toContain('Ni ellir ei dileu cyn 21 Rhagfyr 2026');
    expect((await ask('get', `/api/v1/stories/${story}/legal-holds`)).body.items).toMatchObject([
      { why: 'Inquiry order 8' },
    ]);
  });

  it('ends by itself after its day, or by hand, and then it can be erased', async () => {
    const first = await tells('Until a day');
    const second = await tells('Until somebody ends it');
    const hold = { of: 'story', until: '2026-11-30', why: 'Because' };
    for (const { story } of [first, second]) await ask('post', `/api/v1/stories/${story}/legal-holds`, hold);
    const [held] = (await ask('get', `/api/v1/stories/${second.story}/legal-holds`)).body.items;
    expect(held).toMatchObject({ of: 'story', until: '2026-11-30', by: 'A1', why: 'Because' });
    await ask('post', `/api/v1/stories/${second.story}/legal-holds/${String(held.hold)}/end`);
    expect((await ask('get', `/api/v1/stories/${second.story}/legal-holds`)).body.items).toEqual([]);
    const ended = (await second.teller.open('/en/your-story/seen')).page.mainText;
    expect(ended).toContain('Until somebody ends it');
    expect(ended).not.toContain('cannot be erased');
    expect((await second.teller.fillIn('/en/your-story/rights/erase-story', {})).status).toBe(303);
    const before = now;
    now = '2026-11-30T23:59:59.000Z';
    expect((await first.teller.fillIn('/en/your-story/rights/erase-story', {})).status).toBe(422);
    now = '2026-12-01T00:00:00.000Z';
    expect((await ask('get', `/api/v1/stories/${first.story}/legal-holds`)).body.items).toEqual([]);
    expect((await first.teller.fillIn('/en/your-story/rights/erase-story', {})).status).toBe(303);
    now = before;
  });

  it('of a person stands against erasing everything they told, whoever confirms it', async () => {
    const { story, reference, teller } = await tells('Everything of mine');
    await ask('post', `/api/v1/stories/${story}/legal-holds`, { of: 'person', until: '2027-01-31', why: 'Order 9' });
    const asked = { receivedOn: '2026-11-20', how: 'letter', words: null, reference, right: 'erase-person' };
    const { body } = await ask('post', '/api/v1/rights-requests', { ...asked, words: 'All of it' });
    const confirmation = `/api/v1/rights-requests/${String(body.request)}/confirmation`;
    const refused = await ask('post', confirmation, {}, evaluator);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/held-by-law']);
    expect((await teller.open('/en/your-story/seen')).page.mainText).toContain('Everything of mine');
    const [held] = (await ask('get', `/api/v1/stories/${story}/legal-holds`)).body.items;
    await ask('post', `/api/v1/stories/${story}/legal-holds/${String(held.hold)}/end`);
    expect((await ask('post', confirmation, {}, evaluator)).status).toBe(200);
    expect((await teller.open('/en/your-story/seen')).page.mainText).not.toContain('Everything of mine');
  });

  it('that was refused because somebody was erasing is refused by the same key too, though they no longer are', async () => {
    const { story } = await tells('Nearly erased');
    const { vault, runtime } = service;
    const owner = `story/${story}`;
    const [told] = await runtime.store.read(owner);
    const person = (told?.event.data as { readonly teller: string }).teller;
    const consent = (await vault.consentOf(owner))?.consent;
    if (consent === undefined) throw new Error('It was told with consent');
    await vault.createStory({
      ...{ owner: 'story/second', organisation: 'pont-y-bore', person, classes: ['text' as const], consent },
    });
    // Erasing the person stops between their two stories: the first is begun.
    const stopped = new Error('Stopped');
    const erasing = vault.erasePerson(person, { id: 'nearly', actor: 'A2', at: now }, (each) =>
      each === owner ? Promise.resolve(true) : Promise.reject(stopped),
    );
    await expect(erasing).rejects.toBe(stopped);
    const places = async (key: string) =>
      request(service.app.getHttpServer())
        .post(`/api/v1/stories/${story}/legal-holds`)
        .set({ ...(await service.as(administrator)), 'idempotency-key': key })
        .send({ of: 'story', until: '2026-12-20', why: 'Inquiry order 10' });
    expect((await places('one')).body.type).toBe('/problems/story-erased-meanwhile');
    for (const { id } of await vault.pendingIntents()) await vault.settleIntent(id);
    expect((await places('one')).body.type).toBe('/problems/somebody-being-erased');
    const holds = `/api/v1/stories/${story}/legal-holds`;
    expect((await ask('get', holds)).body.items).toEqual([]);
    expect((await places('another')).status).toBe(200);
    expect((await places('another')).status).toBe(200);
    const [held] = (await ask('get', holds)).body.items;
    expect(held).toMatchObject({ why: 'Inquiry order 10' });
    // One that stood and was ended by hand is what it was when it is sent again.
    await ask('post', `${holds}/${String(held.hold)}/end`);
    expect((await places('another')).status).toBe(200);
  });
});

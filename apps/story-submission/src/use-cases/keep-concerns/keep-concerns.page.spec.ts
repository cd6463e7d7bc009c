import request from 'supertest';

import { safeguarding } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }, { role: 'administrator' }] };
const member: TestPerson = { person: 'M1', roles: [{ role: 'panel-member' }] };
const stranger: TestPerson = { person: 'seren', organisation: 'others', roles: [{ role: 'evaluator' }] };
const lead: TestPerson = { person: safeguarding.lead, roles: [{ role: 'collector' }] };
const deputy: TestPerson = { person: safeguarding.deputy, roles: [{ role: 'facilitator' }] };
const list = '/en/programmes/telling/stories/concerns';
const api = '/api/v1/programmes/telling/stories/concerns';

describe('concerns that somebody may be in danger', () => {
  let service: TestService;
  let story: string;
  let code: string;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ safeguarding }));
    const told = { period: '2026-Q1', domain: null, language: 'en', narrative: 'A marigold', uses: [] };
    const consent = { audiences: { panel: { named: false } }, wordingVersion: 1, consentLanguage: 'en' };
    const { body } = await ask('post', '/api/v1/programmes/telling/stories', { ...told, ...consent }, collector);
    [story, code] = [String(body.story), String(body.code)];
  });
  afterAll(() => service.close());

  const ask = async (method: 'get' | 'post', address: string, body: object = {}, person = lead) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const open = async (address: string, person: TestPerson) => (await service.browser(person)).open(address);

  it('are none at first, and the page says how they come, in both languages', async () => {
    const { page } = await open(list, lead);
    expect(page.mainText).toContain('No concern has been raised');
    // The other list that is theirs alone; they need have no other role to find it.
    expect(page.linkTo('Who would like to talk after a meeting')).toBe('/en/debriefs');
    expect((await open('/cy/programmes/telling/stories/concerns', deputy)).page.mainText).toContain(
      'Nid oes pryder wedi’i godi',
    );
  });

  it('are raised by whoever may have heard the story, who is told first that this is no crisis service', async () => {
    const browser = await service.browser(collector);
    const address = `/en/stories/${story}/about`;
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('This is not a crisis service');
    expect(page.mainText).toContain('Monday to Friday, 9 to 5');
    for (const choice of ['Leave it as a story', 'Raise a concern here', 'Speak to an advocate']) {
      expect(page.mainText).toContain(choice);
    }
    expect((await browser.send(address, {})).page.errors).toEqual([
      { text: 'Choose what you would like to do', input: 'what' },
    ]);
    const raise = { what: 'raise', about: 'danger' };
    const empty = await browser.send(address, { ...raise, said: ' ' });
    expect([empty.status, empty.page.errors]).toEqual([422, [{ text: 'Write what worries you', input: 'said' }]]);
    const form = { ...page.formValues, ...raise, said: 'She is afraid of the zinnia man' };
    const sent = await browser.send(address, form);
    expect(sent.page.mainText).toContain('somebody has to take it within a day');
    // The same form twice is one concern.
    await browser.send(address, form);
    const { body } = await ask('get', api);
    expect(body.items).toMatchObject([{ story, raisedBy: 'C1', state: 'open', dueAt: '2026-11-22T10:00:00.000Z' }]);
  });

  it('are there for the lead and the deputy alone, whatever others hold', async () => {
    const [{ id }] = (await ask('get', api)).body.items;
    for (const person of [evaluator, collector, member, stranger]) {
      expect((await open(list, person)).status).toBe(404);
      expect((await open(`${list}/${String(id)}`, person)).status).toBe(404);
      expect((await ask('get', `${api}/${String(id)}`, {}, person)).status).toBe(404);
      expect((await ask('post', `${api}/${String(id)}/owner`, {}, person)).status).toBe(404);
    }
    expect((await ask('post', `/api/v1/stories/${story}/concerns`, { said: 'Mine' }, member)).status).toBe(404);
    expect((await ask('get', `${api}/${String(id)}`, {}, deputy)).body.said).toBe('She is afraid of the zinnia man');
  });

  it('are taken, passed on, and closed by whoever has them, with an outcome and what was done', async () => {
    const [{ id }] = (await ask('get', api)).body.items;
    const address = `${list}/${String(id)}`;
    const [asLead, asDeputy] = [await service.browser(lead), await service.browser(deputy)];
    expect((await asLead.send(`${address}/take`, {})).leadsTo).toBe(address);
    const other = await ask('post', `${api}/${String(id)}/outcome`, { outcome: 'no-concern', note: 'No' }, deputy);
    expect([other.status, other.body.type]).toEqual([409, '/problems/concern-not-yours']);
    await asDeputy.send(`${address}/take`, {});
    const missing = await asDeputy.send(address, { outcome: 'someone-told', note: '' });
    expect(missing.page.errors).toEqual([{ text: 'Write what was done, and why', input: 'note' }]);
    const closed = await asDeputy.send(address, { outcome: 'someone-told', note: 'Told the dahlia team' });
    expect(closed.leadsTo).toBe(list);
    expect((await asLead.open(list)).page.mainText).toContain('Somebody who can keep them safe was told');
    expect((await asLead.open(address)).page.mainText).toContain('Told the dahlia team');
  });

  it('are listed with those that are open first', async () => {
    await ask('post', `/api/v1/stories/${story}/concerns`, { said: 'Something else' }, collector);
    const { items } = (await ask('get', api)).body;
    expect(items.map(({ state }: { readonly state: string }) => state)).toEqual(['open', 'closed']);
  });

  it('stand on pages of 25, in both languages, and lead back to the stories to read', async () => {
    for (let more = 0; more < 24; more += 1) {
      await ask('post', `/api/v1/stories/${story}/concerns`, { said: 'One of many' }, collector);
    }
    const first = (await open(list, deputy)).page;
    expect(first.table('Concerns')).toHaveLength(1 + 25);
    expect(first.linkTo('Back')).toBe('/en/programmes/telling/stories/to-read');
    const second = (await open(first.linkTo('Next page'), deputy)).page;
    // Of 26 the one that is closed comes last.
    expect(second.table('Concerns').slice(1)).toMatchObject([
      expect.arrayContaining([expect.stringContaining('told')]),
    ]);
    expect(second.linkTo('Back to the first page')).toBe(list);
    const inWelsh = (await open('/cy/programmes/telling/stories/concerns', lead)).page;
    expect(inWelsh.linkTo('Tudalen nesaf')).toContain('after=');
    // Who has no other role came by a letter.
    expect(inWelsh.linkTo('Yn ôl')).toBe('/cy');
    expect((await ask('get', api)).body).toMatchObject({ items: { length: 26 }, next: null });
  });

  it('are in clear nowhere, and can be read after the story was taken back', async () => {
    const { id } = (await ask('get', api)).body.items.at(-1);
    const stored = await service.runtime.store.read(`concern/${String(id)}`);
    expect(JSON.stringify([stored, service.said()])).not.toMatch(/zinnia|dahlia/);
    const taken = request(service.app.getHttpServer()).post(`/api/v1/stories/${story}/withdrawal`);
    const { 'idempotency-key': key } = await service.as(lead);
    expect((await taken.set({ 'idempotency-key': key ?? '', 'x-newid-code': code }).send({})).status).toBe(200);
    expect((await ask('get', `${api}/${String(id)}`)).body.said).toBe('She is afraid of the zinnia man');
  });
});

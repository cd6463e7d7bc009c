import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { storyOpenedV1 } from '#contracts/panel-review/story-opened.v1.js';
import { safeguarding } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
const member: TestPerson = { person: 'M1', roles: [{ role: 'panel-member', programme: 'telling', panel: 'east' }] };
const other: TestPerson = { person: 'M2', roles: [{ role: 'panel-member', programme: 'telling', panel: 'east' }] };
const lead: TestPerson = { person: safeguarding.lead, roles: [{ role: 'collector' }] };
const deputy: TestPerson = { person: safeguarding.deputy, roles: [{ role: 'collector' }] };
const api = '/api/v1/programmes/telling/stories/concerns';
const list = '/en/programmes/telling/stories/concerns';
const worry = '/en/your-story/about';

describe('something in a story that worries somebody', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ safeguarding }));
  });
  afterAll(() => service.close());

  const ask = async (method: 'get' | 'post', address: string, body: object = {}, person = lead) => {
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
    return { teller, code, story: String(body.id) };
  };
  const concernsOn = async (story: string, person = lead): Promise<readonly { id: string; about: string }[]> =>
    (await ask('get', api, {}, person)).body.items.filter((each: { story: string }) => each.story === story);
  const clearedLast = async (story: string): Promise<unknown> => {
    await service.settled();
    const said = service
      .said()
      .filter(({ type, data }) => type === 'story.moderated.v1' && JSON.stringify(data).includes(story));
    return said.at(-1)?.data;
  };

  it('leaves no word of it in the history of a device', async () => {
    const { teller } = await tells('A worry on a borrowed telephone');
    const asked = await teller.open(worry);
    const inWelsh = await teller.open('/cy/your-story/about');
    const ended = await teller.fillIn(worry, { what: 'advocate' });
    const door = (await teller.open('/en/your-story/seen')).page.linkTo('Something in this story worries me');
    expect(door).not.toMatch(/worr|concern|safe/);
    expect([asked, inWelsh, ended].map(({ page }) => page.title)).toEqual([
      'About a story – Newid',
      'Am stori – Newid',
      'About a story – Newid',
    ]);
  });

  it('gives its teller three plain choices, in both languages, and does nothing where they leave it', async () => {
    const { teller, story } = await tells('A quiet worry');
    expect((await teller.open('/en/your-story/seen')).page.linkTo('Something in this story worries me')).toBe(worry);
    const { page } = await teller.open(worry);
    for (const choice of ['Leave it as a story', 'Raise a concern here', 'Speak to an advocate']) {
      expect(page.mainText).toContain(choice);
    }
    expect(page.mainText).toContain('This is not a crisis service');
    expect((await teller.open('/cy/your-story/about')).page.heading).toContain(
      'Mae rhywbeth yn y stori hon yn fy mhoeni',
    );
    const nothing = await teller.fillIn(worry, { said: 'Kept though wrong' });
    expect([nothing.status, nothing.page.errors[0]?.input]).toEqual([422, 'what']);
    expect(nothing.page.formValues).toMatchObject({ said: 'Kept though wrong' });
    const raise = await teller.fillIn(worry, { what: 'raise' });
    expect(raise.page.errors.map(({ input }) => input)).toEqual(['about', 'said']);
    const left = await teller.fillIn(worry, { what: 'leave', said: 'Not to be sent' });
    expect(left.page.mainText).toContain('Nothing was sent to anybody');
    expect((await teller.fillIn(worry, { what: 'advocate' })).page.mainText).toContain('An advocate is on your side');
    expect(await concernsOn(story)).toEqual([]);
  });

  it('is raised by its teller, and told to the lead and the deputy', async () => {
    const { teller, story } = await tells('A told worry');
    const sent = await teller.fillIn(worry, { what: 'raise', about: 'danger', said: 'The zinnia man comes back' });
    expect(sent.page.heading).toBe('The concern is raised');
    const id = (await concernsOn(story))[0]?.id ?? '';
    expect((await ask('get', `${api}/${id}`, {}, deputy)).body).toMatchObject({
      ...{ said: 'The zinnia man comes back', by: 'teller', about: 'danger', isHolding: false },
    });
    const { mainText } = (await (await service.browser(lead)).open(list)).page;
    expect(mainText).toContain('The person who told the story');
  });

  it('about a member of staff keeps the story from every panel, until the lead has decided', async () => {
    const { code, story } = await tells('What the worker did');
    expect((await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 }, facilitator)).status).toBe(200);
    expect(await clearedLast(story)).toMatchObject({ isCleared: true });
    const { 'idempotency-key': key = '' } = await service.as(lead);
    const raised = await request(service.app.getHttpServer())
      .post('/api/v1/your-story/concerns')
      .set({ 'idempotency-key': key, 'x-newid-code': code })
      .send({ said: 'He shouted', about: 'staff' });
    expect(raised.status).toBe(201);
    expect(await clearedLast(story)).toMatchObject({ isCleared: false });
    // Reading it again lets nobody have it.
    const again = (await (await service.browser(facilitator)).open(`/en/stories/${story}/to-read`)).page;
    expect(again.mainText).toContain('no panel receives it until they have decided');
    await ask('post', `/api/v1/stories/${story}/holding-back`, { storyVersion: 1, why: 'A name' }, facilitator);
    await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 }, facilitator);
    expect(await clearedLast(story)).toMatchObject({ isCleared: false });
    const id = (await concernsOn(story))[0]?.id ?? '';
    expect((await ask('post', `${api}/${id}/letting-go`, {}, facilitator)).status).toBe(404);
    const browser = await service.browser(lead);
    for (const person of ['W1', 'W2']) {
      const name = { class: 'name', version: 1, box: '' } as const;
      const roles = [{ role: 'collector' as const }];
      await service.receive(personChangedV1, `person/${person}`, { person, roles, name, language: 'en', revision: 1 });
    }
    const holding = (await browser.open(`${list}/${id}`)).page;
    expect(holding.mainText).toContain('no panel receives the story');
    expect(holding.field('Whom is it about, and who manages them?').options).toEqual(['W1', 'W2']);
    // Whom it is about is said with it; somebody who is not here is nobody.
    const letGo = { keptFrom: ['W1', 'X9'] };
    expect((await browser.send(`${list}/${id}/let-go`, letGo)).leadsTo).toBe(`${list}/${id}`);
    expect(await clearedLast(story)).toMatchObject({ isCleared: true, keptFrom: ['W1'] });
    expect((await browser.open(`${list}/${id}`)).page.mainText).not.toContain('no panel receives the story');
  });

  it('about the lead is read by the deputy alone, who alone is told', async () => {
    const { teller, story } = await tells('About somebody who reads concerns');
    await teller.fillIn(worry, { what: 'raise', about: 'lead', said: 'The peony file' });
    expect(await concernsOn(story, lead)).toEqual([]);
    const id = (await concernsOn(story, deputy))[0]?.id ?? '';
    expect((await ask('get', `${api}/${id}`)).status).toBe(404);
    expect((await ask('get', `${api}/${id}`, {}, deputy)).body.said).toBe('The peony file');
    await service.settled();
    const told = service.said().filter(({ type }) => type === 'concern.raised.v1');
    expect(told.at(-1)?.data).toMatchObject({ tell: [safeguarding.deputy] });
    expect(JSON.stringify(service.said())).not.toMatch(/zinnia|peony/);
  });

  it('is raised by a member of a panel who was given the story, and by no other', async () => {
    const { story } = await tells('Read in a meeting');
    const page = `/en/stories/${story}/about`;
    expect((await (await service.browser(member)).open(page)).status).toBe(404);
    const opened = { sitting: 'S', story, member: 'M1', how: 'opened' as const, at: '2026-11-21T10:00:00.000Z' };
    await service.receive(storyOpenedV1, 'sitting/S', opened);
    await service.settled();
    const browser = await service.browser(member);
    expect((await browser.open(page)).status).toBe(200);
    expect((await (await service.browser(other)).open(page)).status).toBe(404);
    const sent = await browser.send(page, { what: 'raise', about: 'danger', said: 'Is she safe?' });
    expect(sent.page.heading).toBe('The concern is raised');
    expect(await concernsOn(story)).toMatchObject([{ by: 'panel-member', raisedBy: 'M1' }]);
  });

  it('is spoken of where a story is taken back and where it is erased', async () => {
    const { teller } = await tells('Taken back one day');
    expect((await teller.open('/en/your-story/take-back')).page.mainText).toContain(
      'taking your story back does not end it',
    );
    expect((await teller.open('/cy/your-story/rights/erase-story')).page.mainText).toContain(
      'mae’r hyn a ddywedwyd ynddo’n mynd gyda’ch stori',
    );
  });
});

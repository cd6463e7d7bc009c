import request from 'supertest';

import { aPanel } from '#contracts/testing/a-programme.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyModeratedV1 } from '#contracts/story-submission/story-moderated.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'facilitator' }] };

const everyone = { panel: { named: true }, organisation: { named: true } };
const panelsOnly = { panel: { named: true } };

describe('stories that several people answer for', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const post = async (address: string, body: object, person: TestPerson) =>
    request(service.app.getHttpServer())
      .post(address)
      .set(await service.as(person))
      .send(body);
  let keys = 0;
  const byCode = (code: string, address: string, body?: object) => {
    keys += 1;
    const server = request(service.app.getHttpServer());
    return body === undefined
      ? server.get(address).set('x-newid-code', code)
      : server
          .post(address)
          .set({ 'x-newid-code': code, 'idempotency-key': `k${String(keys)}` })
          .send(body);
  };
  const told = {
    ...{ period: '2026-Q1', language: 'en', narrative: 'Heron and Kestrel got off the bus' },
    changeHappenedOn: '2025-10',
  };
  const tellsForGroup = async (narrative = told.narrative) => {
    const contributors = [{ name: 'Heron', contact: 'heron@example.org' }, { name: 'Kestrel' }];
    const { body } = await post(
      '/api/v1/programmes/telling/stories/told-together',
      { ...told, narrative, contributors },
      collector,
    );
    const codes = (body.contributors as readonly { code: string }[]).map(({ code }) => code);
    return { story: String(body.story), heron: codes[0] ?? '', kestrel: codes[1] ?? '' };
  };
  const says = (code: string, audiences: object, storyVersion = 1) =>
    byCode(code, '/api/v1/your-story/part/answer', { storyVersion, audiences, consentLanguage: 'en' });
  const readAs = async (story: string, audience: 'panel' | 'organisation', teams: readonly string[] = []) => {
    const reader = { person: 'M1', organisation: 'pont-y-bore', teams };
    const owner = `story/${story}`;
    const [answer] = await service.vault.unlock([{ owner, reader, purpose: 'audience', audience, use: 'read' }]);
    return answer?.kind === 'granted' ? 'read' : answer?.because;
  };
  const clears = (story: string, body: object = {}, who = facilitator, storyVersion = 1) =>
    post(`/api/v1/stories/${story}/clearing`, { storyVersion, ...body }, who);
  const isCleared = async (story: string) => {
    await service.settled();
    return service
      .said()
      .filter(({ type, subject }) => type === storyModeratedV1.type && subject === `story/${story}`)
      .map(({ data }) => (data as { isCleared: boolean }).isCleared);
  };

  it('opens at the key to no one before everyone said yes, and then to whom all of them said yes to', async () => {
    const { story, heron, kestrel } = await tellsForGroup();
    expect(await readAs(story, 'panel')).toBe('not-consented');
    await clears(story);
    expect((await says(heron, everyone)).status).toBe(200);
    expect([await readAs(story, 'panel'), await readAs(story, 'organisation')]).toEqual([
      'not-consented',
      'not-consented',
    ]);
    expect(await isCleared(story)).toEqual([]);
    expect((await byCode(heron, '/api/v1/your-story/part')).body).toMatchObject({
      text: { changeHappenedOn: '2025-10' },
      othersAwaited: 1,
      isAnsweredNow: true,
      name: 'Heron',
    });
    await says(kestrel, panelsOnly);
    expect([await readAs(story, 'panel'), await readAs(story, 'organisation')]).toEqual(['read', 'not-consented']);
    expect(await isCleared(story)).toEqual([true]);
    // Less holds at once, at the key, whoever of them says it.
    await says(kestrel, everyone);
    expect(await readAs(story, 'organisation')).toBe('read');
    await says(heron, { organisation: { named: false } });
    expect([await readAs(story, 'panel'), await readAs(story, 'organisation')]).toEqual(['not-consented', 'read']);
    expect(await isCleared(story)).toEqual([true, false]);
  });

  it('is withdrawn from all when one takes their part back, until the others agree to words without them', async () => {
    const { story, heron, kestrel } = await tellsForGroup();
    await says(heron, everyone);
    await says(kestrel, everyone);
    expect(await readAs(story, 'panel')).toBe('read');
    expect((await byCode(kestrel, '/api/v1/your-story/part/take-back', {})).status).toBe(200);
    expect(await readAs(story, 'panel')).toBe('not-consented');
    await service.settled();
    const changed = service
      .said()
      .filter(({ type, subject }) => type === storyConsentChangedV1.type && subject === `story/${story}`)
      .map(({ data }) => (data as { audiences: readonly string[] }).audiences);
    expect(changed).toEqual([['panel', 'organisation'], []]);
    const without = await post(
      `/api/v1/stories/${story}/version-without`,
      { narrative: 'Heron got off the bus' },
      collector,
    );
    expect(without.status).toBe(200);
    expect(await readAs(story, 'panel')).toBe('not-consented');
    expect((await byCode(heron, '/api/v1/your-story/part')).body.text.narrative).toBe('Heron got off the bus');
    expect((await byCode(kestrel, '/api/v1/your-story/part')).body.text).toBeNull();
    expect((await says(heron, everyone, 1)).body.type).toBe('/problems/story-changed-since-read');
    await says(heron, everyone, 2);
    expect(await readAs(story, 'panel')).toBe('read');
    expect((await service.vault.consentOf(`story/${story}`))?.consent.audiences['panel']).toEqual({ named: false });
    expect((await says(kestrel, everyone, 2)).body.type).toBe('/problems/contributor-took-back');
  });

  it('lists for whoever brought it in how each of them stands, without a way to reach who took their part back', async () => {
    const { story, heron, kestrel } = await tellsForGroup();
    const listed = async () => {
      const address = `/api/v1/stories/${story}/contributors`;
      const { body } = await request(service.app.getHttpServer())
        .get(address)
        .set(await service.as(collector));
      return (body.items as readonly { state: string; name: string | null; contact: string | null }[]).map(
        ({ state, name, contact }) => [state, name, contact],
      );
    };
    await says(heron, everyone);
    await says(kestrel, everyone);
    expect(await listed()).toEqual([
      ['answered', 'Heron', 'heron@example.org'],
      ['answered', 'Kestrel', null],
    ]);
    await byCode(heron, '/api/v1/your-story/part/take-back', {});
    expect(await listed()).toEqual([
      ['took-back', null, null],
      ['answered', 'Kestrel', null],
    ]);
    // What was told stands in the form for whoever may read it first, and for nobody who only brought it in.
    const page = `/en/stories/${story}/contributors`;
    expect((await (await service.browser(facilitator)).open(page)).page.formValues['narrative']).toBe(told.narrative);
    const own = await (await service.browser(collector)).open(page);
    expect(own.page.formValues['narrative']).toBe('');
    expect(own.html).not.toContain('got off the bus');
    await post(`/api/v1/stories/${story}/version-without`, { narrative: 'Kestrel got off' }, collector);
    // A new version waits for everybody’s answer anew.
    expect(await listed()).toEqual([
      ['left-out', null, null],
      ['awaited', 'Kestrel', null],
    ]);
    await says(kestrel, everyone, 2);
    expect((await listed())[1]).toEqual(['answered', 'Kestrel', null]);
  });

  it('brings the key level after a stop, and after an answer that crossed another', async () => {
    const { story, heron, kestrel } = await tellsForGroup();
    await Promise.all([says(heron, everyone), says(kestrel, panelsOnly)]);
    await service.settled();
    expect([await readAs(story, 'panel'), await readAs(story, 'organisation')]).toEqual(['read', 'not-consented']);
    await Promise.all([says(kestrel, everyone), says(heron, panelsOnly)]);
    await service.settled();
    expect(await readAs(story, 'organisation')).toBe('not-consented');
  });

  it('keeps names, ways to reach people and codes out of everything in clear, and erases them with the story', async () => {
    const { story, heron } = await tellsForGroup();
    await service.settled();
    const stored = JSON.stringify([await service.runtime.store.read(`story/${story}`), service.said()]);
    for (const word of ['Heron', 'Kestrel', 'heron@example.org', heron]) expect(stored).not.toContain(word);
    const list = async (who: TestPerson) =>
      request(service.app.getHttpServer())
        .get(`/api/v1/stories/${story}/contributors`)
        .set(await service.as(who));
    expect((await list(collector)).body.items[0]).toMatchObject({ name: 'Heron', contact: 'heron@example.org' });
    expect((await list(facilitator)).body.items[0]).toMatchObject({ name: null, contact: null, state: 'awaited' });
    expect((await list({ ...collector, person: 'C2' })).status).toBe(404);
    expect((await list(stranger)).status).toBe(404);
    await service.vault.erase(`story/${story}`, { id: 'erase', actor: 'A1', at: '2026-11-21T10:00:00.000Z' });
    expect((await list(collector)).body.items[0]).toMatchObject({ name: null, contact: null });
    expect((await byCode(heron, '/api/v1/your-story/part')).body).toMatchObject({
      name: null,
      text: null,
      audiences: [],
    });
  });

  it('are brought in on a page that shows each code once, and answered on pages in both languages', async () => {
    const browser = await service.browser(collector);
    const address = '/en/programmes/telling/stories/told-together';
    const missing = await browser.send(address, { narrative: 'Kept though', contributors: 'Wren' });
    expect([missing.status, missing.page.formValues['narrative']]).toEqual([422, 'Kept though']);
    const form = { period: '2026-Q1', language: 'en', narrative: 'Wren and Lapwing sang', place: 'The marsh' };
    const one = await browser.send(address, { ...form, contributors: 'Wren, 01234' });
    expect([one.status, one.page.errors[0]?.input]).toEqual([422, 'contributors']);
    const done = await browser.send(address, { ...form, contributors: 'Wren, 01234\nLapwing' });
    const codes = [...done.page.mainText.matchAll(/\b\w{4}(?:-\w{4}){6}\b/g)].map(([code]) => code);
    expect([done.status, codes.length]).toEqual([200, 2]);
    const { body } = await byCode(codes[0] ?? '', '/api/v1/your-story/part');
    expect(body.text).toMatchObject({ place: 'The marsh', changeHappenedOn: null });
    const seen = await browser.open(done.page.linkTo('Whose answers are awaited') ?? '');
    expect(seen.page.mainText).toContain('2 answers are still awaited');
    expect(seen.page.mainText).toMatch(/Wren.*To reach them: 01234/s);
    const wren = new TellerBrowser(service.app);
    expect((await wren.fillIn('/cy/your-story', { code: codes[0] ?? '' })).leadsTo).toBe('/cy/your-story/part');
    const part = await wren.open('/cy/your-story/part');
    expect(part.page.heading).toBe('Stori a adroddwyd gennych chi ac eraill');
    expect(part.page.mainText).toContain('Mae disgwyl am un ateb arall o hyd');
    expect(part.page.mainText).not.toContain('Lapwing.');
    const unsaid = await wren.fillIn('/cy/your-story/part', {});
    expect([unsaid.status, unsaid.page.errors.length]).toEqual([422, 5]);
    const yes = { panel: 'yes', organisation: 'yes', partner: 'no', public: 'no', named: 'no' };
    expect((await wren.fillIn('/cy/your-story/part', yes)).leadsTo).toBe('/cy/your-story/part');
    expect((await wren.open('/en/your-story/part')).page.formValues).toMatchObject({ panel: 'yes', named: 'no' });
    const lapwing = new TellerBrowser(service.app);
    await lapwing.fillIn('/en/your-story', { code: codes[1] ?? '' });
    await lapwing.fillIn('/en/your-story/part', yes);
    expect((await wren.open('/en/your-story/part')).page.mainText).toContain('Everyone else has answered.');
    expect((await lapwing.open('/cy/your-story/part/take-back')).page.heading).toBe(
      'Ydych chi am dynnu eich rhan yn ôl?',
    );
    expect((await lapwing.fillIn('/en/your-story/part/take-back', {})).leadsTo).toBe('/en/your-story/part');
    expect((await lapwing.open('/en/your-story/part')).page.mainText).toContain('You took your part back');
    expect((await wren.open('/en/your-story/part')).page.mainText).toContain('One of you took their part back');
    const page = done.page.linkTo('Whose answers are awaited') ?? '';
    expect((await browser.send(page, { narrative: 'Wren sang' })).leadsTo).toBe(page);
    expect((await wren.open('/en/your-story/part')).page.mainText).toContain('Wren sang');
  });

  it('may be a teller’s own, who lists the others by their code', async () => {
    const teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', 'Dunlin and I');
    await teller.fillIn('/en/tell-your-story/check', {});
    const code = codeOn(await teller.open('/en/tell-your-story/sent'));
    const story = String((await byCode(code, '/api/v1/your-story')).body.id);
    expect(await readAs(story, 'panel')).toBe('read');
    expect((await teller.open('/en/your-story/seen')).page.linkTo('Others told this with me')).toBe(
      '/en/your-story/told-together',
    );
    const given = await teller.fillIn('/en/your-story/told-together', { contributors: 'Dunlin' });
    expect(await readAs(story, 'panel')).toBe('not-consented');
    await says(codeOn(given), everyone);
    expect([await readAs(story, 'panel'), await readAs(story, 'organisation')]).toEqual(['read', 'not-consented']);
    const cy = await teller.open('/cy/your-story/told-together');
    expect(cy.page.mainText).toContain('Mae un person arall wedi’i restru ynddi');

    // Nobody reads it while sharing is paused, whatever everybody agreed to.
    const staff = await service.browser(facilitator);
    const readersNow = async () => {
      await service.settled();
      const { body } = await request(service.app.getHttpServer())
        .get(`/api/v1/stories/${story}/contributors`)
        .set(await service.as(facilitator));
      const { mainText } = (await staff.open(`/en/stories/${story}/contributors`)).page;
      return [body.audiences, mainText.includes('Who may read it now Nobody may read it.')];
    };
    expect(await readersNow()).toEqual([['panel'], false]);
    expect((await byCode(code, '/api/v1/your-story/requests', { right: 'pause' })).status).toBeLessThan(300);
    expect(await readAs(story, 'panel')).toBe('frozen');
    expect(await readersNow()).toEqual([[], true]);
    expect((await byCode(code, '/api/v1/your-story/requests', { right: 'resume' })).status).toBeLessThan(300);
    expect(await readersNow()).toEqual([['panel'], false]);
  });

  it('about somebody waits for their own yes, and no panel has it before', async () => {
    const about = { name: 'Curlew', contact: 'after six' };
    const noWay = await post('/api/v1/programmes/telling/stories/noticed', told, collector);
    expect(noWay.body.type).toBe('/problems/staff-story-one-way');
    const { body } = await post('/api/v1/programmes/telling/stories/noticed', { ...told, about }, collector);
    const story = String(body.story);
    await clears(story);
    expect([await readAs(story, 'panel'), await isCleared(story)]).toEqual(['not-consented', []]);
    const curlew = new TellerBrowser(service.app);
    await curlew.fillIn('/en/your-story', { code: String(body.contributors[0].code) });
    expect((await curlew.open('/en/your-story/part')).page.heading).toBe('A story about you');
    await curlew.fillIn('/en/your-story/part', {
      panel: 'yes',
      organisation: 'no',
      partner: 'no',
      public: 'no',
      named: 'no',
    });
    expect([await readAs(story, 'panel'), await isCleared(story)]).toEqual(['read', [true]]);
  });

  it('in which nobody can be recognised stays with the panels named, once somebody else has read it', async () => {
    const browser = await service.browser(collector);
    const address = '/en/programmes/telling/stories/noticed';
    const form = { ...told, way: 'nobody', panels: 'east' };
    const unsure = await browser.send(address, form);
    expect([unsure.status, unsure.page.errors[0]?.input]).toEqual([422, 'sure']);
    expect((await browser.open('/cy/programmes/telling/stories/noticed')).page.heading).toContain(
      'y sylwodd staff arni',
    );
    const { body } = await post('/api/v1/programmes/telling/stories/noticed', { ...told, panels: ['east'] }, collector);
    const story = String(body.story);
    const unread = await clears(story);
    expect([unread.status, unread.body.type]).toEqual([422, '/problems/nobody-recognised-not-said']);
    const reader = await service.browser(facilitator);
    const page = `/en/stories/${story}/to-read`;
    expect((await reader.open(page)).page.mainText).toContain('Yes, I recognise nobody in it');
    const sent = await reader.send(page, { answer: 'clear', storyVersion: '1', nobodyRecognised: 'yes' });
    expect(sent.status).toBe(303);
    expect(await isCleared(story)).toEqual([true]);
    expect([await readAs(story, 'panel', ['east']), await readAs(story, 'panel', ['national'])]).toEqual([
      'read',
      'excluded',
    ]);
    expect(await readAs(story, 'organisation')).toBe('not-consented');
    // A panel that the programme gains later was not named.
    expect(await readAs(story, 'panel', ['west'])).toBe('read');
    const { panels } = anOpenProgramme();
    await isTold(service, anOpenProgramme({ panels: [...panels, aPanel({ id: 'west' })] }), 2);
    await service.settled();
    expect([await readAs(story, 'panel', ['west']), await readAs(story, 'panel', ['east'])]).toEqual([
      'excluded',
      'read',
    ]);
  });
});

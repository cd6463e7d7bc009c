import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { sits, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const verifier: TestPerson = { person: 'V1', roles: [{ role: 'facilitator' }] };

let now = '2026-05-01T09:00:00.000Z';

describe('checking a story that rose', () => {
  let service: TestService;
  let story: StoryThere;
  let key = 0;

  beforeEach(async () => {
    now = '2026-05-01T09:00:00.000Z';
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
    for (const person of ['E1', 'C1', 'V1']) {
      const known = { person, language: 'en' as const, roles: [{ role: 'facilitator' as const }], revision: 1 };
      const name = { class: 'name' as const, version: 1, box: 'sealed' };
      await service.receive(personChangedV1, `person/${person}`, { ...known, name });
    }
    story = await tellsAStory(service, 'The marigoldcanary bus came', { as: collector });
    await sits(service, { sitting: 'M2', level: 2, panel: 'national', outcome: chosen(story) });
    await service.settled();
  }, 20_000);
  afterEach(() => service.close());

  const chosen = (...of: readonly StoryThere[]) => ({
    kind: 'one' as const,
    stories: of.map((each) => each.story),
    followsCount: true,
  });
  const http = () => request(service.app.getHttpServer());
  const get = async (path: string, as = evaluator) =>
    http()
      .get(path)
      .set(await service.as(as));
  const post = async (path: string, body: object = {}, as = evaluator) => {
    const response = await http()
      .post(path)
      .set(await service.as(as))
      .send(body);
    await service.settled();
    return response;
  };
  const assign = (to: string) => post(`/api/v1/stories/${story.story}/verification`, { verifier: to });
  const acts = (body: object, as = verifier) => post(`/api/v1/to-check/${story.story}/acts`, body, as);
  const asTeller = async (body?: object) => {
    key += 1;
    const headers = { 'x-newid-code': story.code, 'idempotency-key': `teller-${String(key)}` };
    const path = '/api/v1/your-story/verification';
    const response = await (body === undefined
      ? http().get(path).set(headers)
      : http().post(`${path}/acts`).set(headers).send(body));
    await service.settled();
    return response;
  };
  const list = async () => (await get('/api/v1/verifications?programme=telling')).body;
  const findingSaid = () =>
    service.said().flatMap(({ type, data }) => (type === 'verification.changed.v1' ? [data] : []));
  const confirmed = {
    kind: 'finding',
    finding: 'confirmed',
    note: 'The timetable says so: canary lupin',
    askedOthers: false,
  };

  it('lists those chosen at level 2 and above, and no other', async () => {
    const low = await tellsAStory(service, 'Chosen below only');
    await sits(service, { sitting: 'M1', level: 1, outcome: chosen(low) });
    await service.settled();
    expect(await list()).toMatchObject({
      items: [{ story: story.story, level: 2, state: 'not-assigned', verifier: null, finding: null }],
      cover: { chosen: 1, verified: 0 },
    });
  }, 20_000);

  it('stands on pages of 25; how many of all are checked is said on each', async () => {
    const many: StoryThere[] = [];
    for (let more = 0; more < 26; more += 1) many.push(await tellsAStory(service, 'One of many'));
    await sits(service, { sitting: 'M3', level: 2, panel: 'national', outcome: chosen(...many) });
    await service.settled();
    const browser = await service.browser(evaluator);
    const first = (await browser.open('/en/verification')).page;
    expect(first.table('Stories to check, and what was found')).toHaveLength(1 + 25);
    const second = (await browser.open(first.linkTo('Next page'))).page;
    expect(second.table('Stories to check, and what was found')).toHaveLength(1 + 2);
    expect(second.mainText).toContain('0 of 27');
    expect(second.linkTo('Back to the first page')).toBe('/en/verification?programme=telling');
    expect((await browser.open('/cy/verification')).page.linkTo('Tudalen nesaf')).toContain('after=');
    expect(await list()).toMatchObject({ items: { length: 27 }, next: null });
  }, 60_000);

  it('says of a story that its teller took back that nobody checks it', async () => {
    expect((await list()).items).toMatchObject([{ isTakenBack: false }]);
    await http()
      .post(`/api/v1/stories/${story.story}/withdrawal`)
      .set({ 'x-newid-code': story.code, 'idempotency-key': 'taken-back' })
      .send({});
    await service.settled();
    expect((await list()).items).toMatchObject([{ story: story.story, isTakenBack: true }]);
    expect((await assign('V1')).body.type).toBe('/problems/story-already-withdrawn');
    const { page } = await (await service.browser(evaluator)).open('/en/verification');
    expect(page.mainText).toContain('Taken back by its teller');
    expect(page.mainText).not.toContain('Nobody asked yet');
  }, 20_000);

  it('is for somebody who neither told nor collected it, nor says that it is about them', async () => {
    expect((await assign('C1')).body.type).toBe('/problems/verifier-collected-it');
    expect((await assign('nobody')).body.type).toBe('/problems/verifier-not-known');
    expect((await assign('V1')).status).toBe(200);
    expect((await get('/api/v1/to-check', verifier)).body.items).toMatchObject([{ story: story.story }]);
    expect((await get(`/api/v1/to-check/${story.story}`, collector)).status).toBe(404);
    await acts({ kind: 'hand-back', because: 'involved' });
    expect((await get(`/api/v1/to-check/${story.story}`, verifier)).status).toBe(404);
    expect((await assign('V1')).body.type).toBe('/problems/verifier-is-involved');
    expect((await assign('E1')).status).toBe(200);
  }, 20_000);

  it('shows what was found to the teller first, and only then to others', async () => {
    await assign('V1');
    const { body: given } = await get(`/api/v1/to-check/${story.story}`, verifier);
    expect(given.text.narrative).toContain('marigoldcanary');
    expect(given.consent).toEqual({ audiences: { panel: { named: false } }, uses: [] });
    const { page: shown } = await (await service.browser(verifier)).open(`/en/verification/${story.story}`);
    expect(shown.mainText).toContain('Who may read it The panels, without the name');
    expect((await acts(confirmed)).status).toBe(200);
    expect((await get(`/api/v1/to-check/${story.story}`, verifier)).body.text).toBeNull();
    const path = `/api/v1/stories/${story.story}/verification`;
    expect((await get(path)).body).not.toHaveProperty('found');
    expect((await list()).items).toMatchObject([{ state: 'found', finding: null }]);
    expect((await asTeller()).body).toMatchObject({ state: 'found', isSeen: false, found: null });
    expect((await post(`${path}/release`)).body.type).toBe('/problems/verification-waits-for-teller');
    await asTeller({ kind: 'see' });
    expect((await asTeller()).body.found).toMatchObject({
      finding: 'confirmed',
      note: 'The timetable says so: canary lupin',
    });
    await asTeller({ kind: 'add', words: 'It was the 7 o’clock: canary vetch' });
    expect((await get(path)).body).toMatchObject({
      state: 'shown',
      found: { finding: 'confirmed', storyVersion: 1, note: 'The timetable says so: canary lupin' },
      added: [{ text: 'It was the 7 o’clock: canary vetch' }],
    });
    expect(await list()).toMatchObject({ items: [{ isChangedSince: false }], cover: { chosen: 1, verified: 1 } });
    expect(findingSaid()).toMatchObject([
      { state: 'assigned', finding: null, level: 2 },
      { state: 'found', finding: null },
      { state: 'shown', finding: 'confirmed' },
    ]);
    expect(JSON.stringify(service.said())).not.toContain('canary');
  }, 20_000);

  it('is shown without the teller after 14 days, or where a teller has no code', async () => {
    await assign('V1');
    await acts({ ...confirmed, finding: 'not_checked' });
    now = '2026-05-15T09:00:00.000Z';
    expect((await post(`/api/v1/stories/${story.story}/verification/release`)).status).toBe(200);
    expect(await list()).toMatchObject({ items: [{ finding: 'not_checked' }], cover: { chosen: 1, verified: 0 } });
  }, 20_000);

  it('asks nobody before the teller has agreed on whom and what', async () => {
    await assign('V1');
    const asked = { ...confirmed, askedOthers: true };
    expect((await acts(asked)).body.type).toBe('/problems/verification-needs-agreement');
    await acts({ kind: 'propose-asking', asked: 'The driver: when the bus came' });
    expect((await acts(asked)).body.type).toBe('/problems/verification-needs-agreement');
    expect((await asTeller()).body.asking).toEqual({ asked: 'The driver: when the bus came', agrees: null });
    await asTeller({ kind: 'agreement', agrees: false });
    expect((await acts({ kind: 'agreement', agrees: true })).body.type).toBe('/problems/verification-teller-said-no');
    await asTeller({ kind: 'agreement', agrees: true });
    expect((await acts(asked)).status).toBe(200);
  }, 20_000);

  it.each([
    [
      'en',
      {
        missing: 'Choose who should check it',
        found: 'Choose what you found',
        show: 'Show what was found',
        cover: 'Checked, of the stories chosen at level 2 and above: 1 of 1.',
        correct: 'Put it right in your own words',
        mine: 'Nothing is waiting for you.',
        words: 'Enter what you would like to add',
        notYet: 'Corrected: the teller has not changed the story yet',
        since: 'Corrected: the story has a newer version',
      },
    ],
    [
      'cy',
      {
        missing: 'Dewiswch pwy ddylai ei gwirio',
        found: 'Dewiswch yr hyn a ganfuwyd gennych',
        show: 'Dangos beth a ganfuwyd',
        cover: 'Wedi’u gwirio, o’r straeon a ddewiswyd ar lefel 2 ac uwch: 1 o 1.',
        correct: 'Ei gywiro yn eich geiriau eich hun',
        mine: 'Nid oes dim yn aros amdanoch.',
        words: 'Rhowch yr hyn yr hoffech ei ychwanegu',
        notYet: 'Cywirwyd: nid yw’r sawl a’i hadroddodd wedi newid y stori eto',
        since: 'Cywirwyd: mae gan y stori fersiwn newydd',
      },
    ],
  ] as const)(
    'goes from hand to hand on pages, in %s',
    async (language, says) => {
      const staff = await service.browser(evaluator);
      const checks = await service.browser(verifier);
      const list = `/${language}/verification`;
      expect((await checks.open(list)).page.mainText).toContain(says.mine);
      const page = (await staff.open(list)).page.linkTo(story.reference);
      const nobody = await staff.send(page, { act: 'assign' });
      expect([nobody.status, nobody.page.errors[0]?.text]).toEqual([422, says.missing]);
      expect(nobody.page.root.querySelectorAll('input[type=radio]').map((each) => each.getAttribute('value'))).toEqual([
        'E1',
        'V1',
      ]);
      expect((await staff.send(page, { act: 'assign', verifier: 'V1' })).status).toBe(303);
      await service.settled();
      const check = (await checks.open(list)).page.linkTo(story.reference);
      expect((await staff.open(check)).status).toBe(404);
      const empty = await checks.send(check, { act: 'finding', note: 'Kept as typed' });
      expect([empty.status, empty.page.errors[0]?.text]).toEqual([422, says.found]);
      expect(empty.html).toContain('Kept as typed');
      await checks.send(check, { act: 'finding', finding: 'corrected', note: 'It was a Tuesday' });
      await service.settled();
      expect((await staff.open(page)).html).not.toContain('It was a Tuesday');
      const teller = new TellerBrowser(service.app);
      await teller.fillIn(`/${language}/your-story`, { code: story.code });
      const mine = `/${language}/your-story/checked`;
      const before = await teller.open(mine);
      expect(before.page.buttons).toEqual([says.show]);
      expect(before.html).not.toContain('It was a Tuesday');
      await teller.fillIn(mine, {});
      const seen = await teller.open(mine);
      for (const text of ['It was a Tuesday', says.correct]) expect(seen.page.mainText).toContain(text);
      const nothing = await teller.fillIn(mine, { words: '' });
      expect([nothing.status, nothing.page.errors[0]?.text]).toEqual([422, says.words]);
      await service.settled();
      expect((await staff.open(page)).page.mainText).toContain('It was a Tuesday');
      for (const text of [says.cover, says.notYet]) expect((await staff.open(list)).page.mainText).toContain(text);
      await teller.fillIn(`/${language}/your-story/correct`, { narrative: 'It came on a Tuesday' });
      await service.settled();
      expect((await staff.open(list)).page.mainText).toContain(says.since);
    },
    20_000,
  );
});

import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { reportsAccessedV1 } from '#contracts/impact-reporting/reports-accessed.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { saysOf, sits, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { administrator, askAs } from '../../testing/consent-over-time.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const facilitator: TestPerson = { person: 'V1', roles: [{ role: 'facilitator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const lead: TestPerson = { person: 'S1', roles: [{ role: 'evaluator' }] };

describe('the copy of what is held', () => {
  let service: TestService;
  let story: StoryThere;
  let now = '2026-11-20T09:00:00.000Z';
  beforeEach(async () => {
    now = '2026-11-20T09:00:00.000Z';
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme({ safeguarding: { lead: 'S1', deputy: 'S2', hours: { en: '9', cy: '9' } } }));
    for (const person of ['E1', 'C1', 'V1']) {
      const sealer = await service.vault.createPersonal({
        ...{ owner: `person/${person}`, organisation: 'pont-y-bore', person, classes: ['name' as const] },
      });
      await service.receive(personChangedV1, `person/${person}`, {
        ...{ person, language: 'en', roles: [{ role: 'facilitator' }], revision: 1 },
        name: sealer.seal('name', 1, { name: `Heron ${person}` }),
      });
    }
    story = await tellsAStory(service, 'I got on the bus alone', { as: collector });
    await service.settled();
  }, 20_000);
  afterEach(() => service.close());

  const byCode = async (method: 'get' | 'post', path: string, body?: object) => {
    const asked = request(service.app.getHttpServer())
      [method](`/api/v1/your-story${path}`)
      .set({ 'x-newid-code': story.code, 'idempotency-key': crypto.randomUUID() });
    const answered = await (body === undefined ? asked : asked.send(body));
    if (answered.status >= 400) throw new Error(`${path}: ${String(answered.status)} ${answered.text}`);
    await service.settled();
    return answered;
  };
  const does = async (who: TestPerson, method: 'get' | 'post', path: string, body: object = {}) => {
    const answered = await askAs(service, who)(method, `/api/v1${path}`, body);
    if (answered.status >= 400) throw new Error(`${path}: ${String(answered.status)} ${answered.text}`);
    await service.settled();
    return answered;
  };
  const copy = async () => (await byCode('get', '/data')).body;
  /** On the page, and as the file of plain text. */
  const copyRead = async (language: 'en' | 'cy') => {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn(`/${language}/your-story`, { code: story.code });
    const { page } = await teller.open(`/${language}/your-story/data`);
    const file = await request(service.app.getHttpServer())
      .get(`/${language}/your-story/data/text`)
      .set({ cookie: teller.cookie });
    return { page: page.mainText, file: file.text };
  };

  it('has how they are reached, what was said back and what they said to that, and whom the story speaks of', async () => {
    const address = '1 Bridge Street\nPont y Bore';
    await byCode('post', '/contact', { way: 'letter', address, language: 'cy', safely: 'In a plain envelope' });
    await byCode('post', '/credits', { kind: 'person', as: 'credited', name: 'Nurse Kestrel' });
    const feedback = `${story.story}-M-teller`;
    await sits(service, {
      received: [{ story: story.story, from: 'period' }],
      reasons: [await saysOf(service, story.story, 'Doors')],
    });
    await service.settled();
    await does(evaluator, 'post', `/feedback/${feedback}/sending`, {
      channel: 'page',
      wording: 'The panel heard you.',
    });
    // What waits is opened by its teller on its page: a copy that is looked at opens nothing.
    expect((await copy()).toldBack).toMatchObject([{ isSeen: false, wording: null, answers: [] }]);
    expect((await copyRead('en')).file).toContain('Words for you wait on the page of your story.');
    await byCode('post', `/feedback/${feedback}/sight`, {});
    await byCode('post', `/feedback/${feedback}/answer`, { answer: 'Thank you for hearing' });

    expect(await copy()).toMatchObject({
      reach: { channel: 'letter', language: 'cy', isStopped: false, address, safely: 'In a plain envelope' },
      toldBack: [
        { panel: 'east', isSeen: true, wording: 'The panel heard you.', answers: [{ text: 'Thank you for hearing' }] },
      ],
      credits: [{ kind: 'person', as: 'credited', name: 'Nurse Kestrel' }],
    });
    const { page, file } = await copyRead('en');
    for (const said of [page, file]) {
      expect(said).toContain('By letter: 1 Bridge Street, Pont y Bore');
      expect(said).toContain('What is safe for you: In a plain envelope');
      expect(said).toContain('The panel heard you.');
      expect(said).toContain('You answered on 20 November 2026: Thank you for hearing');
      expect(said).toContain('It speaks well of a person: Nurse Kestrel');
      // What is not in it is said, and how to ask for it.
      expect(said).toContain('why it was held back or moved');
      expect(said).toContain('Use “Complain”');
    }
    expect((await copyRead('cy')).file).toContain('Drwy lythyr: 1 Bridge Street, Pont y Bore');
    await byCode('post', '/contact', { way: 'stop', language: 'en' });
    expect((await copy()).reach).toMatchObject({ isStopped: true, address: null });
    expect((await copyRead('en')).page).toContain('You asked that nobody writes to you.');
  }, 30_000);

  it('has what was asked and found where it was checked, once they have seen that', async () => {
    await sits(service, {
      sitting: 'M2',
      level: 2,
      panel: 'national',
      outcome: { kind: 'one', stories: [story.story], followsCount: true },
    });
    await service.settled();
    expect((await copy()).checked).toBeNull();
    await does(evaluator, 'post', `/stories/${story.story}/verification`, { verifier: 'V1' });
    const note = 'The timetable says so';
    await does(facilitator, 'post', `/to-check/${story.story}/acts`, {
      ...{ kind: 'finding', finding: 'confirmed', note, askedOthers: false },
    });
    expect((await copy()).checked).toMatchObject({ found: null });
    const before = await copyRead('en');
    expect(before.page).not.toContain(note);
    expect(before.page).toContain('What was found is in this copy once you have looked at it');
    await byCode('post', '/verification/acts', { kind: 'see' });
    await byCode('post', '/verification/acts', { kind: 'add', words: 'It was late' });
    expect((await copy()).checked).toMatchObject({
      found: { finding: 'confirmed', note },
      added: [{ text: 'It was late' }],
    });
    const { file } = await copyRead('en');
    expect(file).toContain(note);
    expect(file).toContain('You added on 20 November 2026: It was late');
  }, 30_000);

  it('says why the law asks that it is kept', async () => {
    await does(administrator, 'post', `/stories/${story.story}/legal-holds`, {
      ...{ of: 'story', until: '2026-12-20', why: 'Inquiry order 7' },
    });
    expect((await copy()).legalHolds).toEqual([{ of: 'story', until: '2026-12-20', why: 'Inquiry order 7' }]);
    const { page, file } = await copyRead('en');
    for (const said of [page, file]) expect(said).toContain('This story, up to 20 December 2026.');
    expect(file).toContain('Why: Inquiry order 7');
  });

  it('says on which days people here looked at it and what for, never who; staff are told who', async () => {
    await does(facilitator, 'get', `/stories/${story.story}/to-read`);
    await does(facilitator, 'get', `/stories/${story.story}/to-read`);
    await does(evaluator, 'get', `/stories/${story.story}`);
    now = '2026-11-21T09:00:00.000Z';
    await service.receive(reportsAccessedV1, 'access/pont-y-bore/2026-11-21', {
      ...{ person: 'E1', act: 'saw', kind: 'story', object: story.story, at: now },
    });
    // Nor is a look at who reads it, or at what was agreed to; nor a report that shows it.
    for (const beside of ['readers', 'consent-history'])
      await does(evaluator, 'get', `/stories/${story.story}/${beside}`);
    await service.receive(reportsAccessedV1, 'access/pont-y-bore/2026-11-21', {
      ...{ person: 'E1', act: 'saw', kind: 'report', object: 'telling/2026-Q1', at: now },
    });
    await service.settled();
    const said = await byCode('get', '/data');
    expect(said.body.readers.looked).toEqual([
      { at: '2026-11-20T09:00:00.000Z', why: 'make-ready' },
      { at: '2026-11-20T09:00:00.000Z', why: 'see' },
      { at: '2026-11-21T09:00:00.000Z', why: 'code' },
    ]);
    const { page, file } = await copyRead('en');
    for (const shown of [said.text, page, file]) expect(shown).not.toMatch(/"E1"|"V1"|Heron/);
    expect(file).toContain('20 November 2026. Who: Somebody with an account here. Read it to make it ready for panels');
    expect(file).toContain(
      '21 November 2026. Who: Somebody with an account here. Read it to note what kind of change it tells of',
    );
    expect((await copyRead('cy')).page).toContain('Darllenwyd hi i’w pharatoi ar gyfer paneli');
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/your-story', { code: story.code });
    const readers = (await teller.open('/en/your-story/readers')).page.mainText;
    expect(readers).toContain('20 November 2026Somebody with an account hereRead it to make it ready for panels');
    const forStaff = await (await service.browser(evaluator)).open(`/en/stories/${story.story}/readers`);
    expect(forStaff.page.mainText).toContain('20 November 2026Heron V1Read it to make it ready for panels');
    const { looked } = (await does(evaluator, 'get', `/stories/${story.story}/readers`)).body;
    expect(looked[0]).toEqual({ at: '2026-11-20T09:00:00.000Z', person: 'V1', why: 'make-ready' });
  }, 30_000);

  it('does not tell a teller that somebody looked into a concern', async () => {
    const { body } = await does(collector, 'post', `/stories/${story.story}/concerns`, {
      about: 'danger',
      said: 'Somebody may be hurt',
    });
    await does(lead, 'get', `/programmes/telling/stories/concerns/${String(body.concern)}`);
    expect((await copy()).readers.looked).toEqual([]);
    expect((await copyRead('en')).page).not.toMatch(/concern|hurt/);
  });

  it('says the same whether a name that was to be left out is anybody’s here or nobody’s', async () => {
    const leavesOut = (name: string) => ({
      ...{ audiences: { panel: { named: false } }, leaveOut: { panels: ['east'], people: [name] } },
    });
    const steps = async () =>
      (await copy()).consentHistory.map(
        ({ what, consent }: { what: string; consent: { exclusions: unknown } | null }) => ({
          ...{ what, out: consent?.exclusions },
        }),
      );
    const narrow = async (name: string) => {
      const answered = await request(service.app.getHttpServer())
        .post(`/api/v1/stories/${story.story}/consent`)
        .set({ 'x-newid-code': story.code, 'idempotency-key': crypto.randomUUID() })
        .send(leavesOut(name));
      expect(answered.status).toBe(200);
      await service.settled();
    };
    await narrow('Heron E1');
    expect((await service.vault.consentOf(`story/${story.story}`))?.consent.exclusions).toContainEqual({
      ...{ kind: 'person', id: 'E1' },
    });
    await narrow('Nobody Atall');
    const east = [{ kind: 'team', id: 'east' }];
    expect(await steps()).toEqual([
      { what: 'given', out: [] },
      { what: 'narrowed', out: east },
      { what: 'narrowed', out: east },
    ]);
    const { text } = await does(administrator, 'get', `/stories/${story.story}/consent-history`);
    expect(text).not.toContain('"E1"');
  });
});

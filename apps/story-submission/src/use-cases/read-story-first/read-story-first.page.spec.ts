import request from 'supertest';

import { safeguarding } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, importEnds, stories } from '../../testing/an-import.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator', programme: 'telling' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const elsewhere: TestPerson = { person: 'F2', roles: [{ role: 'facilitator', programme: 'another' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'evaluator' }] };
const queue = '/en/programmes/telling/stories/to-read';

describe('reading stories before any panel does', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    await isTold(service, anOpenProgramme({ safeguarding }));
  });
  afterAll(() => service.close());

  const open = async (address: string, person = facilitator) => (await service.browser(person)).open(address);
  const ask = async (method: 'get' | 'post', address: string, body: object = {}, person = facilitator) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const tellWithCode = async (narrative: string, beside: object = {}) => {
    const audiences = { panel: { named: false } };
    const told = { period: '2026-Q1', domain: null, language: 'en', narrative, audiences, ...beside };
    const consent = { uses: [], wordingVersion: 1, consentLanguage: 'en' };
    const { status, body } = await ask(
      'post',
      '/api/v1/programmes/telling/stories',
      { ...told, ...consent },
      collector,
    );
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { story: String(body.story), code: String(body.code) };
  };
  const tell = async (narrative: string): Promise<string> => (await tellWithCode(narrative)).story;
  const moderated = async () => {
    await service.settled();
    return service
      .said()
      .filter(({ type }) => type === 'story.moderated.v1')
      .map(({ data }) => data);
  };

  it('says that there is nothing to read, in both languages', async () => {
    const { page } = await open(queue);
    expect(page.mainText).toContain('Every story that was told has been read');
    expect(page.linkTo('Back')).toBe('/en/programmes/telling');
    expect((await open(queue, evaluator)).page.linkTo('Back')).toBe('/en/stories?programme=telling');
    expect((await open('/cy/programmes/telling/stories/to-read')).page.mainText).toContain(
      'Mae pob stori a adroddwyd wedi’i darllen',
    );
  });

  it('lists what waits by its facts alone, and clears it once it was opened and answered', async () => {
    const story = await tell('A quiet marigold');
    const listed = (await open(queue)).page;
    expect(listed.text).not.toContain('marigold');
    const address = `/en/stories/${story}/to-read`;
    const browser = await service.browser(facilitator);
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('A quiet marigold');
    const unanswered = await browser.send(address, { ...page.formValues, answer: '' });
    expect([unanswered.status, unanswered.page.errors]).toEqual([
      422,
      [{ text: 'Say whether panels may receive it', input: 'answer' }],
    ]);
    expect((await browser.send(address, { ...page.formValues, answer: 'clear' })).leadsTo).toBe(queue);
    expect(await moderated()).toMatchObject([{ story, storyVersion: 1, isCleared: true }]);
    expect((await open(queue)).page.mainText).toContain('Every story that was told has been read');
  });

  it('shows beside it what its teller agreed to, as it is now, and of whom they left out nothing', async () => {
    const { story, code } = await tellWithCode('A quiet lobelia', {
      audiences: { panel: { named: true }, partner: { named: false } },
      leaveOut: { people: ['Somebody Fuchsia'] },
    });
    const address = (language: string) => `/${language}/stories/${story}/to-read`;
    const agreed = 'What the teller agreed to Who may read it The panels, with the name';
    const uses = 'What it may be used for Reading only';
    const { page } = await open(address('en'));
    expect(page.mainText).toContain(`${agreed} Partner organisations, without the name ${uses}`);
    expect(page.mainText).not.toContain('Fuchsia');
    expect((await open(address('cy'))).page.mainText).toContain(
      'Pwy all ei darllen Y paneli, gyda’r enw Sefydliadau partner, heb yr enw Ar gyfer beth y gellir ei defnyddio Darllen yn unig',
    );
    const seen = async () => (await ask('get', `/api/v1/stories/${story}/to-read`)).body.consent;
    expect(await seen()).toEqual({ audiences: { panel: { named: true }, partner: { named: false } }, uses: [] });
    const less = await request(service.app.getHttpServer())
      .post(`/api/v1/stories/${story}/consent`)
      .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() })
      .send({ audiences: { panel: { named: true } } });
    expect(less.status).toBe(200);
    expect((await open(address('en'))).page.mainText).toContain(`${agreed} ${uses}`);
    expect(await seen()).toEqual({ audiences: { panel: { named: true } }, uses: [] });
  });

  it('holds one back with why, which nobody is told and nothing holds in clear', async () => {
    const story = await tell('Something for nobody else');
    const address = `/cy/stories/${story}/to-read`;
    const browser = await service.browser(facilitator);
    const form = { ...(await browser.open(address)).page.formValues, answer: 'hold-back' };
    const empty = await browser.send(address, form);
    expect([empty.status, empty.page.errors[0]?.input]).toEqual([422, 'why']);
    expect((await browser.send(address, { ...form, why: 'names the zinnia street' })).status).toBe(303);
    expect((await moderated()).at(-1)).toMatchObject({ story, isCleared: false });
    expect(JSON.stringify(service.said())).not.toContain('zinnia');
    expect((await open(`${queue}?queue=held-back`)).page.links.some(({ href }) => href.includes(story))).toBe(true);
    const stored = await service.runtime.store.read(`story/${story}`);
    expect(JSON.stringify(stored)).not.toContain('zinnia');
  });

  it('says which words of the programme’s list it holds, which suggests and does nothing', async () => {
    const care = { waitingDays: 0, words: { en: ['begonia*'], cy: ['fy nghuro'] }, keepMonths: null };
    await isTold(service, anOpenProgramme({ safeguarding, care }), 2);
    const story = await tell('Two begonias, and he is fy nghuro');
    const { page } = await open(`/en/stories/${story}/to-read`);
    expect(page.mainText).toContain('These words may be a concern: begonia* and fy nghuro');
    expect(page.mainText).toContain('Nothing has been done or sent');
    expect((await open(`/cy/stories/${story}/to-read`)).page.mainText).toContain('Gallai’r geiriau hyn fod yn bryder');
    const { body } = await ask('get', `/api/v1/stories/${story}/to-read`);
    expect(body).toMatchObject({ mayWorry: ['begonia*', 'fy nghuro'], moderation: 'waiting' });
    // It is cleared as any other, and nobody was alerted.
    expect((await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 })).status).toBe(200);
    expect((await moderated()).at(-1)).toMatchObject({ story, isCleared: true });
    expect(service.said().filter(({ type }) => type === 'concern.raised.v1')).toEqual([]);
    expect(JSON.stringify(service.said())).not.toContain('nghuro');
    const why = await tellWithCode('A plain marigold', { whySignificant: 'I was given a begonia' });
    expect((await ask('get', `/api/v1/stories/${why.story}/to-read`)).body.mayWorry).toEqual(['begonia*']);
    const plain = await tell('A plain marigold');
    expect((await open(`/en/stories/${plain}/to-read`)).page.mainText).not.toContain('may be a concern:');
  });

  it('by the API takes the version that was read, and asks for the newest', async () => {
    const story = await tell('An API marigold');
    const { body } = await ask('get', `/api/v1/stories/${story}/to-read`);
    expect(body).toMatchObject({ id: story, storyVersion: 1, moderation: 'waiting' });
    expect(body.text.narrative).toBe('An API marigold');
    const stale = await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 2 });
    expect([stale.status, stale.body.type]).toEqual([409, '/problems/story-changed-since-read']);
    expect((await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 })).status).toBe(200);
    const { body: list } = await ask('get', '/api/v1/programmes/telling/stories/to-read?queue=cleared');
    expect(list.items.map(({ id }: { id: string }) => id)).toContain(story);
  });

  it('is no story any more that its teller paused or took back', async () => {
    const { story, code } = await tellWithCode('A marigold taken back');
    const listed = async () => (await ask('get', '/api/v1/programmes/telling/stories/to-read')).body.items;
    expect(await listed()).toContainEqual(expect.objectContaining({ id: story }));
    const act = (path: string, body: object) =>
      request(service.app.getHttpServer())
        .post(path)
        .set({ 'x-newid-code': code, 'idempotency-key': crypto.randomUUID() })
        .send(body);
    for (const [because, path, body] of [
      ['frozen', '/api/v1/your-story/requests', { right: 'pause' }],
      ['withdrawn', `/api/v1/stories/${story}/withdrawal`, {}],
    ] as const) {
      expect((await act(path, body)).status).toBeLessThan(300);
      await service.settled();
      expect(await listed()).not.toContainEqual(expect.objectContaining({ id: story }));
      const { body: read } = await ask('get', `/api/v1/stories/${story}/to-read`);
      expect([read.withheld, read.text]).toEqual([because, undefined]);
      expect((await open(`/en/stories/${story}/to-read`)).html).not.toContain('marigold taken back');
    }
  });

  it('says to whoever begins a story when somebody is there, and to whoever reads it whom to tell', async () => {
    const { mainText } = (await (await service.browser()).open('/en/tell-your-story')).page;
    expect(mainText).toContain('a trained person looks at it. They are there: Monday to Friday, 9 to 5');
    expect(mainText).toContain('We keep this private unless someone may be seriously harmed');
    const story = await tell('A worrying marigold');
    const { page } = await open(`/cy/stories/${story}/to-read`);
    expect(page.mainText).toContain('Mae’r arweinydd diogelu yno: Dydd Llun i ddydd Gwener, 9 tan 5');
  });

  it('is not for those who collect, nor for those of another programme or organisation', async () => {
    const story = await tell('Not for everybody');
    for (const [person, page, one] of [
      [collector, 403, 403],
      [elsewhere, 404, 404],
      [stranger, 404, 404],
    ] as const) {
      expect((await open(queue, person)).status).toBe(page);
      expect((await open(`/en/stories/${story}/to-read`, person)).status).toBe(one);
      const cleared = await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 }, person);
      expect(cleared.status).toBe(one);
    }
  });

  it('keeps the stories of a file waiting, unless whoever brings them in says that they have read them', async () => {
    const before = (await moderated()).length;
    const queued = await beginsImport(service, aFile(stories('Q', 2)));
    await importEnds(service, String(queued.body.import));
    expect((await moderated()).length).toBe(before);
    const refused = await beginsImport(service, aFile(stories('R', 2)), { query: '?wasRead=true', as: collector });
    expect(refused.status).toBe(403);
    const read = await beginsImport(service, aFile(stories('R', 2)), { query: '?wasRead=true', as: evaluator });
    await importEnds(service, String(read.body.import));
    expect((await moderated()).slice(before)).toMatchObject([{ isCleared: true }, { isCleared: true }]);
    const { body } = await ask('get', '/api/v1/programmes/telling/stories/to-read');
    const waiting = body.items.map(({ reference }: { reference: string }) => reference);
    expect(waiting.filter((each: string) => /^[QR]-/.test(each)).sort()).toEqual(['Q-1', 'Q-2']);
  });

  it('lists a hundred at a time, and every one of them once', async () => {
    const begun = await beginsImport(service, aFile(stories('T', 101)));
    await importEnds(service, String(begun.body.import));
    const listed: string[] = [];
    const address = '/api/v1/programmes/telling/stories/to-read';
    let after = '';
    const pages: number[] = [];
    do {
      const { body } = await ask('get', `${address}${after}`);
      pages.push(body.items.length);
      listed.push(...body.items.map(({ reference }: { readonly reference: string }) => reference));
      after = body.next === null ? '' : `?after=${String(body.next)}`;
    } while (after !== '');
    expect(pages[0]).toBe(100);
    expect(pages).toHaveLength(2);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((each) => each.startsWith('T-'))).toHaveLength(101);
  });
});

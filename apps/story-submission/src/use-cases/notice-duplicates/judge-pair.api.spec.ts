import request from 'supertest';

import { storiesAccessedV1 } from '#contracts/story-submission/stories-accessed.v1.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { sits } from '../../testing/a-sitting.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, importEnds } from '../../testing/an-import.js';
import { TellerBrowser } from '../../testing/teller-browser.js';
import { noticeDuplicatesNow } from './notice-duplicates.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const stranger: TestPerson = { person: 'X', organisation: 'others', roles: [{ role: 'evaluator' }] };
const at = '2026-11-21T10:00:00.000Z';

const gannet =
  'The gannet came over the harbour wall every morning, and after a month I went down to the water to meet it.';
const nearly = gannet.replace('every morning', 'each morning');
const list = '/api/v1/programmes/telling/stories/alike';

describe('stories that are likely the same', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => at });
    await isTold(service, anOpenProgramme());
  });
  afterAll(() => service.close());

  const ask = async (method: 'get' | 'post', address: string, body: object = {}, person = evaluator) => {
    const asked = request(service.app.getHttpServer())
      [method](address)
      .set(await service.as(person));
    return method === 'get' ? asked : asked.send(body);
  };
  const tells = async (narrative: string, readers?: Readonly<Record<string, string>>) => {
    const teller = new TellerBrowser(service.app);
    await answersEverything(teller, 'en', narrative, readers);
    await teller.fillIn('/en/tell-your-story/check', {});
    const code = codeOn(await teller.open('/en/tell-your-story/sent'));
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    return { teller, story: String(body.id), reference: String(body.reference) };
  };
  const noticed = async () => {
    await service.settled();
    await noticeDuplicatesNow(service.runtime, at);
    await service.settled();
    const { body } = await ask('get', list);
    return body.items as readonly { id: string; one: string; other: string; likeness: number }[];
  };
  const readAs = async (story: string, audience: 'panel' | 'organisation') => {
    const reader = { person: 'M1', organisation: 'pont-y-bore' };
    const [answer] = await service.vault.unlock([
      { owner: `story/${story}`, reader, purpose: 'audience', audience, use: 'read' },
    ]);
    return answer?.kind === 'granted' ? 'read' : answer?.because;
  };
  const both = { panel: 'yes', organisation: 'yes', partner: 'no', public: 'no' };
  let first: Awaited<ReturnType<typeof tells>>;
  let second: Awaited<ReturnType<typeof tells>>;
  let pair = '';

  it('are noticed among those told and those of a file, and nothing of their words is kept for it', async () => {
    first = await tells(gannet, both);
    second = await tells(nearly);
    await tells('Nobody had asked me before what should be done about the lift, and then the warden did ask me.');
    const begun = await beginsImport(service, aFile([{ external_id: 'G-1', narrative: gannet }]));
    await importEnds(service, String(begun.body.import));
    const pairs = await noticed();
    expect(pairs.length).toBe(3);
    pair =
      pairs.find(({ one, other }) => [one, other].sort().join() === [first.story, second.story].sort().join())?.id ??
      '';
    expect(pairs.map(({ likeness }) => likeness).sort((a, b) => b - a)[0]).toBe(100);
    const stored = await service.runtime.store.read('compared/telling/2026-Q1/2026-11-21');
    expect(JSON.stringify(stored)).not.toMatch(/gannet/i);
    expect(await noticed()).toHaveLength(3);
    expect((await ask('get', `${list}/${pair}`, {}, collector)).status).toBe(403);
    expect((await ask('get', `${list}/${pair}`, {}, stranger)).status).toBe(404);
  });

  it('are read side by side by a person, on pages in both languages, who says what they found', async () => {
    const browser = await service.browser(evaluator);
    const toRead = await browser.open('/en/programmes/telling/stories/to-read');
    expect(toRead.page.linkTo('Stories that may be the same')).toBe('/en/programmes/telling/stories/alike');
    expect((await browser.open('/cy/programmes/telling/stories/alike')).page.heading).toContain(
      'Straeon a allai fod yr un peth',
    );
    const address = `/en/programmes/telling/stories/alike/${pair}`;
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('each morning');
    expect(page.mainText).toContain('every morning');
    const [shownFirst = '', ...agreed] = page.mainText.split('What the teller agreed to');
    const isOfFirst = shownFirst.includes('every morning');
    expect(agreed.map((each) => each.includes('The organisation, '))).toEqual([isOfFirst, !isOfFirst]);
    // Who saw them stands in the audit under each of the two.
    await service.settled();
    const accessed = service.said().filter(({ type }) => type === storiesAccessedV1.type);
    for (const { story } of [first, second]) {
      const saw = { person: evaluator.person, act: 'saw', kind: 'story', object: story };
      expect(accessed.map(({ data }) => data)).toContainEqual(expect.objectContaining(saw));
    }
    const unsaid = await browser.send(address, {});
    expect([unsaid.status, unsaid.page.errors.length]).toEqual([422, 1]);
    const keepsFirst =
      (await ask('get', `${list}/${pair}`)).body.stories[0].id === first.story ? 'keep-one' : 'keep-other';
    const why = await browser.send(address, { answer: keepsFirst, why: ' ' });
    expect([why.status, why.page.errors[0]?.input, why.page.formValues['answer']]).toEqual([422, 'why', keepsFirst]);
    expect([await readAs(first.story, 'organisation'), await readAs(second.story, 'panel')]).toEqual(['read', 'read']);
    const done = await browser.send(address, { answer: keepsFirst, why: 'Sent twice, from the bus' });
    expect(done.leadsTo).toBe('/en/programmes/telling/stories/alike');
    expect((await browser.open(address)).page.mainText).toContain('Why: Sent twice, from the bus');
    const stored = await service.runtime.store.read(`story-pair/${pair}`);
    expect(JSON.stringify(stored)).not.toContain('from the bus');
  });

  it('once put together one is closed, both consents hold for the other, and its code says so', async () => {
    // The first let the panels and the organisation read it, the second the panels alone.
    expect([await readAs(second.story, 'panel'), await readAs(first.story, 'panel')]).toEqual([
      'not-consented',
      'read',
    ]);
    expect(await readAs(first.story, 'organisation')).toBe('not-consented');
    const seen = await second.teller.open('/en/your-story/seen');
    expect(seen.page.mainText).toContain(`read in its place: ${first.reference}`);
    expect(seen.page.mainText).toContain('each morning');
    await service.settled();
    const told = service
      .said()
      .filter(({ type, subject }) => type === storyConsentChangedV1.type && subject === `story/${second.story}`);
    expect(told.map(({ data }) => (data as { audiences: readonly string[] }).audiences)).toEqual([[]]);
    const again = await ask('post', `${list}/${pair}/judgement`, { keep: second.story, why: 'No' });
    expect(again.body.type).toBe('/problems/story-merged-already');
    await second.teller.fillIn('/en/your-story/take-back', {});
    await service.settled();
    expect(await readAs(first.story, 'panel')).toBe('not-consented');
  });

  it('are two again when it is undone, each for those its own teller said', async () => {
    expect((await ask('post', `${list}/${pair}/undoing`)).status).toBe(200);
    expect([await readAs(first.story, 'panel'), await readAs(first.story, 'organisation')]).toEqual(['read', 'read']);
    expect(await readAs(second.story, 'panel')).toBe('withdrawn');
    expect((await ask('post', `${list}/${pair}/undoing`)).body.type).toBe('/problems/pair-not-put-together');
  });

  it('stay one once a panel has decided on it', async () => {
    const kept = await tells(
      'A cormorant dried its wings on the pier while we waited, and that was when she told me the news.',
      both,
    );
    const closed = await tells(
      'A cormorant dried its wings on the pier while we waited, and that was when she told me all the news.',
    );
    const found = (await noticed()).find(({ one, other }) => [one, other].includes(closed.story));
    const id = found?.id ?? '';
    await ask('post', `${list}/${id}/judgement`, { keep: kept.story, why: 'Sent twice' });
    const outcome = { kind: 'none', stories: [], followsCount: true } as const;
    const received = [{ story: kept.story, from: 'period' as const }];
    await sits(service, { received, outcome: { ...outcome, stories: [] }, closedAt: '2026-11-22T10:00:00.000Z' });
    await service.settled();
    const refused = await ask('post', `${list}/${id}/undoing`);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/pair-decided-by-panel']);
  });
});

import request from 'supertest';

import { safeguarding } from '#contracts/testing/a-programme.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import type { PageReading } from '#web/testing/page.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { aFile, beginsImport, importEnds } from '../../testing/an-import.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator', programme: 'telling' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
const elsewhere: TestPerson = { person: 'F2', roles: [{ role: 'facilitator', programme: 'another' }] };
const queue = '/en/programmes/telling/stories/redactions';
const yours = '/en/your-story/other-people';

describe('leaving others out of a story', () => {
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
  const byCode = async (method: 'get' | 'post', address: string, code: string, body: object = {}) => {
    const headers = { 'x-newid-code': code, 'idempotency-key': newId() };
    const asked = request(service.app.getHttpServer())[method](address).set(headers);
    return method === 'get' ? asked : asked.send(body);
  };
  const tell = async (narrative: string): Promise<{ readonly story: string; readonly code: string }> => {
    const told = { period: '2026-Q1', language: 'en', narrative, audiences: { panel: { named: false } } };
    const consent = { uses: [], wordingVersion: 1, consentLanguage: 'en' };
    const sent = { ...told, ...consent };
    const { status, body } = await ask('post', '/api/v1/programmes/telling/stories', sent, collector);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { story: String(body.story), code: String(body.code) };
  };
  const panelsMayHave = async (story: string): Promise<unknown> => {
    await service.settled();
    const said = service.said().filter(({ type, data }) => type === 'story.moderated.v1' && isOf(data, story));
    return said.at(-1)?.data;
  };
  /** As a panel reads it: the newest that was said of it. */
  const newestForPanels = async (story: string): Promise<string> => {
    await service.settled();
    const stored = await service.runtime.store.read(`story/${story}`);
    const told = stored.flatMap(({ event: { data } }) => ('text' in data && 'storyVersion' in data ? [data.text] : []));
    const [answer] = await service.vault.unlock([
      {
        ...{ owner: `story/${story}`, reader: { person: 'M1', organisation: 'pont-y-bore' } },
        ...{ purpose: 'audience', audience: 'panel', use: 'read' },
      },
    ]);
    if (answer?.kind !== 'granted') throw new Error(`The panel may not read it: ${String(answer?.because)}`);
    expect(answer.classes).not.toContain('original');
    return answer.open<{ narrative: string }>(JSON.parse(JSON.stringify(told.at(-1)))).narrative;
  };

  it('is proposed on a page, which says what is missing in both languages', async () => {
    const { story } = await tell('Nurse Petunia came with marigold Petunia.');
    const browser = await service.browser(facilitator);
    const first = (await browser.open(`/en/stories/${story}/to-read`)).page;
    const address = `/en/stories/${story}/redaction`;
    expect(first.linkTo('It names somebody else, or says who they are: leave them out')).toBe(address);
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('Nurse Petunia came');
    expect(page.mainText).toContain('What the teller agreed to Who may read it The panels, without the name');
    const nothing = await browser.send(address, { ...page.formValues, passages: ' ' });
    expect([nothing.status, nothing.page.errors[0]?.input]).toEqual([422, 'passages']);
    const absent = await browser.send(address, { ...page.formValues, passages: 'Petunia\nRosemary Jones' });
    expect([absent.status, absent.page.errors[0]?.text]).toEqual([422, 'Passage 2 does not stand in the story.']);
    expect(absent.page.field('Passages that name others').value).toBe('Petunia\nRosemary Jones');
    expect((await browser.open(`/cy/stories/${story}/redaction`)).page.heading).toContain(
      'Pobl eraill a enwir yn stori',
    );
    const sent = await browser.send(address, { ...page.formValues, passages: 'Nurse Petunia = My nurse\nPetunia' });
    expect(sent.leadsTo).toBe(address);
    const after = (await browser.open(address)).page;
    expect(after.mainText).toContain('My nurse came with marigold [somebody].');
    expect(after.mainText).toContain('The teller has been asked and has not answered yet');
    expect((await browser.open(queue)).page.links.some(({ href }) => href === address)).toBe(true);
    expect(JSON.stringify(await service.runtime.store.read(`story/${story}`))).not.toContain('Petunia');
  });

  it('keeps the story from panels until its teller agreed to what they saw; then panels read the new version alone', async () => {
    const { story, code } = await tell('A begonia called Petunia helped.');
    expect((await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 })).status).toBe(200);
    expect(await panelsMayHave(story)).toMatchObject({ isCleared: true });
    const passages = [{ passage: 'Petunia', instead: 'my friend' }];
    const mail = { way: 'mail', language: 'en', address: 'petal@example.org' };
    expect((await byCode('post', '/api/v1/your-story/contact', code, mail)).status).toBe(200);
    const stale = await ask('post', `/api/v1/stories/${story}/redaction`, { storyVersion: 2, passages });
    expect(stale.body.type).toBe('/problems/story-changed-since-read');
    expect((await ask('post', `/api/v1/stories/${story}/redaction`, { storyVersion: 1, passages })).status).toBe(200);
    expect(await panelsMayHave(story)).toMatchObject({ isCleared: false });
    const [letter] = (await service.letters()).filter(({ to }) => to === 'petal@example.org');
    expect(letter?.text).toContain('asks whether you agree');
    expect(JSON.stringify(letter)).not.toMatch(/begonia|Petunia|my friend/);

    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/your-story', { code });
    expect((await teller.open('/en/your-story/seen')).page.linkTo('See both texts')).toBe(yours);
    const { page } = await teller.open(yours);
    expect(page.mainText).toContain('A begonia called my friend helped.');
    expect(page.mainText).toContain('A begonia called Petunia helped.');
    expect((await teller.open('/cy/your-story/other-people')).page.heading).toBe('Pobl eraill yn eich stori');
    const { body } = await byCode('get', '/api/v1/your-story/redaction', code);
    expect(body).toMatchObject({ liesWith: 'teller', told: { narrative: 'A begonia called Petunia helped.' } });
    const blind = await byCode('post', '/api/v1/your-story/redaction/agreement', code, { redaction: 'another' });
    expect(blind.body.type).toBe('/problems/redaction-not-open');
    expect((await teller.send(yours, { ...ofOneForm(page), act: 'agree' })).leadsTo).toBe(yours);
    expect((await teller.open(yours)).page.mainText).toContain('Nobody asks you to change your story');

    await expect(newestForPanels(story)).rejects.toThrow('held');
    expect(await panelsMayHave(story)).toMatchObject({ isCleared: false });
    expect((await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 2 })).status).toBe(200);
    expect(await newestForPanels(story)).toBe('A begonia called my friend helped.');
    expect(await panelsMayHave(story)).toMatchObject({ isCleared: true, storyVersion: 2 });
    const data = await byCode('get', '/api/v1/your-story/data', code);
    expect(data.body.versions).toMatchObject([
      { storyVersion: 1, text: { narrative: 'A begonia called Petunia helped.' } },
      { storyVersion: 2, original: { narrative: 'A begonia called Petunia helped.' } },
    ]);
    // As it was told: for those who read first, and never by its stored words.
    const seen = await ask('get', `/api/v1/stories/${story}/redaction`);
    expect(seen.body).toMatchObject({
      liesWith: 'nobody',
      text: { narrative: 'A begonia called my friend helped.' },
      consent: { audiences: { panel: { named: false } }, uses: [] },
      originals: [{ storyVersion: 2, text: { narrative: 'A begonia called Petunia helped.' } }],
    });
  });

  it('takes other words of the teller, to which whoever reads first agrees or not', async () => {
    const { story, code } = await tell('Petunia shouted at me.');
    const at = `/api/v1/stories/${story}/redaction`;
    await ask('post', at, { storyVersion: 1, passages: [{ passage: 'Petunia' }] });
    expect((await ask('post', `${at}/acceptance`)).body.type).toBe('/problems/redaction-lies-with-teller');
    const words = '/api/v1/your-story/redaction/other-words';
    const blind = await byCode('post', words, code, { redaction: 'another', narrative: 'A neighbour shouted at me.' });
    expect(blind.body.type).toBe('/problems/redaction-not-open');
    const teller = new TellerBrowser(service.app);
    await teller.fillIn('/en/your-story', { code });
    const forms = (await teller.open(yours)).page;
    const empty = await teller.send(yours, { ...ofOneForm(forms), narrative: ' ' });
    expect([empty.status, empty.page.errors[0]?.input]).toEqual([422, 'narrative']);
    const sent = await teller.send(yours, { ...ofOneForm(forms), narrative: 'A manager shouted at me.' });
    expect(sent.leadsTo).toBe(yours);
    expect((await teller.open(yours)).page.mainText).toContain('You proposed other words');
    expect((await ask('get', '/api/v1/programmes/telling/stories/redactions')).body.items).toContainEqual(
      expect.objectContaining({ story, liesWith: 'moderator' }),
    );
    const browser = await service.browser(facilitator);
    const { page } = await browser.open(`/en/stories/${story}/redaction`);
    expect(page.mainText).toContain('A manager shouted at me.');
    const agreed = await browser.send(`/en/stories/${story}/redaction`, {
      ...ofOneForm(page),
      act: 'accept',
    });
    expect(agreed.status).toBe(303);
    expect((await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 2 })).status).toBe(200);
    expect(await newestForPanels(story)).toBe('A manager shouted at me.');
  });

  it('says to whoever asks how its teller hears of it, and writes to nobody who wants no more letters', async () => {
    const browser = await service.browser(facilitator);
    const ways = {
      mail: 'When you ask, its teller gets an email',
      letter: 'Its teller chose letters.',
      page: 'Its teller looks by themselves',
      noCode: 'This story was brought in without a code for its teller',
    };
    const saidOf = async (story: string): Promise<readonly string[]> => {
      await service.settled();
      const { mainText } = (await browser.open(`/en/stories/${story}/redaction`)).page;
      return Object.values(ways).filter((each) => mainText.includes(each));
    };
    const { story, code } = await tell('Petunia rang.');
    expect(await saidOf(story)).toEqual([ways.page]);
    for (const [chosen, said] of [
      [{ way: 'letter', language: 'en', address: '3 Sea Road' }, ways.letter],
      [{ way: 'page', language: 'en' }, ways.page],
      [{ way: 'mail', language: 'en', address: 'rose@example.org' }, ways.mail],
      [{ way: 'stop', language: 'en' }, ways.page],
    ] as const) {
      expect((await byCode('post', '/api/v1/your-story/contact', code, chosen)).status).toBe(200);
      expect(await saidOf(story)).toEqual([said]);
    }
    await ask('post', `/api/v1/stories/${story}/redaction`, { storyVersion: 1, passages: [{ passage: 'Petunia' }] });
    await service.settled();
    expect((await service.letters()).filter(({ to }) => to === 'rose@example.org')).toEqual([]);

    const { body } = await beginsImport(service, aFile([{ external_id: 'S-1', narrative: 'Petunia came in.' }]));
    await importEnds(service, body.import);
    const address = '/api/v1/stories?programme=telling';
    const { items } = (await ask('get', address)).body as { items: { id: string; reference: string }[] };
    expect(await saidOf(items.find(({ reference }) => reference === 'S-1')?.id ?? '')).toEqual([ways.noCode]);
  });

  it('is taken back, and is nobody’s business but theirs who read first', async () => {
    const { story } = await tell('Petunia came.');
    const at = `/api/v1/stories/${story}/redaction`;
    const passages = [{ passage: 'Petunia' }];
    for (const [person, status] of [
      [collector, 403],
      [elsewhere, 404],
    ] as const) {
      expect((await ask('get', at, {}, person)).status).toBe(status);
      expect((await ask('post', at, { storyVersion: 1, passages }, person)).status).toBe(status);
    }
    expect((await ask('post', `${at}/taking-back`)).body.type).toBe('/problems/redaction-not-open');
    await ask('post', at, { storyVersion: 1, passages });
    expect((await ask('post', `${at}/taking-back`)).status).toBe(200);
    await ask('post', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 });
    expect(await panelsMayHave(story)).toMatchObject({ isCleared: true, storyVersion: 1 });
  });
});

/** The page has two forms with the same hidden fields: what the second would send. */
const ofOneForm = ({ formValues }: PageReading): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(formValues).map(([name, value]) => [name, [value].flat().at(-1) ?? '']));

const isOf = (data: unknown, story: string): boolean =>
  typeof data === 'object' && data !== null && 'story' in data && data.story === story;

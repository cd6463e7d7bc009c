import request from 'supertest';

import { isFeedbackEvent } from '../../domain/feedback/events.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { opens, saysOf, sits, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };
const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };

let now = '2026-04-10T16:00:00.000Z';

describe('feedback to everybody whose story was considered', () => {
  let service: TestService;
  let chosen: StoryThere;
  let other: StoryThere;
  let key = 0;

  beforeEach(async () => {
    now = '2026-04-10T16:00:00.000Z';
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
    chosen = await tellsAStory(service, 'I got on the bus alone');
    other = await tellsAStory(service, 'Es i allan eto', { language: 'cy', as: collector });
    await service.settled();
  }, 20_000);
  afterEach(() => service.close());

  const http = () => request(service.app.getHttpServer());
  const get = async (path: string, as: TestPerson = evaluator) =>
    http()
      .get(path)
      .set(await service.as(as));
  const post = async (path: string, body: object = {}, as: TestPerson = evaluator) => {
    const response = await http()
      .post(path)
      .set(await service.as(as))
      .send(body);
    await service.settled();
    return response;
  };
  const asTeller = async (code: string, path: string, body?: object) => {
    key += 1;
    const headers = { 'x-newid-code': code, 'idempotency-key': `teller-${String(key)}` };
    const response = await (body === undefined
      ? http().get(path).set(headers)
      : http().post(path).set(headers).send(body));
    await service.settled();
    return response;
  };
  const listed = async (query = '') => (await get(`/api/v1/feedback?programme=telling${query}`)).body.items;
  const itemOf = (story: StoryThere, to = 'teller') => `${story.story}-M-${to}`;

  async function panelSits(): Promise<void> {
    await sits(service, {
      received: [chosen, other].map(({ story }) => ({ story, from: 'period' as const })),
      outcome: { kind: 'one', stories: [chosen.story], followsCount: true },
      reasons: [
        await saysOf(service, chosen.story, 'Buses open doors: canary larkspur'),
        await saysOf(service, other.story, 'Roedd yn dda'),
        await saysOf(service, chosen.story, 'A raw remark nobody may hear', {
          kind: 'member',
          reason: 'remark',
          reach: ['this-panel'],
        }),
        await saysOf(service, chosen.story, 'Because of the doors', {
          kind: 'group',
          reason: 'group',
          reach: ['this-panel'],
        }),
      ],
    });
    await service.settled();
  }
  const saidOf = (type: string) =>
    service.said().flatMap((message) => (message.type === type ? [message.data as Record<string, unknown>] : []));

  it('is drafted for each story, chosen or not, for the teller and whoever else collected it, in its language', async () => {
    await panelSits();
    const items = await listed();
    expect(items.map(({ story, to, state }: Record<string, string>) => [story, to, state]).sort()).toEqual(
      [
        [chosen.story, 'teller', 'drafted'],
        [other.story, 'teller', 'drafted'],
        [other.story, 'collector', 'drafted'],
      ].sort(),
    );
    const { body } = await get(`/api/v1/feedback/${itemOf(chosen)}`);
    expect(body.wording).toContain('What the panel learned from this story: “Buses open doors: canary larkspur”');
    expect(body.wording).not.toMatch(/raw remark|Because of the doors/);
    const welsh = await get(`/api/v1/feedback/${itemOf(other)}`);
    expect(welsh.body.wording).toContain('Dewisodd y panel yn wahanol y tro hwn.');
    expect(welsh.body.wording).toContain('“Roedd yn dda”');
    expect(saidOf('feedback.changed.v1')).toHaveLength(3);
    expect(saidOf('feedback.changed.v1')[0]).toMatchObject({
      state: 'drafted',
      level: 1,
      panel: 'east',
      channel: null,
    });
  }, 20_000);

  it('goes out only in words that a person has kept, and waits on the page of somebody who chose nothing', async () => {
    await panelSits();
    const item = itemOf(chosen);
    expect((await asTeller(chosen.code, '/api/v1/your-story/feedback')).body.items).toEqual([]);
    const unread = await post(`/api/v1/feedback/${item}/sending`, { channel: 'page' });
    expect([unread.status, unread.body.type]).toEqual([422, '/problems/feedback-not-worded']);
    expect((await post(`/api/v1/feedback/${item}/sending`, { channel: 'mail', wording: 'Hello' })).body.type).toBe(
      '/problems/feedback-not-this-way',
    );
    await post(`/api/v1/feedback/${item}/wording`, { wording: 'The panel chose your story.' });
    expect((await post(`/api/v1/feedback/${item}/sending`, { channel: 'page' })).status).toBe(200);
    expect((await get(`/api/v1/feedback/${item}`)).body).toMatchObject({ state: 'waiting_on_page', channel: 'page' });
    expect((await post(`/api/v1/feedback/${item}/wording`, { wording: 'Later' })).body.type).toBe(
      '/problems/feedback-no-longer-a-draft',
    );
  }, 20_000);

  it('is seen when its teller asks to see it, never by looking at the list, and answered; the panel hears it sealed', async () => {
    await panelSits();
    const item = itemOf(chosen);
    await post(`/api/v1/feedback/${item}/sending`, { channel: 'page', wording: 'The panel chose your story.' });
    const path = '/api/v1/your-story/feedback';
    const before = (await asTeller(chosen.code, path)).body.items;
    expect(before).toMatchObject([{ feedback: item, state: 'waiting_on_page', isSeen: false, wording: null }]);
    expect((await asTeller(chosen.code, `${path}/${item}/answer`, { answer: 'Too soon' })).body.type).toBe(
      '/problems/feedback-not-seen',
    );
    expect((await asTeller(other.code, `${path}/${item}/sight`, {})).status).toBe(404);
    expect((await asTeller(chosen.code, `${path}/${item}/sight`, {})).status).toBe(200);
    expect((await asTeller(chosen.code, path)).body.items).toMatchObject([
      { state: 'seen', isSeen: true, wording: 'The panel chose your story.', membersSaid: [] },
    ]);
    // Whoever said it lets the teller read it, after all: nothing has to be sent again.
    await service.vault.setReach('reason/remark', 'F1', ['this-panel', 'teller']);
    const [seen] = (await asTeller(chosen.code, path)).body.items;
    expect(seen.membersSaid).toEqual(['A raw remark nobody may hear']);
    await asTeller(chosen.code, `${path}/${item}/answer`, { answer: 'Thank you, canary foxglove' });
    expect((await get(`/api/v1/feedback/${item}`)).body).toMatchObject({
      state: 'answered',
      answers: [{ text: 'Thank you, canary foxglove' }],
    });
    const [answered] = saidOf('feedback.answered.v1');
    expect(answered).toMatchObject({ feedback: item, story: chosen.story, sitting: 'M', from: 'teller' });
    expect(JSON.stringify(service.said())).not.toMatch(/canary|The panel chose/);
    expect(saidOf('feedback.changed.v1').flatMap(({ feedback, state }) => (feedback === item ? [state] : []))).toEqual([
      ...['drafted', 'waiting_on_page', 'seen', 'answered'],
    ]);
  }, 20_000);

  it('is mailed to somebody who chose that: the address opened then, and nothing of what was said in the mail', async () => {
    await asTeller(chosen.code, '/api/v1/your-story/contact', {
      way: 'mail',
      address: 'mair@example.com',
      language: 'cy',
    });
    await panelSits();
    await post(`/api/v1/feedback/${itemOf(chosen)}/sending`, {
      channel: 'mail',
      wording: 'You were heard: canary iris',
    });
    const letters = await service.letters();
    expect(letters).toMatchObject([{ to: 'mair@example.com', language: 'cy', kind: 'feedback' }]);
    expect(letters[0]?.text).toContain('https://stories.example/cy/your-story');
    expect(JSON.stringify(letters)).not.toMatch(/canary|DN-|bus|panel/i);
    expect((await get(`/api/v1/feedback/${itemOf(chosen)}`)).body.state).toBe('sent');
  }, 20_000);

  it('reaches nobody who asked not to be contacted, whatever they chose before', async () => {
    const contact = '/api/v1/your-story/contact';
    await asTeller(chosen.code, contact, { way: 'mail', address: 'mair@example.com', language: 'en' });
    await asTeller(chosen.code, contact, { way: 'stop', language: 'en' });
    await panelSits();
    const sent = await post(`/api/v1/feedback/${itemOf(chosen)}/sending`, { channel: 'mail', wording: 'Hello' });
    expect(sent.body.type).toBe('/problems/feedback-contact-stopped');
    expect(await service.letters()).toEqual([]);
    expect(
      (await post(`/api/v1/feedback/${itemOf(chosen)}/sending`, { channel: 'page', wording: 'Hello' })).status,
    ).toBe(200);
  }, 20_000);

  it('takes no address that is none, and staff can note that nobody should write', async () => {
    const contact = (address: string) =>
      asTeller(chosen.code, '/api/v1/your-story/contact', { way: 'mail', address, language: 'en' });
    for (const address of ['nobody', 'a@b', 'a@b.example, c@d.example', 'a@b.example\nbcc: c@d.example']) {
      expect((await contact(address)).body.type).toBe('/problems/contact-address-missing');
    }
    expect((await contact('mair@example.com')).status).toBe(200);
    await post(`/api/v1/stories/${chosen.story}/contact-stop`);
    await panelSits();
    const { body } = await get(`/api/v1/feedback/${itemOf(chosen)}`);
    expect(body.route).toEqual({ chosen: 'mail', isStopped: true, hasPage: true });
    expect(JSON.stringify(await service.runtime.store.read(`contact/${chosen.story}`))).not.toContain('mair@');
  }, 20_000);

  it('is sent many at once; one that cannot go does not stop the others', async () => {
    await panelSits();
    await post(`/api/v1/feedback/${itemOf(chosen)}/wording`, { wording: 'Read by a person' });
    const { body } = await post('/api/v1/feedback-sendings', {
      feedback: [itemOf(other), itemOf(chosen), 'nothing-M-teller'],
    });
    expect(body).toEqual({
      sent: [itemOf(chosen)],
      left: [
        { feedback: itemOf(other), because: 'feedback-not-worded' },
        { feedback: 'nothing-M-teller', because: 'feedback-not-found' },
      ],
    });
  }, 20_000);

  it('is in the language its teller asked for, and goes with care where they asked for some', async () => {
    const contact = (given: object) =>
      asTeller(chosen.code, '/api/v1/your-story/contact', { way: 'mail', address: 'mair@example.com', ...given });
    await contact({ language: 'cy', safely: 'Not at weekends: canary sorrel' });
    await panelSits();
    const { body: draft } = await get(`/api/v1/feedback/${itemOf(chosen)}`);
    expect(draft).toMatchObject({ language: 'cy', safely: 'Not at weekends: canary sorrel' });
    expect(draft.wording).toContain('Dewisodd y panel y stori hon');
    const { page } = await (await service.browser(evaluator)).open(`/en/feedback/${itemOf(chosen)}`);
    expect(page.root.querySelector('textarea')?.getAttribute('lang')).toBe('cy');
    expect(page.mainText).toContain('Language to write in Cymraeg');
    expect(page.mainText).toContain('What they asked for, to keep this safe Not at weekends');
    await post(`/api/v1/feedback/${itemOf(chosen)}/wording`, { wording: 'Fe’ch clywyd' });
    const { body: many } = await post('/api/v1/feedback-sendings', { feedback: [itemOf(chosen)] });
    expect(many.left).toEqual([{ feedback: itemOf(chosen), because: 'feedback-asked-for-care' }]);
    // What was written stays in the language it was written in.
    await contact({ language: 'en' });
    expect((await get(`/api/v1/feedback/${itemOf(chosen)}`)).body).toMatchObject({ language: 'cy', safely: null });
    expect((await post('/api/v1/feedback-sendings', { feedback: [itemOf(chosen)] })).body.sent).toHaveLength(1);
    await asTeller(chosen.code, `/api/v1/your-story/feedback/${itemOf(chosen)}/sight`, {});
    const { items } = (await asTeller(chosen.code, '/api/v1/your-story/feedback')).body;
    expect(items).toMatchObject([{ language: 'cy', wording: 'Fe’ch clywyd' }]);
    expect(JSON.stringify([await service.letters(), service.said()])).not.toContain('sorrel');
  }, 20_000);

  it('is overdue from the day after the 28th since the sitting closed, in Wales, and no longer once it is sent', async () => {
    await panelSits();
    now = '2026-05-08T22:59:59.000Z';
    expect(await listed('&state=overdue')).toEqual([]);
    now = '2026-05-08T23:00:00.000Z';
    expect(await listed('&state=overdue')).toHaveLength(3);
    await post(`/api/v1/feedback/${itemOf(chosen)}/sending`, { channel: 'page', wording: 'Hello' });
    expect(await listed('&state=overdue')).toHaveLength(2);
    expect(await listed('&state=overdue&level=2')).toEqual([]);
    expect(await listed('&state=due&period=2026-Q1')).toHaveLength(2);
  }, 20_000);

  it('makes a period complete when every item is seen to, endings included, and says so to others', async () => {
    await panelSits();
    const progress = async () => (await get('/api/v1/feedback-progress?programme=telling')).body.periods;
    expect(await progress()).toMatchObject([{ period: '2026-Q1', of: 2, told: 0, due: 2, isComplete: false }]);
    await post(`/api/v1/feedback/${itemOf(chosen)}/sending`, { channel: 'spoken', wording: 'Told at the café' });
    await post(`/api/v1/feedback/${itemOf(other)}/ending`, { as: 'teller_died' });
    expect(saidOf('feedback.period-changed.v1')).toEqual([]);
    await post(`/api/v1/feedback/${itemOf(other, 'collector')}/ending`, { as: 'not_wanted' });
    expect(await progress()).toMatchObject([{ of: 2, told: 1, closed: 1, due: 0, isComplete: true }]);
    expect(saidOf('feedback.period-changed.v1')).toMatchObject([{ isComplete: true, items: 3, seenTo: 3 }]);
    await opens(service, { sitting: 'M2' });
    await service.settled();
    expect(await progress()).toMatchObject([{ isComplete: false }]);
    expect(saidOf('feedback.period-changed.v1')).toMatchObject([
      { isComplete: true },
      { isComplete: false, seenTo: 3 },
    ]);
  }, 20_000);

  it('is there for its collector, who is told apart from the teller', async () => {
    await panelSits();
    const item = itemOf(other, 'collector');
    expect((await get('/api/v1/feedback-for-you', collector)).body.items).toEqual([]);
    // Nobody here knows the collector by an account yet: so it is told face to face.
    const { page } = await (await service.browser(evaluator)).open(`/en/feedback/${item}`);
    expect(page.mainText).toContain('How to reach them Nothing is known: they have no account here');
    await post(`/api/v1/feedback/${item}/sending`, { channel: 'spoken', wording: 'Diolch am ei chasglu' });
    await post(`/api/v1/feedback-for-you/${item}/sight`, {}, collector);
    const { body } = await get('/api/v1/feedback-for-you', collector);
    expect(body.items).toMatchObject([{ feedback: item, state: 'seen', wording: 'Diolch am ei chasglu' }]);
    expect((await get('/api/v1/feedback-for-you', { ...collector, person: 'C2' })).body.items).toEqual([]);
  }, 20_000);

  it('cannot be read once the story is taken back, but by its teller', async () => {
    await panelSits();
    await post(`/api/v1/feedback/${itemOf(chosen)}/sending`, { channel: 'page', wording: 'You were heard' });
    await asTeller(chosen.code, `/api/v1/your-story/feedback/${itemOf(chosen)}/sight`, {});
    await asTeller(chosen.code, `/api/v1/stories/${chosen.story}/withdrawal`, {});
    expect((await get(`/api/v1/feedback/${itemOf(chosen)}`)).body).toMatchObject({ state: 'seen', wording: null });
    expect((await asTeller(chosen.code, '/api/v1/your-story/feedback')).body.items).toMatchObject([
      { wording: 'You were heard' },
    ]);
  }, 20_000);

  it('is not there for another organisation, another panel, or somebody without the role', async () => {
    await panelSits();
    const path = `/api/v1/feedback/${itemOf(chosen)}`;
    const facilitates = (panel: string): TestPerson => ({
      person: 'F1',
      roles: [{ role: 'facilitator', programme: 'telling', panel }],
    });
    expect((await get(path, { ...evaluator, organisation: 'elsewhere' })).status).toBe(404);
    expect((await get(path, facilitates('west'))).status).toBe(404);
    expect((await get(path, facilitates('east'))).status).toBe(200);
    expect((await get(path, collector)).status).toBe(403);
    expect((await post(`${path}/sending`, { channel: 'page', wording: 'No' }, facilitates('west'))).status).toBe(404);
  }, 20_000);

  it('is drafted once, however often the sitting is told of', async () => {
    await panelSits();
    await panelSits();
    expect(await listed()).toHaveLength(3);
    const events = await service.runtime.store.read(`feedback/${itemOf(chosen)}`);
    expect(events.filter(({ event }) => isFeedbackEvent(event))).toHaveLength(1);
  }, 20_000);
});

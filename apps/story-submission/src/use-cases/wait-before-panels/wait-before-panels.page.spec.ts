import request from 'supertest';

import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, answersEverything, codeOn, isTold } from '../../testing/a-telling.js';
import { TellerBrowser } from '../../testing/teller-browser.js';
import { endWaitingOfStories } from './end-waiting-in-time.js';

const facilitator: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }] };
const care = { waitingDays: 7, words: { en: [], cy: [] }, keepMonths: null };

describe('the time a teller has before any panel', () => {
  let service: TestService;
  let now = '2026-11-21T10:00:00.000Z';
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme({ care }));
  });
  afterAll(() => service.close());

  const toldBy = async (teller: TellerBrowser, narrative: string) => {
    await answersEverything(teller, 'en', narrative);
    await teller.fillIn('/en/tell-your-story/check', {});
    const sent = await teller.open('/en/tell-your-story/sent');
    const code = codeOn(sent);
    const { body } = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    return { sent, code, story: String(body.id) };
  };
  const clear = async (story: string): Promise<void> => {
    const { status } = await request(service.app.getHttpServer())
      .post(`/api/v1/stories/${story}/clearing`)
      .set(await service.as(facilitator))
      .send({ storyVersion: 1 });
    expect(status).toBe(200);
  };
  const maySee = async (story: string): Promise<readonly unknown[]> => {
    await service.settled();
    return service
      .said()
      .filter(({ type, data }) => type === 'story.moderated.v1' && JSON.stringify(data).includes(story))
      .map(({ data }) => data);
  };

  it('is said with its end where the story was sent and on its own page, in both languages', async () => {
    const teller = new TellerBrowser(service.app);
    const { sent } = await toldBy(teller, 'A patient marigold');
    const until = 'Until 28 November 2026';
    expect(sent.page.mainText).toContain(until);
    const { page } = await teller.open('/en/your-story/seen');
    expect(page.mainText).toContain('you can change or take back your story before anyone chooses');
    expect(page.mainText).toContain(until);
    expect((await teller.open('/cy/your-story/seen')).page.mainText).toContain('Tan 28 Tachwedd 2026');
    expect((await teller.open('/cy/your-story/go-on-now')).page.heading).toBe('Gadael i’ch stori fynd ymlaen nawr');
  });

  it('keeps a story from panels that was read, until its teller says that it may go on', async () => {
    const teller = new TellerBrowser(service.app);
    const { story } = await toldBy(teller, 'A marigold in no hurry');
    await clear(story);
    expect(await maySee(story)).toEqual([]);
    const readers = (await (await service.browser(facilitator)).open(`/en/stories/${story}/to-read`)).page;
    expect(readers.mainText).toContain('Panels may receive it from 28 November 2026');
    // Looking at the page ends nothing.
    expect((await teller.open('/en/your-story/go-on-now')).page.mainText).toContain('You cannot start it again');
    expect(await maySee(story)).toEqual([]);
    expect((await teller.fillIn('/en/your-story/go-on-now', {})).leadsTo).toBe('/en/your-story/seen?done=goes-on');
    expect(await maySee(story)).toMatchObject([{ story, storyVersion: 1, isCleared: true }]);
    expect((await teller.open('/en/your-story/seen')).page.mainText).not.toContain('before anyone chooses');
    const over = (await teller.open('/en/your-story/go-on-now')).page;
    expect(over.mainText).toContain('Your story waits for nothing');
    expect(over.formValues).not.toHaveProperty('command');
  });

  it('is ended by a code over the API, once', async () => {
    const { story, code } = await toldBy(new TellerBrowser(service.app), 'An API marigold');
    const end = async (with_: string) => {
      const { 'idempotency-key': key = '' } = await service.as(facilitator);
      return request(service.app.getHttpServer())
        .post('/api/v1/your-story/waiting/end')
        .set({ 'idempotency-key': key, 'x-newid-code': with_ })
        .send({});
    };
    expect((await end('wrong')).status).toBe(404);
    expect((await end(code)).status).toBe(200);
    expect((await end(code)).body.type).toBe('/problems/story-waits-no-more');
    // Not read yet: no panel.
    expect(await maySee(story)).toEqual([]);
    await clear(story);
    expect(await maySee(story)).toMatchObject([{ isCleared: true }]);
  });

  it('ends by the clock, for what was read and for nothing else, and not twice', async () => {
    const read = await toldBy(new TellerBrowser(service.app), 'A read marigold');
    const unread = await toldBy(new TellerBrowser(service.app), 'An unread marigold');
    await clear(read.story);
    await service.settled();
    now = '2026-11-28T09:59:59.999Z';
    expect(await endWaitingOfStories(service.runtime, now)).toBe(0);
    expect(await maySee(read.story)).toEqual([]);
    now = '2026-11-28T10:00:00.000Z';
    expect(await endWaitingOfStories(service.runtime, now)).toBeGreaterThanOrEqual(2);
    expect(await maySee(read.story)).toMatchObject([{ story: read.story, isCleared: true }]);
    expect(await maySee(unread.story)).toEqual([]);
    expect(await endWaitingOfStories(service.runtime, now)).toBe(0);
  });
});

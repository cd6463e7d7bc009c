import request from 'supertest';

import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { sits, tellsAStory } from '../../testing/a-sitting.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import {
  administrator,
  askAs,
  elsewhere,
  readersAtKey,
  secondKeeper,
  tellsWith,
} from '../../testing/consent-over-time.js';
import { renewWhoIsDue } from '../renew-consent/renew-in-time.js';

const decide = '/en/your-story/decide-for-someone';
const codeIn = (text: string): string => /\w{4}(?:-\w{4}){6}/.exec(text)?.[0] ?? '';

describe('a teller who died', () => {
  let service: TestService;
  let now = '2026-01-31T10:00:00.000Z';
  beforeAll(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors, { now: () => now });
    await isTold(service, anOpenProgramme());
  });
  beforeEach(() => {
    now = '2026-01-31T10:00:00.000Z';
  });
  afterAll(() => service.close());

  const act = (story: string, body: object, who = administrator) =>
    askAs(service, who)('post', `/api/v1/stories/${story}/death/acts`, body);
  const died = async (story: string): Promise<void> => {
    await act(story, { act: 'report', toldBy: 'family' });
    await act(story, { act: 'confirm' }, secondKeeper);
    await service.settled();
  };

  it('is recorded by one and confirmed by another; wider use ends where they said nothing', async () => {
    const { story, reference } = await tellsWith(service, { lostCode: 'channel', ownAddress: 'dai@example.org' });
    await service.settled();
    const at = `/en/stories/${story}/death`;
    const first = await service.browser(administrator);
    expect((await first.open(`/en/stories/${story}`)).page.linkTo('The teller has died')).toBe(at);
    const bad = await first.send(at, { act: 'report', note: 'Her sister rang' });
    expect([bad.status, bad.page.errors[0]?.input, bad.page.formValues['note']]).toEqual([
      ...[422, 'toldBy', 'Her sister rang'],
    ]);
    await first.send(at, { act: 'report', toldBy: 'family', note: 'Her sister rang' });
    expect((await first.send(at, { act: 'confirm' })).status).toBe(422);
    expect(await readersAtKey(service, story)).toEqual(['panel', 'organisation', 'public']);
    const second = await service.browser(secondKeeper);
    const { page } = await second.open('/cy/programmes/telling/stories/renewals');
    expect(page.linkTo(`${reference}: mae marwolaeth yn aros am ail berson`)).toBe(`/cy/stories/${story}/death`);
    expect((await second.open(at)).page.mainText).toMatch(/Told by: Somebody in their family\s*Note: Her sister rang/);
    expect((await second.send(at, { act: 'confirm' })).leadsTo).toBe(at);
    await service.settled();
    expect(await readersAtKey(service, story)).toEqual(['panel']);
    const asked = await act(story, { act: 'report', toldBy: 'family' });
    expect(asked.body.type).toBe('/problems/death-reported-already');
    const code = await askAs(service, administrator)('post', `/api/v1/stories/${story}/lost-code/acts`, {
      ...{ act: 'ask', checked: 'channel' },
    });
    expect(code.body.type).toBe('/problems/teller-has-died');
    expect((await (await service.browser(elsewhere)).open(at)).status).toBe(404);
    // The register tells of what people ask; nobody asked for this.
    const register = await askAs(service, administrator)('get', '/api/v1/rights-requests?state=done');
    expect(JSON.stringify(register.body)).not.toContain(story);
  });

  it('is asked nothing any more, and nobody writes to them', async () => {
    const reach = { lostCode: 'channel', ownAddress: 'eira@example.org' };
    const { story } = await tellsWith(service, { place: 'hospital', ...reach });
    await died(story);
    now = '2026-06-01T10:00:00.000Z';
    await renewWhoIsDue(service.runtime, now);
    await service.settled();
    expect((await service.letters()).filter(({ to }) => to === 'eira@example.org')).toEqual([]);
  });

  it('stays shared as they said, or not at all, where they said so', async () => {
    const goesOn = await tellsWith(service, { afterDeath: 'go-on' });
    const stops = await tellsWith(service, { afterDeath: 'stop' });
    await died(goesOn.story);
    await died(stops.story);
    expect(await readersAtKey(service, goesOn.story)).toEqual(['panel', 'organisation', 'public']);
    expect(await readersAtKey(service, stops.story)).toEqual([]);
  });

  it('leaves it to whoever they named, who decides once with a code and is shown nothing of it', async () => {
    const trusted = { trustedName: 'Mair', trustedAddress: 'mair@example.org' };
    const { story } = await tellsWith(service, { afterDeath: 'ask', ...trusted });
    await died(story);
    expect(await readersAtKey(service, story)).toEqual([]);
    const [letter] = (await service.letters()).filter(({ to }) => to === 'mair@example.org');
    const code = codeIn(letter?.text ?? '');
    expect(letter?.text).toContain('https://stories.example/en/your-story/decide-for-someone');
    const opened = await request(service.app.getHttpServer()).get('/api/v1/your-story').set('x-newid-code', code);
    expect(opened.status).toBe(404);
    const anybody = await service.browser();
    const guess = await anybody.send(decide, { code: '0000-0000-0000-0000-0000-0000-0000', decision: 'stop' });
    expect([guess.status, guess.page.errors[0]?.input]).toEqual([422, 'code']);
    const done = await anybody.send(decide, { code, decision: 'go-on' });
    expect(done.leadsTo).toBe(`${decide}?decided=yes`);
    expect((await anybody.open(`/cy/your-story/decide-for-someone?decided=yes`)).page.mainText).toContain('Diolch.');
    expect(await readersAtKey(service, story)).toEqual(['panel', 'organisation', 'public']);
    const again = await request(service.app.getHttpServer())
      .post('/api/v1/your-story/decision-for-someone')
      .set(await service.as(administrator))
      .send({ code, decision: 'stop' });
    expect(again.body.type).toBe('/problems/decision-not-open');
  });

  it('has nothing left to be told: feedback is closed, and what is drafted later closes too', async () => {
    const told = await tellsAStory(service, 'I sing');
    const item = async (sitting: string): Promise<unknown> => {
      await service.settled();
      const found = await askAs(service, secondKeeper)('get', `/api/v1/feedback/${told.story}-${sitting}-teller`);
      return (found.body as { readonly state: unknown }).state;
    };
    const heard = { received: [{ story: told.story, from: 'period' as const }] };
    const outcome = { kind: 'one' as const, stories: [told.story], followsCount: true };
    await sits(service, { ...heard, sitting: 'M1', outcome });
    expect(await item('M1')).toBe('drafted');
    await died(told.story);
    expect(await item('M1')).toBe('teller_died');
    await sits(service, { ...heard, sitting: 'M2', outcome });
    expect(await item('M2')).toBe('teller_died');
  });

  it('by error is undone by two persons; what had ended is asked for again, and given by the teller alone', async () => {
    const { story, teller } = await tellsWith(service, {});
    await died(story);
    expect((await act(story, { act: 'ask-undo' })).status).toBe(200);
    expect((await act(story, { act: 'undo' })).body.type).toBe('/problems/over-time-second-person-needed');
    expect((await act(story, { act: 'undo' }, secondKeeper)).status).toBe(200);
    await service.settled();
    expect(await readersAtKey(service, story)).toEqual(['panel']);
    const again = '/en/your-story/who-may-read-again';
    expect((await teller.open(again)).page.mainText).toContain('told us by mistake that you had died');
    await teller.fillIn(again, { audiences: ['panel', 'public'] });
    expect(await readersAtKey(service, story)).toEqual(['panel', 'public']);
  });
});

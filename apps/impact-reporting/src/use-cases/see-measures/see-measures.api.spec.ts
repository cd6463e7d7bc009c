import request from 'supertest';

import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';
import { aPeriod } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import {
  aClosedSitting,
  collector,
  evaluator,
  hearProgramme,
  hearStory,
  stranger,
} from '../../testing/told-stories.js';
import { noteFollowUp } from '../remind/remind-in-time.js';

const path = '/api/v1/programmes/telling/measures';
const page = '/programmes/telling/measures';
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `A${String(from + at)}`);

describe('watching the method', () => {
  let service: TestService;
  const get = async (query = '', person: TestPerson = evaluator) =>
    request(service.app.getHttpServer())
      .get(`${path}${query}`)
      .set(await service.as(person));
  const measureOf = async (measure: string, query = '') => {
    const { measures } = (await get(query)).body;
    return measures.find((each: { measure: string }) => each.measure === measure);
  };

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service, {
      periods: [
        aPeriod(),
        aPeriod({
          id: '2026-Q2',
          name: { en: 'April to June 2026', cy: 'Ebrill i Fehefin 2026' },
          opens: '2026-04-01',
        }),
      ],
    });
  });
  afterAll(() => service.close());

  it('says what it would show, before anything was told', async () => {
    const browser = await service.browser(evaluator);
    const english = (await browser.open(`/en${page}`)).page;
    expect(english.heading).toBe('Telling the change Watching the method');
    expect(english.table('Stories told')[1]).toEqual(['January to March 2026', '0']);
    expect(english.table('Taking part')[1]).toEqual(['January to March 2026', 'nothing to measure']);
    expect(english.mainText).toContain('No meeting has closed yet.');
    expect(english.mainText).toContain('Not yet known: the service has heard nothing of it so far.');
    expect((await measureOf('feedback-completion')).isKnown).toBe(false);
    const welsh = (await browser.open(`/cy${page}`)).page;
    expect([welsh.heading, welsh.language]).toEqual(['Dweud y newid Gwylio’r dull', 'cy']);
  });

  it('counts stories of each period, and hides what is few in all that it shows', async () => {
    for (const story of numbered(1, 6)) await hearStory(service, story);
    for (const story of numbered(7, 9)) await hearStory(service, story, { language: 'cy' });
    for (const story of numbered(10, 18)) await hearStory(service, story, { period: '2026-Q2' });
    expect(await measureOf('stories-told')).toMatchObject({
      unit: 'count',
      periods: [{ period: '2026-Q1', whole: 9 }, { whole: 9 }],
      overall: { whole: 18 },
    });
    // 3 of 9 in Welsh: the 6 in English would tell, and so would the totals of the columns.
    const told = await measureOf('stories-told', '?by=language');
    expect(told.periods).toMatchObject([
      { whole: 9, parts: ['hidden', 'hidden'] },
      { whole: 9, parts: [0, 9] },
    ]);
    expect(told.overall).toEqual({ whole: 18, parts: ['hidden', 'hidden'] });
    const shown = (await (await service.browser(evaluator)).open(`/en${page}?by=language`)).page;
    expect(shown.table('Stories told')).toEqual([
      ['Period', 'All', 'Welsh', 'English'],
      ['January to March 2026', '9', 'not shown', 'not shown'],
      ['April to June 2026', '9', '0', '9'],
      ['All periods', '18', 'not shown', 'not shown'],
    ]);
    const csv = (await get('.csv?by=language&language=en')).text;
    expect(csv).toContain('number,,January to March 2026,Welsh,,not shown');
    expect(csv).toContain('number,,April to June 2026,English,9,');
  });

  it('keeps counting what was taken back, and a story told again once', async () => {
    await service.receive(storyWithdrawnV1, 'story/A1', {
      ...{ story: 'A1', programme: 'telling', period: '2026-Q1', at: '2026-06-01T10:00:00.000Z' },
    });
    await hearStory(service, 'A2', { storyVersion: 2 });
    expect((await measureOf('stories-told')).overall.whole).toBe(18);
  });

  it('counts a story in the domain it was moved to', async () => {
    const move = { story: 'A10', programme: 'telling', period: '2026-Q2', from: 'quality', domain: null };
    expect((await measureOf('stories-told', '?by=domain')).overall.parts).toEqual([18]);
    await service.receive(storyMovedV1, 'story/A10', { ...move, at: '2026-06-02T10:00:00.000Z' });
    // One has no domain now: it is hidden, and with it how many the others are.
    expect((await measureOf('stories-told', '?by=domain')).overall.parts).toEqual(['hidden', 'hidden']);
  });

  it('takes in meetings, feedback and checking as they are heard of', async () => {
    const received = numbered(1, 9).map((story) => ({
      ...{ story, from: 'period' as const, firstReadAt: '2026-02-03T00:00:00.000Z' },
    }));
    const round = {
      ...{ kind: 'choice' as const, abstained: 0, quorate: true, leading: ['A2'], tie: false, byStory: {} },
      recordedInRoom: false,
    };
    const reason = await service.vault.createReason({
      ...{
        owner: 'reason/R1',
        organisation: 'pont-y-bore',
        person: 'F1',
        stories: ['story/A2'],
        reach: ['this-panel'],
      },
    });
    const said = (
      kind: 'group' | 'member' | 'caveat',
      words: { readonly text: string; values?: readonly string[] },
    ) => ({
      ...{ reason: 'R1', kind, stories: ['A2'], author: 'M1', panel: 'east', level: 1, period: '2026-Q1' },
      ...{ reach: ['this-panel' as const], text: reason.seal('reason', 1, words) },
    });
    await service.receive(
      sittingClosedV1,
      'sitting/S1',
      aClosedSitting({
        received,
        reasons: [
          ...[8, 40, 8, 40].map((length) => said('member', { text: 'a'.repeat(length) })),
          said('caveat', { text: 'a'.repeat(21) }),
          said('group', { text: 'a'.repeat(30), values: ['Being heard'] }),
        ],
        outcome: { kind: 'joint', stories: ['A2', 'A3'], followsCount: true },
        rounds: [
          { ...round, round: 1, entitled: 6, answered: 3, withReason: 3 },
          { ...round, round: 2, entitled: 6, answered: 6, withReason: 3 },
        ],
      }),
    );
    expect((await measureOf('participation')).overall.whole).toBe(0.75);
    expect((await measureOf('reasons-rate', '?by=panel')).periods[0].parts).toEqual([6 / 9]);
    // The meeting looked at every domain.
    const { parts, measures } = (await get('?by=domain')).body;
    expect(parts.at(-1)).toBe('*');
    const taken = measures.find((each: { measure: string }) => each.measure === 'participation');
    expect(taken.overall.parts.at(-1)).toBe(0.75);
    // 8, 8, 21, 40 and 40, without the reason of the group, with which the values that came up are sealed.
    expect((await measureOf('median-reason-length')).overall.whole).toBe(21);
    const browser = await service.browser(evaluator);
    for (const [language, name] of [
      ['en', 'Meetings over all domains'],
      ['cy', 'Cyfarfodydd am bob maes'],
    ]) {
      expect((await browser.open(`/${language}${page}?by=domain`)).page.mainText).toContain(name);
    }
    expect((await measureOf('rounds-to-outcome')).overall.whole).toBe(2);
    expect((await measureOf('days-told-to-read')).overall.whole).toBe(2);
    expect((await measureOf('days-told-to-decided')).overall.whole).toBe(10);
    await service.receive(
      sittingClosedV1,
      'sitting/S2',
      aClosedSitting({ sitting: 'S2', level: 2, outcome: { kind: 'one', stories: ['A2'], followsCount: true } }),
    );
    for (const { story } of received) {
      const of = { story, sitting: 'S1', panel: 'east', programme: 'telling', period: '2026-Q1', level: 1 };
      await service.receive(feedbackChangedV1, `feedback/${story}-S1-teller`, {
        ...{ feedback: `${story}-S1-teller`, ...of, to: 'teller', channel: 'mail', revision: 1 },
        ...{ state: story === 'A9' ? 'drafted' : 'sent' },
        ...{ sittingClosedAt: '2026-02-11T00:00:00.000Z', at: '2026-02-15T00:00:00.000Z' },
      });
    }
    expect((await measureOf('feedback-completion')).overall.whole).toBeCloseTo(8 / 9, 9);
    expect((await measureOf('days-decided-to-fed-back')).overall.whole).toBe(4);
    // The panel of the second meeting is the same one: of that meeting nobody has told anybody.
    expect((await measureOf('days-decided-to-fed-back', '?by=panel')).overall.parts).toEqual([4]);
    expect((await measureOf('feedback-completion', '?by=level')).overall.parts[0]).toBeCloseTo(8 / 9, 9);
    expect((await measureOf('verification-cover')).overall.whole).toBe(0);
  });

  it('counts a story as checked once its teller could see first what was found', async () => {
    const checked = async (revision: number, state: 'assigned' | 'found' | 'shown', finding: 'confirmed' | null) => {
      await service.receive(verificationChangedV1, 'verification/A2', {
        ...{ story: 'A2', programme: 'telling', period: '2026-Q1', level: 2, state, finding },
        ...{ at: '2026-03-01T00:00:00.000Z', revision },
      });
      return (await measureOf('verification-cover')).overall.whole;
    };
    expect(await checked(1, 'assigned', null)).toBe(0);
    expect(await checked(2, 'found', null)).toBe(0);
    expect(await checked(3, 'shown', 'confirmed')).toBe(1);
  });

  it('tells evaluators of the programme what still follows, and of a day that has gone by once', async () => {
    const name = { class: 'name', version: 1, box: '' } as const;
    for (const [person, role] of [
      ['E1', 'evaluator'],
      ['F1', 'facilitator'],
    ] as const) {
      await service.receive(personChangedV1, `person/${person}`, {
        ...{ person, roles: [{ role }], name, language: 'en', revision: 1 },
      });
    }
    const told = () => service.said().filter(({ type }) => type === 'follow-up.awaited.v1');
    await noteFollowUp(service.runtime, '2026-03-01T10:00:00.000Z');
    await noteFollowUp(service.runtime, '2026-03-12T10:00:00.000Z');
    await noteFollowUp(service.runtime, '2026-03-13T10:00:00.000Z');
    await service.settled();
    // Nobody has told the teller of A9 what the meeting of 11 February said: 28 days are over on 11 March.
    const items = [{ about: 'feedback', count: 1, dueOn: '2026-03-11' }];
    expect(told().map(({ data }) => data)).toMatchObject([
      { person: 'E1', items, remind: null },
      { person: 'E1', items, remind: 'after' },
    ]);
    // Somebody sends it: it is gone from their list at once.
    const of = { story: 'A9', sitting: 'S1', panel: 'east', programme: 'telling', period: '2026-Q1', level: 1 };
    await service.receive(feedbackChangedV1, 'feedback/A9-S1-teller', {
      ...{ feedback: 'A9-S1-teller', ...of, to: 'teller', channel: 'mail', state: 'sent', revision: 2 },
      ...{ sittingClosedAt: '2026-02-11T00:00:00.000Z', at: '2026-03-13T11:00:00.000Z' },
    });
    await service.settled();
    expect(told().map(({ data }) => data)).toMatchObject([{}, {}, { person: 'E1', items: [], remind: null }]);
  });

  it('shows its page whole, in both languages and every breakdown', async () => {
    const browser = await service.browser(evaluator);
    for (const by of ['domain', 'panel', 'level', 'route', 'language', 'collected', 'teller']) {
      expect((await browser.open(`/cy${page}?by=${by}`)).status).toBe(200);
    }
    const { page: whole } = await browser.open(`/en${page}`);
    expect(whole.root.querySelectorAll('svg rect').length).toBeGreaterThan(20);
    expect(whole.mainText).toContain('The share among stories chosen, divided by');
    // On a telephone it was twenty thousand pixels long: what is looked up opens on its own line.
    const selection = whole.root
      .querySelectorAll('main > details')
      .map((each) => each.querySelector('summary')?.textContent.trim());
    expect(selection).toContain('Service panels. By how it was collected');
    expect(new Set(whole.links.filter(({ name }) => name === 'Back to the list').map(({ href }) => href))).toEqual(
      new Set(['#on-this-page']),
    );
    expect(whole.table('Service panels. By how it was collected')[0]).toEqual([
      'Period',
      'Written by the teller',
      'Spread',
    ]);
  }, 30_000);

  it('is for those who evaluate, and not there for another organisation', async () => {
    expect((await get('', stranger)).status).toBe(404);
    expect((await get('', collector)).status).toBe(403);
    const unknown = await get('?by=height');
    expect([unknown.status, unknown.body.type]).toEqual([422, '/problems/breakdown-unknown']);
  });
});

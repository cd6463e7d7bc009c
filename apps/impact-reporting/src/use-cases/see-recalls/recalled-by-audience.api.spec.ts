import request from 'supertest';

import type { ConsentAudience } from '#contracts/shared/consent.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { aPeriod } from '#contracts/testing/a-programme.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { reportCopiesStream, reportCopyDecider, takeReport } from '../../domain/report-copy/report-copy.js';
import { publishReport, reportDecider, reportStream } from '../../domain/report/report.js';
import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import { aClosedSitting, evaluator, facilitator, hearProgramme, hearStory } from '../../testing/told-stories.js';

const at = '2026-11-21T10:00:00.000Z';
const pathOf = (period: string): string => `/api/v1/programmes/telling/periods/${period}/report`;
const yes = (...audiences: readonly ConsentAudience[]) =>
  Object.fromEntries(audiences.map((audience) => [audience, { named: false }]));

describe('a story that somebody may no longer read, in reports for several audiences', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    const periods = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((id) => aPeriod({ id }));
    await hearProgramme(service, { periods });
  });
  afterAll(() => service.close());

  const chosenIn = (period: string, sitting: string, ...stories: readonly string[]): Promise<void> =>
    service.receive(
      sittingClosedV1,
      `sitting/${sitting}`,
      aClosedSitting({
        ...{ sitting, period, outcome: { kind: 'joint', stories: [...stories], followsCount: true } },
        received: stories.map((story) => ({ story, from: 'period' })),
      }),
    );
  const publish = async (period: string, audience: ConsentAudience): Promise<number> => {
    const { body } = await request(service.app.getHttpServer())
      .post(`${pathOf(period)}/issues`)
      .set(await service.as(evaluator))
      .send({ audience });
    await service.settled();
    return Number(body.issue);
  };
  const take = async (who: TestPerson, period: string, audience: ConsentAudience): Promise<string> => {
    const { text } = await request(service.app.getHttpServer())
      .get(`${pathOf(period)}.csv?audience=${audience}`)
      .set(await service.as(who));
    await service.settled();
    return text;
  };
  /** As copies were noted before each audience had issues of its own: issue 2 was for everybody. */
  const notedUnderTheNewest = async (period: string, by: string): Promise<void> => {
    const data = { report: `telling.${period}`, issue: 2, audience: 'organisation', form: 'csv', by } as const;
    const command = { commandId: newId(), organisation: 'pont-y-bore', actor: by, at, correlation: newId() };
    const stream = reportCopiesStream(data.report);
    await service.runtime.store.execute(stream, command, reportCopyDecider, (taken) => takeReport(taken, data));
  };
  const recallsOf = async (period: string) => {
    const { body } = await request(service.app.getHttpServer())
      .get(`${pathOf(period)}/recalls`)
      .set(await service.as(evaluator));
    const items: readonly {
      readonly story: string;
      readonly audience: string;
      readonly issues: readonly number[];
      readonly copies: readonly { readonly by: string; readonly issue: number }[];
    }[] = body.items;
    return items.map(({ story, audience, issues, copies }) => ({
      ...{ story, audience, issues },
      copies: copies.map(({ by, issue }) => `${by} ${String(issue)}`),
    }));
  };
  const issuesOf = (period: string) =>
    service
      .said()
      .filter(({ type, subject }) => type === 'report.published.v1' && subject === `report/telling.${period}`)
      .map(({ data }) => data);
  const takeBack = async (story: string, period: string): Promise<void> => {
    await service.vault.withdraw(`story/${story}`, { id: `w ${story}`, actor: 'anyone', at });
    await service.receive(storyWithdrawnV1, `story/${story}`, { story, programme: 'telling', period, at });
    await service.settled();
  };
  const narrow = async (story: string, period: string, ...audiences: readonly ConsentAudience[]): Promise<void> => {
    const held = await service.vault.consentOf(`story/${story}`);
    if (held === undefined) throw new Error(`There is no ${story}`);
    const consent = { ...held.consent, audiences: yes(...audiences) };
    await service.vault.narrow(`story/${story}`, consent, { id: newId(), actor: 'anyone', at });
    const data = { story, programme: 'telling', period, audiences: [...audiences], at };
    await service.receive(storyConsentChangedV1, `story/${story}`, data);
    await service.settled();
  };

  it('leaves the issue of the audience that was shown it, though a newer one is for others', async () => {
    await hearStory(service, 'A', {}, yes('organisation', 'public'));
    await hearStory(service, 'B', {}, yes('organisation'));
    await chosenIn('2026-Q1', 'S1', 'A', 'B');
    expect([await publish('2026-Q1', 'organisation'), await publish('2026-Q1', 'public')]).toEqual([1, 2]);
    expect(await take(facilitator, '2026-Q1', 'organisation')).toContain('The marigold of B');
    await take(evaluator, '2026-Q1', 'public');
    const noted = await service.runtime.store.read(reportCopiesStream('telling.2026-Q1'));
    expect(noted.map(({ event }) => event.data)).toMatchObject([
      { by: 'F1', audience: 'organisation', issue: 1 },
      { by: 'E1', audience: 'public', issue: 2 },
    ]);
    await notedUnderTheNewest('2026-Q1', 'X9');
    await takeBack('B', '2026-Q1');
    expect(issuesOf('2026-Q1')).toMatchObject([
      { issue: 1, audience: 'organisation', stories: ['A', 'B'] },
      { issue: 2, audience: 'public', stories: ['A'] },
      { issue: 3, audience: 'organisation', stories: ['A'] },
    ]);
    expect(await recallsOf('2026-Q1')).toEqual([
      { story: 'B', audience: 'organisation', issues: [1], copies: ['F1 1', 'X9 1'] },
    ]);
  });

  it('leaves the report for everybody when its teller no longer shares it with everybody, and stays in the other', async () => {
    await narrow('A', '2026-Q1', 'organisation');
    expect(issuesOf('2026-Q1').slice(3)).toMatchObject([{ issue: 4, audience: 'public', stories: [] }]);
    expect((await recallsOf('2026-Q1')).slice(1)).toEqual([
      { story: 'A', audience: 'public', issues: [2], copies: ['E1 2'] },
    ]);
    expect(await take(facilitator, '2026-Q1', 'organisation')).toContain('The marigold of A');
  });

  it('leaves what was prepared for others too, when the organisation that prepared it may no longer read it', async () => {
    await hearStory(service, 'P', {}, yes('organisation', 'partner'));
    await chosenIn('2026-Q4', 'S4', 'P');
    await publish('2026-Q4', 'partner');
    await take(facilitator, '2026-Q4', 'partner');
    await narrow('P', '2026-Q4', 'partner');
    expect(await recallsOf('2026-Q4')).toEqual([{ story: 'P', audience: 'partner', issues: [1], copies: ['F1 1'] }]);
  });

  it('leaves the report of the period it was held over to, not of the one it was told in', async () => {
    await hearStory(service, 'H', { period: '2026-Q1' }, yes('organisation'));
    await chosenIn('2026-Q2', 'S2', 'H');
    await publish('2026-Q2', 'organisation');
    await take(facilitator, '2026-Q2', 'organisation');
    await takeBack('H', '2026-Q1');
    expect(issuesOf('2026-Q2')).toMatchObject([{ issue: 1 }, { issue: 2, audience: 'organisation', stories: [] }]);
    expect(await recallsOf('2026-Q2')).toEqual([
      { story: 'H', audience: 'organisation', issues: [1], copies: ['F1 1'] },
    ]);
  });

  it('is called back from whoever read it in an issue that was published before it was chosen', async () => {
    await publish('2026-Q3', 'organisation');
    await hearStory(service, 'L', {}, yes('organisation'));
    await chosenIn('2026-Q3', 'S3', 'L');
    await take(facilitator, '2026-Q3', 'organisation');
    await takeBack('L', '2026-Q1');
    expect(await recallsOf('2026-Q3')).toEqual([
      { story: 'L', audience: 'organisation', issues: [1], copies: ['F1 1'] },
    ]);
  });

  it('leaves an issue that was being published while it was taken back, whichever is heard of first', async () => {
    const story = 'M';
    await hearStory(service, story, {}, yes('organisation'));
    await takeBack(story, '2026-Q1');
    const of = { programme: 'telling', period: '2026-Q3' };
    const command = { commandId: newId(), organisation: 'pont-y-bore', actor: 'E1', at, correlation: newId() };
    await service.runtime.store.execute(reportStream(of.programme, of.period), command, reportDecider, (state) =>
      publishReport(state, of, 'organisation', [story]),
    );
    await service.settled();
    expect((await recallsOf('2026-Q3')).map((recall) => [recall.story, recall.issues])).toEqual([
      ['L', [1]],
      ['M', [3]],
    ]);
  });
});

import request from 'supertest';

import type { Consent } from '#contracts/shared/consent.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';
import { storySubmittedV1 } from '#contracts/story-submission/story-submitted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { aDomain, aProgramme } from '#contracts/testing/a-programme.js';
import { startTestService, type TestService } from '#service-kit/testing/service-harness.js';
import { readPage } from '#web/testing/page.js';

import { impactReportingErrors } from './errors.js';
import { impactReporting } from './impact-reporting.service.js';
import { aClosedSitting } from './testing/told-stories.js';
import type { ImpactReport } from './reports/report.js';

const evaluator = { person: 'E1', roles: [{ role: 'evaluator' as const }] };
const path = '/api/v1/programmes/telling/periods/2026-Q1/report';

const consent = (audiences: Consent['audiences']): Consent => ({
  audiences,
  exclusions: [],
  uses: ['quote'],
  wordingVersion: 1,
  language: 'en',
  answeredAt: '2026-01-22T10:00:00.000Z',
  how: 'own',
});

const isReport = (value: unknown): value is ImpactReport =>
  typeof value === 'object' && value !== null && 'levels' in value;

describe('the impact report of a period', () => {
  let service: TestService;

  const see = async (query = ''): Promise<ImpactReport> => {
    const { text } = await request(service.app.getHttpServer())
      .get(`${path}${query}`)
      .set(await service.as(evaluator));
    const report: unknown = JSON.parse(text);
    if (!isReport(report)) throw new Error(text);
    return report;
  };
  const sittingsOf = ({ levels }: ImpactReport) => levels.flatMap(({ sittings }) => sittings);

  async function tell(story: string, narrative: string, audiences: Consent['audiences']): Promise<void> {
    const sealer = await service.vault.createStory({
      owner: `story/${story}`,
      organisation: 'pont-y-bore',
      person: `teller-${story}`,
      classes: ['text', 'name'],
      consent: consent(audiences),
    });
    await service.receive(storySubmittedV1, `story/${story}`, {
      story,
      programme: 'telling',
      period: '2026-Q1',
      domain: 'quality',
      language: 'en',
      route: 'interview',
      toldOn: '2026-01-22',
      storyVersion: 1,
      words: 5,
      reference: story,
      teller: `teller-${story}`,
      collector: null,
      text: sealer.seal('text', 1, { title: `=${story}`, narrative, whySignificant: null, contentNotes: [] }),
      names: sealer.seal('name', 1, { teller: 'Dai', collector: null }),
    });
  }

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await service.receive(programmeRevisedV1, 'programme/telling', {
      programme: aProgramme({
        timezone: 'Pacific/Auckland',
        domains: [aDomain(), aDomain({ id: 'lessons', kind: 'negative', name: { en: 'Lessons', cy: 'Gwersi' } })],
      }),
      change: 'ProgrammeCreated',
      revision: 1,
    });
    await tell('A', 'I got off the bus', {
      panel: { named: false },
      organisation: { named: false },
      public: { named: true },
    });
    await tell('B', 'I booked a holiday', { panel: { named: false } });
    const reason = await service.vault.createReason({
      owner: 'reason/R1',
      organisation: 'pont-y-bore',
      person: 'F1',
      stories: ['story/A'],
      reach: ['this-panel', 'reports'],
    });
    await service.receive(sittingClosedV1, 'sitting/S1', {
      sitting: 'S1',
      programme: 'telling',
      panel: 'east',
      level: 1,
      period: '2026-Q1',
      domain: 'quality',
      method: 'majority',
      openedAt: '2026-04-16T10:00:00.000Z',
      closedAt: '2026-04-16T12:00:00.000Z',
      received: [
        { story: 'A', from: 'period' },
        { story: 'B', from: 'period' },
      ],
      outcome: { kind: 'joint', stories: ['A', 'B'], followsCount: true },
      heldOver: [],
      passedUp: [],
      reasons: [
        {
          reason: 'R1',
          kind: 'group',
          stories: ['A'],
          author: 'F1',
          panel: 'east',
          level: 1,
          period: '2026-Q1',
          reach: ['this-panel', 'reports'],
          text: reason.seal('reason', 1, { text: 'Somebody waited' }),
        },
      ],
      rounds: [],
      members: 6,
    });
  });
  afterAll(() => service.close());

  it('hides how many were told while they are few, on the page, in JSON and in the CSV', async () => {
    const { counts } = await see();
    expect(counts).toMatchObject({ told: null, hiddenUnder: 5, byRoute: [{ key: 'interview', count: null }] });
    expect(sittingsOf(await see())[0]?.considered).toBeNull();
    const { page } = await (await service.browser(evaluator)).open('/en/programmes/telling/periods/2026-Q1/report');
    expect(page.table('Stories by domain of change')[1]).toEqual(['Quality of life', 'not shown']);
    expect(page.text).toContain('Numbers from 1 to 4 are not shown');
    const { text } = await request(service.app.getHttpServer())
      .get(`${path}.csv?language=en`)
      .set(await service.as(evaluator));
    expect(text).toContain(',not shown,');
  });

  it('counts what was told, and keeps domains that nobody spoke to', async () => {
    for (const story of ['C', 'D', 'E']) await tell(story, 'Another', {});
    const { counts } = await see();
    expect(counts).toMatchObject({ told: 5, withdrawn: 0, byRoute: [{ key: 'interview', count: 5 }] });
    expect(counts.byDomain).toEqual([
      { key: 'quality', name: { en: 'Quality of life', cy: 'Ansawdd bywyd' }, count: 5 },
      { key: 'lessons', name: { en: 'Lessons', cy: 'Gwersi' }, count: 0 },
    ]);
  });

  it('shows each audience what the teller agreed to, and names only where they agreed to be named', async () => {
    const [forOrganisation] = sittingsOf(await see());
    expect(forOrganisation?.reason).toBe('Somebody waited');
    expect(forOrganisation?.chosen).toMatchObject([
      { kind: 'shown', narrative: 'I got off the bus', teller: null },
      { kind: 'withheld', story: 'B', because: 'not-consented' },
    ]);
    // The teller would be named to everybody, and not to the organisation that prepares it.
    const [forPublic] = sittingsOf(await see('?audience=public'));
    expect(forPublic?.chosen[0]).toMatchObject({ kind: 'shown', teller: null });
  });

  it('shows beside a story what its teller answered later, to whoever the story is shown to', async () => {
    // One in the morning of the next day in Auckland.
    const at = '2026-07-30T13:00:00.000Z';
    for (const story of ['A', 'B']) {
      const sealer = await service.vault.sealer(`story/${story}`);
      const words = sealer?.seal('text', 1_006, { text: `Less often, ${story}` }) ?? null;
      const data = { story, months: 6, answer: 'has-changed', words, at } as const;
      await service.receive(stillSoAnsweredV1, `still-so/${story}`, data);
    }
    const [sitting] = sittingsOf(await see());
    expect(sitting?.chosen).toMatchObject([
      { story: 'A', stillSo: [{ months: 6, answer: 'has-changed', at, text: 'Less often, A' }] },
      { kind: 'withheld', story: 'B' },
    ]);
    const { page } = await (await service.browser(evaluator)).open('/en/programmes/telling/periods/2026-Q1/report');
    expect(page.text).toMatch(/After 6 months, on 31 July 2026 It has changed since\.\s*Less often, A/);
    expect(page.text).not.toContain('Less often, B');
    const { text } = await request(service.app.getHttpServer())
      .get(`${path}.csv?language=en`)
      .set(await service.as(evaluator));
    expect(text).toContain('"After 6 months, on 31 July 2026 It has changed since. Less often, A"');
  });

  it('shows a meeting of parallel panels together as that, and not as one more of either', async () => {
    await service.receive(
      sittingClosedV1,
      'sitting/P1',
      aClosedSitting({
        ...{ sitting: 'P1', domain: 'quality', closedAt: '2026-04-20T12:00:00.000Z' },
        plenaryOf: [
          { sitting: 'S1', panel: 'east' },
          { sitting: 'S2', panel: 'west' },
        ],
      }),
    );
    const found = sittingsOf(await see()).find(({ sitting }) => sitting === 'P1');
    expect(found?.together.map(({ id }) => id)).toEqual(['east', 'west']);
    const browser = await service.browser(evaluator);
    const { page } = await browser.open('/en/programmes/telling/periods/2026-Q1/report');
    expect(page.text).toContain('Panels together (East panel and west): Quality of life');
  });

  it('writes a CSV that no spreadsheet works out', async () => {
    const { text } = await request(service.app.getHttpServer())
      .get(`${path}.csv?language=cy`)
      .set(await service.as(evaluator));
    expect(text.startsWith('\uFEFFLefel,Panel,')).toBe(true);
    expect(text).toContain(`,'=A,I got off the bus,`);
  });

  it('shows its page in both languages', async () => {
    const browser = await service.browser(evaluator);
    const english = await browser.open('/en/programmes/telling/periods/2026-Q1/report');
    expect(english.page.heading).toBe('Impact report: January to March 2026');
    expect(english.page.text).toContain('I got off the bus');
    expect(english.page.text).not.toContain('I booked a holiday');
    const welsh = await browser.open('/cy/programmes/telling/periods/2026-Q1/report');
    expect(welsh.page.heading).toBe('Adroddiad effaith: Ionawr i Fawrth 2026');
    expect((await browser.open('/en/reports')).page.text).toContain('Impact report: January to March 2026');
  });

  it.each([
    ['en', 'Download as a page of its own (HTML), to print or to send', 'As it stood on '],
    ['cy', 'Lawrlwytho fel tudalen ar ei phen ei hun (HTML), i’w hargraffu neu i’w hanfon', 'Fel yr oedd ar '],
  ])(
    'is a file that stands alone (%s): its styles are in it, and nothing leads elsewhere',
    async (language, link, asOf) => {
      const { page } = await (
        await service.browser(evaluator)
      ).open(`/${language}/programmes/telling/periods/2026-Q1/report`);
      const { headers, text } = await request(service.app.getHttpServer())
        .get(page.linkTo(link))
        .set(await service.as(evaluator));
      expect(headers['content-disposition']).toBe('attachment; filename="impact-report.html"');
      const file = readPage(text);
      expect([file.language, file.heading]).toEqual([language, page.heading]);
      for (const part of ['I got off the bus', asOf]) expect(file.mainText).toContain(part);
      expect(text).not.toContain('I booked a holiday');
      expect(text).toMatch(/<style>[^<]*@media print \{[^<]*<\/style>/);
      expect(text).not.toMatch(/\s(?:href|src|action|srcset)=|url\(|@import|<script|<link/);
    },
  );

  it('publishes, and loses a story at once when it is taken back', async () => {
    const published = await request(service.app.getHttpServer())
      .post(`${path}/issues`)
      .set(await service.as(evaluator))
      .send({ audience: 'organisation' });
    expect([published.status, published.body.issue]).toEqual([201, 1]);

    await service.vault.withdraw('story/A', { id: 'w', actor: 'teller-A', at: '2026-06-01T10:00:00.000Z' });
    const [before] = sittingsOf(await see());
    expect(before).toMatchObject({ reason: null, chosen: [{ kind: 'withheld', because: 'withdrawn' }, {}] });
    const csv = await request(service.app.getHttpServer())
      .get(`${path}.csv`)
      .set(await service.as(evaluator));
    expect(csv.text).not.toContain('bus');
    const file = await request(service.app.getHttpServer())
      .get(`${path}.html`)
      .set(await service.as(evaluator));
    expect(file.text).not.toContain('bus');

    await service.receive(storyWithdrawnV1, 'story/A', {
      story: 'A',
      programme: 'telling',
      period: '2026-Q1',
      at: '2026-06-01T10:00:00.000Z',
    });
    await service.settled();
    // One was taken back, and 4 of 5 were not: neither is shown.
    expect((await see()).counts.withdrawn).toBeNull();
    const issues = service.said().filter(({ type }) => type === 'report.published.v1');
    expect(issues.map(({ data }) => data)).toMatchObject([
      { issue: 1, stories: ['A'] },
      { issue: 2, stories: [] },
    ]);
  });

  it('is not for those who evaluate another programme, in whatever form', async () => {
    const ofAnother = await service.as({ person: 'E9', roles: [{ role: 'evaluator', programme: 'walking' }] });
    for (const address of [path, `${path}.csv`, `${path}.html`]) {
      expect((await request(service.app.getHttpServer()).get(address).set(ofAnother)).status).toBe(403);
    }
  });

  it('is not there for another organisation', async () => {
    const other = await service.as({ ...evaluator, organisation: 'others', person: 'X' });
    expect((await request(service.app.getHttpServer()).get(path).set(other)).status).toBe(404);
  });

  it('names those of several who told a story, and not the one who had their name erased', async () => {
    const owner = 'story/G';
    const sealer = await service.vault.createStory({
      ...{ owner, organisation: 'pont-y-bore', person: 'teller-G', classes: ['text', 'name'] },
      consent: consent({ panel: { named: true }, organisation: { named: true } }),
    });
    const together = await Promise.all(
      ['Heron', 'Kestrel'].map(async (name) => {
        const key = { owner: `contributor/${name}`, organisation: 'pont-y-bore', person: name };
        const own = await service.vault.createReason({ ...key, stories: [owner], reach: ['teller', 'reports'] });
        return { owner: key.owner, name: own.seal('reason', 1, { name }) };
      }),
    );
    await service.receive(storySubmittedV1, owner, {
      ...{ story: 'G', programme: 'telling', period: '2026-Q1', domain: 'quality', language: 'en', route: 'group' },
      ...{ toldOn: '2026-01-22', storyVersion: 1, words: 5, reference: 'G', teller: 'teller-G', collector: 'C1' },
      text: sealer.seal('text', 1, { title: 'G', narrative: 'We sang', whySignificant: null, contentNotes: [] }),
      names: sealer.seal('name', 1, { teller: null, collector: null, together }),
    });
    await service.receive(
      sittingClosedV1,
      'sitting/SG',
      aClosedSitting({ sitting: 'SG', outcome: { kind: 'joint', stories: ['G'], followsCount: true } }),
    );
    await service.settled();
    const teller = async (): Promise<unknown> => {
      const chosen = sittingsOf(await see()).flatMap((sitting) => sitting.chosen);
      return chosen.find((story) => story.kind === 'shown' && story.story === 'G');
    };
    expect(await teller()).toMatchObject({ teller: 'Heron, Kestrel' });
    await service.vault.erasePerson('Heron', { id: 'erase', actor: 'anyone', at: '2026-05-01T10:00:00.000Z' });
    expect(await teller()).toMatchObject({ narrative: 'We sang', teller: 'Kestrel' });
  });
});

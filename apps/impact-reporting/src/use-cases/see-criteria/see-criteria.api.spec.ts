import request from 'supertest';

import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { frameworkAdoptedV1, type ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import type { ContractData } from '#contracts/shared/contract.js';
import { aPeriod } from '#contracts/testing/a-programme.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import {
  aClosedSitting,
  collector,
  evaluator,
  facilitator,
  hearProgramme,
  hearStory,
  stranger,
} from '../../testing/told-stories.js';

const path = '/api/v1/programmes/telling/themes/criteria';
const page = (language: 'en' | 'cy'): string => `/${language}/programmes/telling/themes/criteria`;
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${String(at + 1)}`);
const theme = (id: string, en: string, cy: string): ThemeDesign => ({
  ...{ id, kind: 'theme', name: { en, cy }, description: { en: '', cy: '' }, isRetired: false },
});

type OnRecord = ContractData<typeof sittingClosedV1>['reasons'][number];

describe('what mattered at each level', () => {
  let service: TestService;
  const get = async (address = path, person: TestPerson = facilitator) =>
    request(service.app.getHttpServer())
      .get(address)
      .set(await service.as(person));
  const levels = async () => (await get()).body.levels;

  /** A reason said by the panel of a level, its text sealed. */
  const said = async (reason: string, stories: readonly string[], given: Partial<OnRecord> = {}): Promise<OnRecord> => {
    const author = `author-${reason}`;
    const sealer = await service.vault.createReason({
      ...{ owner: `reason/${reason}`, organisation: 'pont-y-bore', person: author },
      ...{ stories: stories.map((story) => `story/${story}` as const), reach: ['reports'] },
    });
    return {
      ...{ reason, kind: 'member', stories: [...stories], author, panel: 'east', level: 1, period: '2026-Q1' },
      ...{ reach: ['reports'], text: sealer.seal('reason', 1, { text: 'The marigold' }) },
      ...given,
    };
  };
  const code = async (story: string, reasons: Readonly<Record<string, readonly string[]>>): Promise<void> => {
    const { status } = await request(service.app.getHttpServer())
      .put(`/api/v1/programmes/telling/stories/${story}/themes`)
      .set(await service.as(evaluator))
      .send({ themes: [], reasons: Object.entries(reasons).map(([reason, themes]) => ({ reason, themes })) });
    expect(status).toBe(200);
  };

  const ofA = numbered('m', 6);
  const ofB = numbered('n', 5);

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    const next = { en: 'April to June 2026', cy: 'Ebrill i Fehefin 2026' };
    await hearProgramme(service, {
      periods: [aPeriod(), aPeriod({ id: '2026-Q2', name: next, opens: '2026-04-01', closes: '2026-06-30' })],
    });
    await service.receive(frameworkAdoptedV1, 'framework/telling', {
      ...{ programme: 'telling', revision: 1 },
      framework: {
        name: { en: 'Ours', cy: 'Ein rhai ni' },
        themes: [theme('trust', 'Trust', 'Ymddiriedaeth'), theme('home', 'Home', 'Cartref')],
      },
    });
    await hearStory(service, 'A');
    await hearStory(service, 'B');
    // A was chosen. Six speak of it, five of B, and one of both.
    const below = [
      ...(await Promise.all(ofA.map((reason) => said(reason, ['A'])))),
      ...(await Promise.all(ofB.map((reason) => said(reason, ['B'])))),
      await said('both', ['A', 'B'], { kind: 'group' }),
    ];
    const outcome = { kind: 'one' as const, stories: ['A'], followsCount: true };
    await service.receive(sittingClosedV1, 'sitting/S1', aClosedSitting({ reasons: below, outcome }));
    // And one of a panel below whose meeting nobody here has heard of.
    const high = await said('high', ['A'], { panel: 'national', level: 2 });
    const above = [...below, high, await said('unheard', ['A'], { panel: 'west' })];
    await service.receive(
      sittingClosedV1,
      'sitting/S2',
      aClosedSitting({ sitting: 'S2', panel: 'national', level: 2, reasons: above, outcome }),
    );
  });
  afterAll(() => service.close());

  it('says so while no reason carries a theme', async () => {
    const { page: seen } = await (await service.browser(facilitator)).open(page('en'));
    expect(seen.mainText).toContain('No reason given at this level carries a theme yet.');
  });

  it('is counted of each reason once, where it was given, for stories chosen there and for others', async () => {
    const unheard = ['trust'];
    await code('A', { ...Object.fromEntries(ofA.map((reason) => [reason, ['trust']])), high: ['home'], unheard });
    await code('B', { ...Object.fromEntries(ofB.map((reason) => [reason, ['trust', 'home']])), both: ['trust'] });
    const [east, national] = await levels();
    expect(east).toMatchObject({
      ...{ level: 1, name: { en: 'Service panels' }, reasons: { chosen: 7, notChosen: 5, overall: 12 } },
      themes: [
        { theme: 'trust', name: { cy: 'Ymddiriedaeth' }, chosen: 7, notChosen: 5, overall: 12 },
        { theme: 'home', chosen: 0, notChosen: 5, overall: 5 },
      ],
    });
    expect(national.themes[0]).toMatchObject({ theme: 'trust', chosen: 0, overall: 0 });
    // One alone: hidden.
    expect(national.themes[1]).toMatchObject({ theme: 'home', chosen: null, notChosen: 0, overall: null });
    const browser = await service.browser(facilitator);
    const { page: seen } = await browser.open(page('cy'));
    expect(seen.heading).toContain('Beth oedd yn bwysig ar bob lefel');
    expect(seen.table('Themâu’r rhesymau. Lefel: Paneli gwasanaeth')).toEqual([
      ['Thema', 'Am straeon a ddewiswyd', 'Am straeon na ddewiswyd', 'Pob rheswm'],
      ['Ymddiriedaeth', '7', '5', '12'],
      ['Cartref', '0', '5', '5'],
      ['Rhesymau â thema', '7', '5', '12'],
    ]);
    expect((await browser.open(page('en'))).page.mainText).toContain('On no reason here: Trust');
    const csv = (await get(`${path}.csv?language=en`)).text;
    expect(csv).toContain('Service panels,Home,0,5,5');
    expect(csv).toContain('National,Home,not shown,0,not shown');
    expect((await browser.open('/en/programmes/telling/themes')).page.linkTo('What mattered at each level')).toBe(
      page('en'),
    );
  });

  it('is told over time, once there are two periods to compare', async () => {
    const browser = await service.browser(facilitator);
    const caption = 'Over time, all reasons. Level: Service panels';
    expect((await browser.open(page('en'))).page.mainText).not.toContain(caption);
    // A was heard again in the second period: five speak of it.
    const later = numbered('p', 5);
    const reasons = await Promise.all(later.map((reason) => said(reason, ['A'], { period: '2026-Q2' })));
    const outcome = { kind: 'one' as const, stories: ['A'], followsCount: true };
    const again = aClosedSitting({ sitting: 'S3', period: '2026-Q2', reasons, outcome });
    await service.receive(sittingClosedV1, 'sitting/S3', again);
    const trust = [...ofA, ...later].map((reason) => [reason, ['trust']]);
    await code('A', { ...Object.fromEntries(trust), high: ['home'] });
    const [east] = await levels();
    expect(east.reasons).toEqual({ chosen: 12, notChosen: 5, overall: 17 });
    const of = (trustIn: number, homeIn: number) => [
      { theme: 'trust', overall: trustIn },
      { theme: 'home', overall: homeIn },
    ];
    expect(east.periods).toMatchObject([
      { period: '2026-Q1', name: { en: 'January to March 2026' }, reasons: 12, themes: of(12, 5) },
      { period: '2026-Q2', reasons: 5, themes: of(5, 0) },
    ]);
    expect((await browser.open(page('en'))).page.table(caption)).toEqual([
      ['Theme', 'January to March 2026', 'April to June 2026'],
      ['Trust', '12', '5'],
      ['Home', '5', '0'],
      ['Reasons with a theme', '12', '5'],
    ]);
    expect((await browser.open(page('cy'))).page.mainText).toContain(
      'Dros amser, pob rheswm. Lefel: Paneli gwasanaeth',
    );
    const csv = (await get(`${path}.csv?language=en`)).text;
    expect(csv).toContain('All reasons,"All reasons, January to March 2026","All reasons, April to June 2026"');
    expect(csv).toContain('Service panels,Trust,12,5,17,12,5');
  });

  it('leaves out reasons that go no longer as far as reports, and those about stories that were taken back', async () => {
    await service.vault.setReach('reason/m1', 'author-m1', ['this-panel']);
    expect((await levels())[0].themes[0]).toMatchObject({ chosen: 11, notChosen: 5, overall: 16 });
    await service.vault.withdraw('story/B', { id: 'w', actor: 'teller-B', at: '2026-06-01T10:00:00.000Z' });
    // With B goes what was said of both.
    expect((await levels())[0].themes[0]).toMatchObject({ chosen: 10, notChosen: 0, overall: 10 });
  });

  it('is for those who read what a programme reports of itself', async () => {
    expect((await get(path, collector)).status).toBe(403);
    expect((await get(path, stranger)).status).toBe(404);
    expect((await get(`${path}.csv`, stranger)).status).toBe(404);
  });
});

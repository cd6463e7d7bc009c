import { frameworkAdoptedV1, type ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import request from 'supertest';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import {
  aClosedSitting,
  evaluator,
  facilitator,
  hearProgramme,
  hearStory,
  stranger,
} from '../../testing/told-stories.js';

const themes = '/api/v1/programmes/telling/themes';
const ofStory = (story: string): string => `/api/v1/programmes/telling/stories/${story}/themes`;
const page = (story: string): string => `/en/programmes/telling/stories/${story}/themes`;

const circle = (id: string, en: string, cy: string): ThemeDesign => ({
  ...{ id, kind: 'circle', name: { en, cy }, description: { en: '', cy: '' }, isRetired: false },
});
const circles = [circle('person', 'The person', 'Y person'), circle('community', 'The community', 'Y gymuned')];
const marker: ThemeDesign = {
  ...circle('presence', 'In the room', 'Yn yr ystafell'),
  kind: 'marker',
  group: { en: 'Presence', cy: 'Presenoldeb' },
};

describe('coding stories with themes', () => {
  let service: TestService;
  const get = async (path: string, person: TestPerson = evaluator) =>
    request(service.app.getHttpServer())
      .get(path)
      .set(await service.as(person));
  const put = async (path: string, body: object, person: TestPerson = evaluator) =>
    request(service.app.getHttpServer())
      .put(path)
      .set(await service.as(person))
      .send(body);

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service);
  });
  afterAll(() => service.close());

  it('begins with choosing themes', async () => {
    const browser = await service.browser(evaluator);
    const { page: empty } = await browser.open('/en/programmes/telling/themes');
    expect(empty.mainText).toContain('The programme has no themes yet. Choose them first');
    expect(empty.linkTo('Choose the themes of the programme')).toBe('/en/programmes/telling/framework');
    expect(empty.mainText).toContain('No story has been told yet.');
    await hearStory(service, 'A');
    for (const address of [page('A'), `${page('A')}/passage`]) {
      const { page: seen } = await browser.open(address);
      expect(seen.mainText).toContain('The programme has no themes yet.');
      expect(seen.linkTo('Choose the themes of the programme')).toBe('/en/programmes/telling/framework');
      expect(seen.root.querySelectorAll('main form')).toEqual([]);
    }
  });

  it('puts themes on a story and on what was said of it, and shows how far its ripples go', async () => {
    await service.receive(frameworkAdoptedV1, 'framework/telling', {
      ...{ programme: 'telling', revision: 1 },
      framework: { name: { en: 'Ours', cy: 'Ein rhai ni' }, themes: [...circles, marker] },
    });
    const reason = await service.vault.createReason({
      ...{ owner: 'reason/R1', organisation: 'pont-y-bore', person: 'F1' },
      ...{ stories: ['story/A'], reach: ['reports'] },
    });
    await service.receive(
      sittingClosedV1,
      'sitting/S1',
      aClosedSitting({
        reasons: [
          {
            ...{ reason: 'R1', kind: 'group', stories: ['A'], author: 'F1', panel: 'east', level: 1 },
            ...{ period: '2026-Q1', reach: ['reports'] },
            text: reason.seal('reason', 1, { text: 'The whole street was there' }),
          },
        ],
      }),
    );
    const browser = await service.browser(evaluator);
    const before = (await browser.open(page('A'))).page;
    expect(before.mainText).toContain('The marigold of A');
    expect(before.mainText).toContain('The whole street was there');
    expect(before.field('Themes of the whole story').options).toEqual(['person', 'community', 'presence']);
    const agreed = 'Who may read it The panels, without the name The organisation, without the name';
    expect(before.mainText).toContain(agreed);
    expect((await browser.open(`${page('A')}/passage`)).page.mainText).toContain(agreed);
    expect((await get(ofStory('A'))).body.consent.audiences).toEqual({
      ...{ panel: { named: false }, organisation: { named: false } },
    });
    const folded = before.root.querySelectorAll('form details');
    expect(folded.map((each) => [each.querySelector('summary')?.text.trim(), each.hasAttribute('open')])).toEqual([
      ['Themes of this reason (1): none yet', false],
    ]);
    const sent = await browser.send(page('A'), { themes: ['person', 'presence'], 'reason-1': 'community' });
    expect(sent.leadsTo).toBe(`${page('A')}?done=coded`);
    const { page: after } = await browser.open(sent.leadsTo ?? '');
    expect(after.field('Themes of the whole story').values).toEqual(['person', 'presence']);
    expect(after.field('Themes of this reason (1)').values).toEqual(['community']);
    expect(after.mainText).toContain('Themes of this reason (1): The community');
    expect(after.table('Where the change of this story is felt').slice(1)).toEqual([
      ['1. The person', 'Yes'],
      ['2. The community', 'No'],
    ]);
    expect(after.root.querySelectorAll('svg .newid-ripple--felt')).toHaveLength(1);
    expect((await get(ofStory('A'))).body.coding).toMatchObject({
      ...{ themes: ['person', 'presence'], reasons: [{ reason: 'R1', themes: ['community'] }] },
    });
  });

  it('lists a reason that travelled up once, and nothing of one that goes no longer as far as reports', async () => {
    await hearStory(service, 'travelled');
    const said = async (id: string) => {
      const keys = { owner: `reason/${id}` as const, organisation: 'pont-y-bore', person: 'F1' };
      const sealer = await service.vault.createReason({ ...keys, stories: ['story/travelled'], reach: ['reports'] });
      return {
        ...{ reason: id, kind: 'group' as const, stories: ['travelled'], author: 'F1', panel: 'east', level: 1 },
        ...{ period: '2026-Q1', reach: ['reports' as const] },
        text: sealer.seal('reason', 1, { text: `It went far (${id})` }),
      };
    };
    const below = [await said('below-1'), await said('below-2')];
    const sittings = [
      aClosedSitting({ sitting: 'below', reasons: below }),
      aClosedSitting({ sitting: 'above', panel: 'national', level: 2, reasons: [...below, await said('above')] }),
    ];
    for (const each of sittings) await service.receive(sittingClosedV1, `sitting/${each.sitting}`, each);
    const seen = async () => {
      const { reasons, coding } = (await get(ofStory('travelled'))).body;
      const ids = (all: readonly { reason: string }[] = []) => all.map(({ reason }) => reason);
      return [ids(reasons), ids(coding?.reasons)];
    };
    expect(await seen()).toEqual([['below-1', 'below-2', 'above'], []]);
    const coded = (...reasons: readonly string[]) =>
      put(ofStory('travelled'), {
        themes: ['person'],
        reasons: reasons.map((reason) => ({ reason, themes: ['community'] })),
      });
    expect((await coded('above', 'below-1', 'below-2')).status).toBe(200);
    expect((await seen())[1]).toEqual(['above', 'below-1', 'below-2']);
    await service.vault.setReach('reason/below-1', 'F1', ['this-panel']);
    expect(await seen()).toEqual([
      ['below-2', 'above'],
      ['above', 'below-2'],
    ]);
    const browser = await service.browser(evaluator);
    const { mainText } = (await browser.open(page('travelled'))).page;
    expect([mainText.split('It went far').length - 1, mainText.includes('(below-1)')]).toEqual([2, false]);
    // Whoever codes meanwhile takes nothing off what they do not see.
    expect((await coded('above')).status).toBe(200);
    expect((await seen())[1]).toEqual(['above']);
    await service.vault.setReach('reason/below-1', 'F1', ['reports']);
    expect((await seen())[1]).toEqual(['above', 'below-1']);
    await service.vault.withdraw('story/travelled', {
      id: 'w-travelled',
      actor: 'teller',
      at: '2026-11-21T10:00:00.000Z',
    });
    await service.receive(storyWithdrawnV1, 'story/travelled', {
      ...{ story: 'travelled', programme: 'telling', period: '2026-Q1', at: '2026-11-21T10:00:00.000Z' },
    });
    expect(await seen()).toEqual([[], []]);
  });

  it('counts a story as coded by what was said of it alone', async () => {
    const reasons = [{ reason: 'R1', themes: ['community'] }];
    expect((await put(ofStory('A'), { themes: [], reasons })).status).toBe(200);
    const { toCode } = (await get(`${themes}?coded=yes`)).body;
    expect(toCode.items).toEqual([{ story: 'A', reference: 'A', period: '2026-Q1', themes: ['community'] }]);
    expect((await put(ofStory('A'), { themes: ['person', 'presence'], reasons })).status).toBe(200);
    expect((await get(themes)).body.toCode.items[0].themes).toEqual(['person', 'presence', 'community']);
  });

  it('counts themes over all stories, and hides them while they are few', async () => {
    const count = async () =>
      (await get(themes)).body.themes.map(({ theme, overall }: { theme: string; overall: number }) => [theme, overall]);
    expect(await count()).toEqual([
      ['person', null],
      ['community', null],
      ['presence', null],
    ]);
    // A bar of no length would say that there is none.
    const { page: few } = await (await service.browser(facilitator)).open('/en/programmes/telling/themes');
    expect(few.root.querySelectorAll('.newid-bars__row')).toHaveLength(0);
    expect(few.table('Stories by where change is felt')[1]).toEqual(['The person', 'not shown', 'not shown']);
    for (const story of ['B', 'C', 'D', 'E', 'F']) {
      await hearStory(service, story);
      expect((await put(ofStory(story), { themes: ['person', 'community', 'presence'] })).status).toBe(200);
    }
    expect(await count()).toEqual([
      ['person', 6],
      ['community', 6],
      ['presence', 6],
    ]);
    const csv = (await get(`${themes}.csv?language=en`)).text;
    expect(csv).toContain('The person,Where change is felt,6,6');
    const { page: seen } = await (await service.browser(facilitator)).open('/cy/programmes/telling/themes');
    expect(seen.table('Straeon yn ôl ble teimlir newid')[1]).toEqual(['Y person', '6', '6']);
    expect(seen.mainText).not.toContain('Straeon i’w codio');
  });

  it('takes no theme that the programme does not use, and keeps one that went out of use where it stands', async () => {
    expect((await put(ofStory('A'), { themes: ['moon'] })).body.type).toBe('/problems/theme-unknown');
    await service.receive(frameworkAdoptedV1, 'framework/telling', {
      ...{ programme: 'telling', revision: 2 },
      framework: { name: { en: 'Ours', cy: 'Ein rhai ni' }, themes: [...circles, { ...marker, isRetired: true }] },
    });
    expect((await put(ofStory('A'), { themes: ['person', 'presence'] })).status).toBe(200);
    const { page: seen } = await (await service.browser(evaluator)).open(page('A'));
    expect(seen.mainText).toContain('Presence: In the room (no longer used)');
  });

  it('shows no text of a story that is taken back, and codes it no further', async () => {
    const themesOf = async () => (await get(ofStory('A'))).body.coding.themes;
    expect(await themesOf()).toEqual(['person', 'presence']);
    await service.vault.withdraw('story/A', { id: 'w', actor: 'teller-A', at: '2026-11-21T10:00:00.000Z' });
    const { page: seen } = await (await service.browser(evaluator)).open(page('A'));
    expect(seen.mainText).toContain('since taken back by the person who told it');
    expect(seen.text).not.toMatch(/marigold|street/);
    // Nor what it was about, also for whoever knows its address.
    expect(await themesOf()).toEqual([]);
    expect((await put(ofStory('A'), { themes: [] })).body.type).toBe('/problems/coded-story-withheld');
  });

  it('is done by those who evaluate the programme, and is not there for another organisation', async () => {
    expect((await put(ofStory('B'), { themes: [] }, facilitator)).status).toBe(403);
    expect((await get(ofStory('B'), stranger)).status).toBe(404);
    expect((await get(ofStory('Z'))).status).toBe(404);
    // Who evaluates one programme reads no story of another by its address.
    await hearStory(service, 'elsewhere', { programme: 'walking' });
    const ofTelling: TestPerson = { person: 'E2', roles: [{ role: 'evaluator', programme: 'telling' }] };
    expect((await get(ofStory('B'), ofTelling)).status).toBe(200);
    expect((await get(ofStory('elsewhere'), ofTelling)).status).toBe(404);
    expect((await get(themes, stranger)).status).toBe(404);
  });
});

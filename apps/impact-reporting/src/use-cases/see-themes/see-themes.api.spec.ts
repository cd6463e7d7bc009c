import { frameworkAdoptedV1 } from '#contracts/programme-design/framework-adopted.v1.js';
import { storyWithdrawnV1 } from '#contracts/story-submission/story-withdrawn.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import request from 'supertest';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import { evaluator, facilitator, hearProgramme, hearStory } from '../../testing/told-stories.js';

const themes = '/api/v1/programmes/telling/themes';
const page = '/en/programmes/telling/themes';
const told = Array.from({ length: 103 }, (_, n) => `T${String(n).padStart(3, '0')}`);

describe('the stories to code', () => {
  let service: TestService;
  const see = async (query = '', person: TestPerson = evaluator) =>
    (
      await request(service.app.getHttpServer())
        .get(themes + query)
        .set(await service.as(person))
    ).body;
  const stories = async (query: string): Promise<readonly string[]> =>
    (await see(query)).toCode.items.map(({ story }: { readonly story: string }) => story);
  const code = async (story: string, put: readonly string[] = ['person']) =>
    request(service.app.getHttpServer())
      .put(`/api/v1/programmes/telling/stories/${story}/themes`)
      .set(await service.as(evaluator))
      .send({ themes: put });
  const takeBack = async (taken: readonly string[]): Promise<void> => {
    for (const story of taken) {
      await service.receive(storyWithdrawnV1, `story/${story}`, {
        ...{ story, programme: 'telling', period: '2026-Q1', at: '2026-06-01T10:00:00.000Z' },
      });
    }
  };

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service);
    await service.receive(frameworkAdoptedV1, 'framework/telling', {
      ...{ programme: 'telling', revision: 1 },
      framework: {
        name: { en: 'Ours', cy: 'Ein rhai ni' },
        themes: [
          {
            ...{ id: 'person', kind: 'theme', name: { en: 'The person', cy: 'Y person' } },
            ...{ description: { en: '', cy: '' }, isRetired: false },
          },
        ],
      },
    });
    for (const story of told) await hearStory(service, story);
    await hearStory(service, 'later', { period: '2026-Q2' });
  }, 60_000);
  afterAll(() => service.close());

  it('come a hundred at a time, and whoever codes meanwhile misses none', async () => {
    const { items, found, next } = (await see('?period=2026-Q1')).toCode;
    expect([items.length, found]).toEqual([100, 103]);
    expect((await code('T099')).status).toBe(200);
    expect(await stories(`?period=2026-Q1&after=${String(next)}`)).toEqual(['T100', 'T101', 'T102', 'T099']);
    expect((await see('?after=no.nothing')).type).toMatch(/request-not-understood$/);
  });

  it('are those of one period, with or without a theme, for those alone who code', async () => {
    expect(await stories('?coded=yes')).toEqual(['T099']);
    expect(await stories('?coded=no&period=2026-Q2')).toEqual(['later']);
    expect((await see('', facilitator)).toCode).toBeNull();
    // One is too few to be counted.
    expect(await see()).toMatchObject({ coded: null });
  });

  it('are asked for and gone through by page, in both languages', async () => {
    const browser = await service.browser(evaluator);
    const first = (await browser.open(`${page}?coded=no`)).page;
    expect(first.field('Themes').value).toBe('no');
    expect(first.table('Stories: 103')).toHaveLength(101);
    const second = (await browser.open(first.linkTo('More stories'))).page;
    expect(second.table('Stories: 103').slice(1)).toHaveLength(3);
    expect(second.linkTo('The first stories')).toBe(`${page}?coded=no`);
    const welsh = (await browser.open('/cy/programmes/telling/themes?coded=yes&period=2026-Q2')).page;
    expect(welsh.mainText).toContain('Nid oes stori fel hon. Dewiswch lai o amodau.');
    expect((await browser.open('/cy/programmes/telling/themes?coded=yes')).page.table('Straeon: 1')[1]?.[0]).toBe(
      'T099',
    );
  });

  it('count no story that was taken back since, and say how many were', async () => {
    const coded = told.slice(0, 11);
    for (const story of coded) expect((await code(story)).status).toBe(200);
    // T099 was coded before.
    expect(await see()).toMatchObject({ stories: 103, takenBack: 0, coded: 12, themes: [{ overall: 12 }] });
    await takeBack(coded.slice(0, 2));
    expect(await see()).toMatchObject({ takenBack: null, coded: 10, themes: [{ overall: 10 }] });
    expect((await see('?coded=yes')).toCode.found).toBe(10);
    // 103 and the later one, without the twelve that are coded: what was taken back is not to be coded anew.
    expect((await see('?coded=no')).toCode.found).toBe(92);
    await takeBack(coded.slice(2, 5));
    expect(await see()).toMatchObject({ takenBack: 5, coded: 7, themes: [{ overall: 7 }] });
    const browser = await service.browser(facilitator);
    expect((await browser.open(page)).page.mainText).toContain(
      'Stories with a theme: 7. Stories told: 103. Taken back since, and counted under no theme: 5.',
    );
    const csv = await request(service.app.getHttpServer())
      .get(`${themes}.csv?language=en`)
      .set(await service.as(facilitator));
    expect(csv.text).toContain('Left out: stories taken back,,5,');
  }, 30_000);

  it('with a theme go on from where the last of a page stood, also where it has none by then or is taken back', async () => {
    const more = Array.from({ length: 102 }, (_, n) => `U${String(n).padStart(3, '0')}`);
    for (const story of more) await hearStory(service, story, { period: '2026-Q2' });
    for (const story of more) expect((await code(story)).status).toBe(200);
    const asked = '?coded=yes&period=2026-Q2';
    const { items, found, next } = (await see(asked)).toCode;
    expect([items.length, found]).toEqual([100, 102]);
    const rest = () => stories(`${asked}&after=${String(next)}`);
    expect(await rest()).toEqual(['U100', 'U101']);
    expect((await code('U099', [])).status).toBe(200);
    expect(await rest()).toEqual(['U100', 'U101']);
    await takeBack(['U099']);
    expect(await rest()).toEqual(['U100', 'U101']);
  }, 60_000);
});

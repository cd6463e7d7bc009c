import request from 'supertest';

import { frameworkAdoptedV1, type ThemeDesign } from '#contracts/programme-design/framework-adopted.v1.js';
import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';

import { impactReportingErrors } from '../../errors.js';
import { impactReporting } from '../../impact-reporting.service.js';
import { evaluator, facilitator, hearProgramme, hearStory, stranger } from '../../testing/told-stories.js';

const themesOf = (story: string): string => `/api/v1/programmes/telling/stories/${story}/themes`;
const wholePage = (story: string): string => `/en/programmes/telling/stories/${story}/themes`;
const page = (story: string): string => `${wholePage(story)}/passage`;
const theme = (id: string, en: string, cy: string): ThemeDesign => ({
  ...{ id, kind: 'theme', name: { en, cy }, description: { en: '', cy: '' }, isRetired: false },
});

/** The narrative of every story here is `The marigold of <story>`: `marigold` stands from 4 to 12. */
const marigold = { part: 'narrative', storyVersion: 1, from: 4, to: 12 };

describe('coding passages of a story', () => {
  let service: TestService;
  const get = async (path: string, person: TestPerson = evaluator) =>
    request(service.app.getHttpServer())
      .get(path)
      .set(await service.as(person));
  const put = async (story: string, body: object, person: TestPerson = evaluator) =>
    request(service.app.getHttpServer())
      .put(`${themesOf(story)}/passages`)
      .set(await service.as(person))
      .send(body);
  const passagesOf = async (story: string) => (await get(themesOf(story))).body.coding.passages;
  const corrected = async (story: string, narrative: string): Promise<void> => {
    const sealer = await service.vault.sealer(`story/${story}`);
    const text = { title: story, narrative, whySignificant: null, contentNotes: [] };
    await service.receive(storyCorrectedV1, `story/${story}`, {
      ...{ story, programme: 'telling', period: '2026-Q1', storyVersion: 2, words: 5 },
      ...{ at: '2026-03-01T10:00:00.000Z' },
      text: sealer?.seal('text', 2, text) ?? { class: 'text', version: 2, box: '' },
    });
  };

  beforeAll(async () => {
    service = await startTestService(impactReporting, impactReportingErrors);
    await hearProgramme(service);
    await service.receive(frameworkAdoptedV1, 'framework/telling', {
      ...{ programme: 'telling', revision: 1 },
      framework: {
        name: { en: 'Ours', cy: 'Ein rhai ni' },
        themes: [theme('growth', 'Growth', 'Tyfu'), theme('home', 'Home', 'Cartref')],
      },
    });
    for (const story of ['A', 'B', 'C', 'D', 'E']) await hearStory(service, story);
  });
  afterAll(() => service.close());

  it('takes them by where they stand, and keeps no word of them', async () => {
    expect((await get(themesOf('A'))).body.storyVersion).toBe(1);
    expect((await put('A', { ...marigold, themes: ['growth'] })).status).toBe(200);
    expect(await passagesOf('A')).toEqual([{ ...marigold, themes: ['growth'] }]);
    const recorded = JSON.stringify(await service.runtime.store.read('coding/A'));
    expect(recorded).toContain('PassageCoded');
    expect(recorded).not.toContain('marigold');
  });

  it('shows them marked to those who code, with their themes', async () => {
    const { page: seen } = await (await service.browser(evaluator)).open(wholePage('A'));
    expect(seen.root.querySelectorAll('mark').map((each) => each.textContent)).toEqual(['marigold']);
    expect(seen.mainText).toContain('The marigold[1] of A');
    expect(seen.mainText).toContain('Passage 1. Themes: Growth');
    expect((await get(wholePage('A'), facilitator)).status).toBe(403);
  });

  it('says what is wrong with what was sent', async () => {
    const sent = async (given: object) => (await put('A', { ...marigold, themes: ['growth'], ...given })).body;
    expect(await sent({ to: 99 })).toMatchObject({ type: '/problems/passage-outside', status: 422 });
    expect((await sent({ to: 99 })).detail).toContain('17 characters');
    expect((await sent({ part: 'title', from: 0, to: 2 })).type).toBe('/problems/passage-outside');
    expect((await sent({ themes: ['moon'] })).type).toBe('/problems/theme-unknown');
    expect(await sent({ storyVersion: 2 })).toMatchObject({
      type: '/problems/passage-of-another-version',
      status: 409,
    });
    expect((await sent({ part: 'place' })).status).toBe(422);
  });

  it('counts a story under the themes of its passages', async () => {
    for (const story of ['B', 'C', 'D', 'E']) await put(story, { ...marigold, themes: ['growth'] });
    const counts = async () => (await get('/api/v1/programmes/telling/themes')).body.themes;
    expect((await counts())[0]).toMatchObject({ theme: 'growth', overall: 5 });
    expect((await put('E', { ...marigold, themes: [] })).status).toBe(200);
    expect((await counts())[0].overall).toBeNull();
  });

  it('finds the words that were typed, without a script', async () => {
    const browser = await service.browser(evaluator);
    const { page: whole } = await browser.open(wholePage('E'));
    expect(whole.linkTo('Code a passage')).toBe(page('E'));
    const sent = await browser.send(page('E'), { words: ' the MARIGOLD\nof e ', themes: ['growth', 'home'] });
    expect(sent.leadsTo).toBe(`${wholePage('E')}?done=passage-coded`);
    expect((await browser.open(sent.leadsTo ?? '')).page.mainText).toContain('The passage is saved.');
    expect(await passagesOf('E')).toEqual([{ ...marigold, from: 0, to: 17, themes: ['growth', 'home'] }]);
  });

  it('keeps what was typed where it is not found, or without themes', async () => {
    const browser = await service.browser(evaluator);
    const { page: none } = await browser.send(page('E'), { words: 'the tulip', themes: ['home'] });
    expect(none?.errors).toEqual([{ text: 'These words do not stand in the story as it is now', input: 'words' }]);
    expect(none?.field('The words of the passage').value).toBe('the tulip');
    expect(none?.field('Themes of the passage').values).toEqual(['home']);
    const { page: without } = await browser.send(page('E'), { words: 'marigold' });
    expect(without?.errors).toEqual([{ text: 'Choose at least one theme', input: 'themes' }]);
    const welsh = (await browser.send(`/cy${page('E').slice(3)}`, { words: '', themes: ['home'] })).page;
    expect(welsh?.errors[0]?.text).toBe('Rhowch eiriau’r darn');
  });

  it('asks which of them, where they stand there more than once', async () => {
    await hearStory(service, 'F');
    await corrected('F', 'A rose is a rose is a rose');
    const browser = await service.browser(evaluator);
    const { page: asks } = await browser.send(page('F'), { words: 'a rose', themes: ['home'] });
    expect(asks?.errors[0]).toEqual({
      ...{ text: 'These words stand in the story more than once: choose which of them', input: 'which' },
    });
    const which = asks?.field('Which passage do you mean?');
    expect(which?.options).toEqual(['narrative.0.6', 'narrative.10.16', 'narrative.20.26']);
    await browser.send(page('F'), { words: 'a rose', which: 'narrative.10.16', themes: ['home'] });
    expect(await passagesOf('F')).toEqual([{ part: 'narrative', storyVersion: 2, from: 10, to: 16, themes: ['home'] }]);
    await hearStory(service, 'G');
    await corrected('G', 'rose '.repeat(11));
    const { page: many } = await browser.send(page('G'), { words: 'rose', themes: ['home'] });
    expect(many?.errors[0]?.text).toContain('more than 10 times');
  });

  it('says so of one whose version is no longer read, and takes it off', async () => {
    await corrected('A', 'Another flower');
    const browser = await service.browser(evaluator);
    const { page: seen } = await browser.open(wholePage('A'));
    expect(seen.mainText).toContain('It was of version 1 of the story, which is in version 2 now');
    expect(seen.root.querySelectorAll('mark')).toHaveLength(0);
    expect(seen.mainText).not.toContain('marigold');
    const sent = await browser.send(page('A'), { takeOff: '1.narrative.4.12' });
    expect(sent.leadsTo).toBe(`${wholePage('A')}?done=passage-off`);
    expect(await passagesOf('A')).toEqual([]);
  });

  it('is done by those who evaluate the programme, while the story may be read', async () => {
    const coded = { ...marigold, themes: ['home'] };
    expect((await put('B', coded, facilitator)).status).toBe(403);
    expect((await put('B', coded, stranger)).status).toBe(404);
    expect((await get(page('B'), stranger)).status).toBe(404);
    await service.vault.withdraw('story/B', { id: 'w', actor: 'teller-B', at: '2026-06-01T10:00:00.000Z' });
    expect((await put('B', coded)).body.type).toBe('/problems/coded-story-withheld');
    expect((await get(page('B'))).status).toBe(409);
    const { page: seen } = await (await service.browser(evaluator)).open(wholePage('B'));
    expect(seen.text).not.toContain('marigold');
    expect(seen.mainText).not.toContain('Passage 1');
  });
});

import { storyTranslatedV1 } from '#contracts/story-submission/story-translated.v1.js';
import { visitor, type Visitor } from '#web/testing/visitor.js';

import {
  chooseTextPage,
  openRoundApi,
  ownReadingApi,
  preparationApi,
  prepareMeetingPage,
  readStory,
  sittingStoryApi,
} from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const patience = 60_000;

describe('a translation of a story before a panel', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B', { language: 'cy', uses: ['translate'] });
    await panel.tell('C', { language: 'cy' });
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.done('M1', ownReadingApi.to(), { languages: ['en'] });
  }, patience);
  afterAll(() => panel.close());

  const translates = async (story: string, narrative: string, storyVersion = 1): Promise<void> => {
    const sealer = await panel.service.vault.sealer(`story/${story}`);
    if (sealer === undefined) throw new Error(`${story} was never told`);
    await panel.service.receive(storyTranslatedV1, `story/${story}`, {
      ...{ story, programme: 'telling', period: '2026-Q1', language: 'en', storyVersion, by: 'E1' },
      text: sealer.seal('text', storyVersion, { title: 'In English', narrative, whySignificant: null }),
      at: '2026-01-25T10:00:00.000Z',
    });
    await panel.service.settled();
  };
  const notReadable = async () =>
    (await panel.get(people.F1, preparationApi.to({ sitting: meeting.sitting }))).body.notReadable;
  const member = async (cookie = ''): Promise<Visitor> => {
    const { authorization = '' } = await panel.service.as(people.M1);
    return visitor(panel.service.app, { authorization, cookie });
  };
  const at = (story: string, language: 'en' | 'cy' = 'en') => ({ language, sitting: meeting.sitting, story });

  it('is asked for where a member does not read the language, and then counts: the round can be opened', async () => {
    expect(await notReadable()).toEqual([{ member: 'M1', story: 'B' }]);
    const preparing = prepareMeetingPage.to({ language: 'en', sitting: meeting.sitting });
    const { page } = await (await panel.service.browser(people.F1)).open(preparing);
    expect(page.linkTo('Translate DN-B')).toBe('/en/stories/B/translation');
    const refused = await panel.post(people.F1, openRoundApi.to({ sitting: meeting.sitting }));
    expect(refused.body.type).toBe('/problems/language-not-settled');
    await translates('B', 'The English marigold');
    expect(await notReadable()).toEqual([]);
  });

  it('is offered beside the original, marked, and chosen once for every story', async () => {
    await panel.read(meeting, 'M1');
    const told = (await (await member()).open(readStory.to(at('B')))).page;
    expect(told.mainText).toContain('You are reading it as it was told');
    expect(told.mainText).toContain('The marigold of B');
    expect(told.mainText).not.toContain('English marigold');
    expect(told.buttons).toContain('Read a translation: English');
    const chosen = await (await member()).send(chooseTextPage.to(at('B')), { ...told.formValues, text: 'en' });
    expect(chosen.leadsTo).toBe(readStory.to(at('B')));
    const [cookie = ''] = [chosen.headers['set-cookie'] ?? []].flat()[0]?.split(';', 1) ?? [];
    expect(cookie).toBe('newid-text=en');
    const read = (await (await member(cookie)).open(readStory.to(at('B')))).page;
    expect(read.heading).toBe('In English');
    expect(read.mainText).toContain('You are reading a translation (English), made by E1 on 25 January 2026');
    expect(read.mainText).toContain('The English marigold');
    expect(read.buttons).toContain('Read it as it was told');
    const welsh = (await (await member(cookie)).open(readStory.to(at('B', 'cy')))).page;
    expect(welsh.mainText).toContain('Rydych yn darllen cyfieithiad (English), a wnaed ar 25 Ionawr 2026 (gan: E1)');
    // One that is told in English has no second text, and needs none.
    expect((await (await member(cookie)).open(readStory.to(at('A')))).page.mainText).toContain('The marigold of A');
    const { body } = await panel.get(people.M1, sittingStoryApi.to({ sitting: meeting.sitting, story: 'B' }));
    expect(body.translations).toMatchObject([
      { language: 'en', by: 'E1', text: { narrative: 'The English marigold' } },
    ]);
  });

  it('is not read of a story whose teller did not agree to it, nor of an earlier version', async () => {
    await translates('C', 'A secret marigold');
    const other = await panel.openMeeting(['C']);
    const address = readStory.to({ ...at('C'), sitting: other.sitting });
    expect((await (await member('newid-text=en')).open(address)).page.mainText).not.toContain('secret marigold');
    // Nor does it count as one: how the story is read has to be settled.
    const { body } = await panel.get(people.F1, preparationApi.to({ sitting: other.sitting }));
    expect(body.notReadable).toEqual([{ member: 'M1', story: 'C' }]);
    await panel.read(other, 'M1');
    await panel.correct('B');
    expect(await notReadable()).toEqual([{ member: 'M1', story: 'B' }]);
    await panel.readFirst('B', true, 2);
    await panel.read(meeting, 'M1');
    const { mainText } = (await (await member('newid-text=en')).open(readStory.to(at('B')))).page;
    expect(mainText).toContain('The corrected marigold of B');
    expect(mainText).toContain('There is a translation (English) of an earlier version');
  });
});

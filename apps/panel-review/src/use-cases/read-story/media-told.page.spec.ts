import { storyMediaChangedV1 } from '#contracts/story-submission/story-media-changed.v1.js';

import { readStory, sittingStoryApi } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const link = 'See the pictures, sound, films and documents told with it';

describe('what was told with a story beside its words, before a panel', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A', { uses: ['media'] });
    await panel.tell('B');
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1');
  }, 60_000);
  afterAll(() => panel.close());

  const changes = async (story: string, ready: number, revision: number, mayShowWho = true): Promise<void> => {
    const at = '2026-01-25T10:00:00.000Z';
    const said = { story, programme: 'telling', ready, mayShowWho, at, revision };
    await panel.service.receive(storyMediaChangedV1, `media/${story}`, said);
    await panel.service.settled();
  };
  const isLinked = async (story: string): Promise<boolean> => {
    const at = { sitting: meeting.sitting, story };
    const { body } = await panel.get(people.M1, sittingStoryApi.to(at));
    const browser = await panel.service.browser(people.M1);
    const { page } = await browser.open(readStory.to({ ...at, language: 'en' }));
    const isShown = page.mainText.includes(link);
    expect(body.hasMedia).toBe(isShown);
    if (isShown) expect(page.linkTo(link)).toBe(`/en/stories/${story}/media`);
    return isShown;
  };

  it('is linked to only where something is ready and its teller said yes', async () => {
    expect(await isLinked('A')).toBe(false);
    await changes('A', 1, 4);
    expect(await isLinked('A')).toBe(true);
    const welsh = await (
      await panel.service.browser(people.M1)
    ).open(readStory.to({ sitting: meeting.sitting, story: 'A', language: 'cy' }));
    expect(welsh.page.linkTo('Gweld y lluniau, y sain, y fideos a’r dogfennau a adroddwyd gyda hi')).toBe(
      '/cy/stories/A/media',
    );
    // A message that comes late brings nothing back.
    await changes('A', 0, 3);
    expect(await isLinked('A')).toBe(true);
    await changes('A', 0, 5);
    await changes('A', 1, 4);
    expect(await isLinked('A')).toBe(false);

    await changes('B', 2, 4);
    expect(await isLinked('B')).toBe(false);
  });

  it('is not linked to where it would show who does not show their name, nor once the teller takes it back', async () => {
    await changes('A', 1, 6, false);
    expect(await isLinked('A')).toBe(false);
    await changes('A', 1, 7);
    expect(await isLinked('A')).toBe(true);
    const standing = (await panel.service.vault.consentOf('story/A'))?.consent;
    if (standing === undefined) throw new Error('There is no consent');
    const intent = { id: 'no media', actor: 'teller-A', at: '2026-04-16T11:00:00.000Z' };
    await panel.service.vault.narrow('story/A', { ...standing, uses: [] }, intent);
    expect(await isLinked('A')).toBe(false);
  });
});

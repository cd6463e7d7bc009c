import { storyMovedV1 } from '#contracts/story-submission/story-moved.v1.js';

import { sittingApi } from '../addresses.js';
import { people, PanelOfThree, type Meeting } from '../testing/panel-of-three.js';

const at = '2026-04-16T11:00:00.000Z';

describe('a story that is put into another domain while a meeting looks at the one it came from', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    for (const story of ['A', 'B']) await panel.tell(story);
    meeting = await panel.openMeeting(['A', 'B']);
  });
  afterAll(() => panel.close());

  const move = (story: string, from: string, domain: string) =>
    panel.service.receive(storyMovedV1, `story/${story}`, {
      ...{ story, programme: 'telling', period: '2026-Q1', from, domain, at },
    });
  const gone = async (): Promise<readonly string[]> => {
    await panel.service.settled();
    const { body } = await panel.get(people.M1, sittingApi.to({ sitting: meeting.sitting }));
    const stories: readonly { readonly story: string; readonly isWithdrawn: boolean }[] = body.stories;
    return stories.filter(({ isWithdrawn }) => isWithdrawn).map(({ story }) => story);
  };

  it('leaves it; one that came from elsewhere does not', async () => {
    await move('A', 'other', 'lessons');
    expect(await gone()).toEqual([]);
    await move('A', 'quality', 'lessons');
    expect(await gone()).toEqual(['A']);
  });
});

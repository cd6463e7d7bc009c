import { receiveStoriesApi, sittingsApi } from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };

describe('a story that nobody has read for the panels', () => {
  let panel: PanelOfThree;
  let sitting: string;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    await panel.tell('A', { isReadFirst: false });
    await panel.tell('B');
    sitting = String((await panel.done('F1', sittingsApi.to(), asked))['sitting']);
  });
  afterAll(() => panel.service.close());

  const receives = (story: string) => panel.post(people.F1, receiveStoriesApi.to({ sitting }), { stories: [story] });
  const isOffered = async (story: string) =>
    (
      await (await panel.service.browser(people.F1)).open(`/en/meetings/${sitting}/receive-stories`)
    ).page.mainText.includes(`DN-${story}`);

  it('is offered to no panel and received by none, until somebody has', async () => {
    const { status, body } = await receives('A');
    expect([status, body.type, body.field]).toEqual([409, '/problems/story-not-read-first', 'stories.0']);
    expect([await isOffered('A'), await isOffered('B')]).toEqual([false, true]);
    await panel.readFirst('A');
    expect(await isOffered('A')).toBe(true);
    expect((await receives('A')).status).toBe(200);
  });

  it('is every story that was held back, or corrected since it was read', async () => {
    await panel.readFirst('B', false);
    expect((await receives('B')).status).toBe(409);
    await panel.readFirst('B');
    await panel.correct('B');
    expect((await receives('B')).status).toBe(409);
    // What was read is the text before the correction.
    await panel.readFirst('B', true, 1);
    expect((await receives('B')).status).toBe(409);
    await panel.readFirst('B', true, 2);
    expect((await receives('B')).status).toBe(200);
  });

  it('is kept from panels that somebody it is about sits on or leads, and from who manages them; nobody is told why', async () => {
    for (const [story, from] of [
      ['C', 'M2'],
      ['D', 'F1'],
      ['E', 'M4'],
    ] as const) {
      await panel.tell(story, { isReadFirst: false });
      await panel.readFirst(story, true, 1, [from]);
    }
    for (const story of ['C', 'D']) {
      const { status, body } = await receives(story);
      expect([await isOffered(story), status, body.type]).toEqual([false, 422, '/problems/story-not-receivable']);
    }
    // Cleared again, of a newer text: it is kept from them still.
    await panel.readFirst('C');
    expect(await isOffered('C')).toBe(false);
    expect([await isOffered('E'), (await receives('E')).status]).toEqual([true, 200]);
  });
});

import { ballotsApi, closeRoundApi, readAloudPage, readingsApi, roundApi, sittingApi } from './addresses.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const { F1, M1 } = people;

describe('a meeting where each answers in their own time', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
    meeting = await panel.openMeeting(['A']);
  }, 30_000);
  afterAll(() => panel.close());

  const readByM1 = async () => (await panel.get(M1, sittingApi.to(meeting))).body.stories[0].isRead;

  it('has no story read aloud: nobody chooses because somebody says that they have heard it', async () => {
    for (const how of ['read-aloud', 'printed']) {
      const { status, body } = await panel.post(F1, readingsApi.to({ ...meeting, story: 'A' }), { how });
      expect([how, status, body.type]).toEqual([how, 409, '/problems/reading-aloud-without-room']);
    }
    const browser = await panel.service.browser(F1);
    const sent = await browser.send(readAloudPage.to({ ...meeting, language: 'cy', story: 'A' }), {});
    expect([sent.status, sent.page.text]).toEqual([409, expect.stringContaining('mewn ystafell y darllenir stori')]);
    expect(await readByM1()).toBe(false);
    const round = await panel.openRound(meeting);
    expect((await panel.post(M1, ballotsApi.to({ round }), { choice: 'A' })).body.type).toBe('/problems/story-unread');
    await panel.closeRound(round);
  });

  it('has no hands counted: what whoever leads types is nobody’s answer', async () => {
    const round = await panel.openRound(meeting);
    const roomCounts = { counts: { A: 3 }, abstained: 0, answered: 3 };
    const { status, body } = await panel.post(F1, closeRoundApi.to({ round }), { roomCounts });
    expect([status, body.type, body.field]).toEqual([409, '/problems/room-counts-without-room', 'roomCounts']);
    expect((await panel.get(M1, roundApi.to({ round }))).body).toMatchObject({ isOpen: true, answered: 0 });
  });
});

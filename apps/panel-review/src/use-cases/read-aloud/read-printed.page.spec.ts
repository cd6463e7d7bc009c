import { ballotsApi, readingsApi, readPrintedPage, seeMeeting } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

describe('a story that a room reads on paper', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    for (const story of ['A', 'B']) await panel.tell(story);
    meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
  });
  afterAll(() => panel.close());

  it('counts as read once the facilitator says so, by the page and by the API', async () => {
    const { sitting } = meeting;
    const browser = await panel.service.browser(people.F1);
    const { page } = await browser.open(seeMeeting.to({ language: 'en', sitting }));
    expect(page.buttons).toContain('Everybody has read it on paper');
    const welsh = (await browser.open(seeMeeting.to({ language: 'cy', sitting }))).page;
    expect(welsh.buttons).toContain('Mae pawb wedi’i darllen ar bapur');
    const sent = await browser.send(readPrintedPage.to({ language: 'en', sitting, story: 'A' }), {});
    expect([sent.status, sent.leadsTo]).toEqual([303, seeMeeting.to({ language: 'en', sitting })]);
    await panel.done('F1', readingsApi.to({ sitting, story: 'B' }), { how: 'printed' });

    const round = await panel.openRound(meeting);
    expect((await panel.post(people.M1, ballotsApi.to({ round }), { choice: 'A' })).status).toBe(201);
    await panel.service.settled();
    const told = panel.service.said().filter(({ type }) => type === 'story.opened.v1');
    expect(told.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ story: 'B', member: 'M2', how: 'printed' }),
    );
    expect(told).toHaveLength(6);
  });

  it('is told from the others by who listens: each way says which story it is of', async () => {
    const { sitting } = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
    const { page } = await (await panel.service.browser(people.F1)).open(seeMeeting.to({ language: 'cy', sitting }));
    for (const story of ['A', 'B']) {
      expect(page.linkTo(`Ei chlywed eto mewn cyfnod diweddarach: Title of ${story}`)).toContain(`/stories/${story}/`);
      expect(page.root.querySelector(`[id="${story}"]`)?.textContent).toBe(`Title of ${story}`);
      const described = page.root.querySelectorAll(`button[aria-describedby="${story}"]`);
      expect(described.map(({ textContent }) => textContent.trim())).toEqual([
        'Mae wedi’i darllen yn uchel',
        'Mae pawb wedi’i darllen ar bapur',
      ]);
    }
  });

  it('is for the facilitator to say', async () => {
    const { sitting } = meeting;
    const printed = readingsApi.to({ sitting, story: 'A' });
    expect((await panel.post(people.M1, printed, { how: 'printed' })).status).toBe(403);
  });
});

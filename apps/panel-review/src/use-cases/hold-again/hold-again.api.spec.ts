import { heldOverApi, holdAgainApi, holdAgainPage, seeMeeting, sittingApi } from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const patience = 60_000;

describe('a meeting that is held again for another period', () => {
  let panel: PanelOfThree;
  let sitting: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
    const meeting = await panel.openMeeting(['A'], { method: 'ranked', heldIn: 'room' });
    ({ sitting } = meeting);
    await panel.done('F1', heldOverApi.to({ sitting }), { story: 'A', toPeriod: '2026-Q2', reason: 'Too soon' });
    await panel.decideAndClose(meeting, 'none', []);
    await panel.convene(['M1', 'M2', 'O1']);
  }, patience);
  afterAll(() => panel.close());

  it('opens as it was held, with the panel as it is now', async () => {
    const browser = await panel.service.browser(people.F1);
    const address = holdAgainPage.to({ language: 'en', sitting });
    const closed = await browser.open(seeMeeting.to({ language: 'en', sitting }));
    expect(closed.page.linkTo('Hold this meeting for another period')).toBe(address);
    const asked = await browser.open(address);
    expect(asked.page.mainText).toContain('New since this meeting: O1');
    expect(asked.page.mainText).toContain('no longer on the panel: M3');
    expect((await browser.send(address, asked.page.formValues)).status).toBe(422);
    const sent = await browser.send(address, { ...asked.page.formValues, period: '2026-Q2' });
    expect(sent.status).toBe(303);
    const again = (sent.leadsTo ?? '').split('/').at(-1) ?? '';
    const { body } = await panel.get(people.F1, sittingApi.to({ sitting: again }));
    expect(body).toMatchObject({
      ...{ panel: 'east', period: '2026-Q2', domain: 'quality', method: 'ranked', heldIn: 'room' },
      ...{ members: ['M1', 'M2', 'O1'], isClosed: false, stories: [] },
    });
    // What was held over is among the stories to bring in.
    expect((await browser.open(`/en/meetings/${again}/receive-stories`)).page.mainText).toContain('DN-A');
    const welsh = await browser.open(holdAgainPage.to({ language: 'cy', sitting }));
    expect(welsh.page.heading).toBe('Cynnal y cyfarfod hwn ar gyfer cyfnod arall');
  });

  it('is opened by its facilitator alone, for a period that there is', async () => {
    const again = (who: keyof typeof people, period: string) =>
      panel.post(people[who], holdAgainApi.to({ sitting }), { period });
    expect((await again('F2', '2026-Q2')).body.type).toBe('/problems/not-the-facilitator');
    expect((await again('F1', '2030-Q1')).body.type).toBe('/problems/sitting-period-unknown');
    expect((await again('M1', '2026-Q2')).status).toBe(403);
  });
});

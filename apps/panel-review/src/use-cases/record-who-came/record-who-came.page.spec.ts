import {
  attendanceApi,
  ballotsApi,
  closeRoundApi,
  minutesPage,
  seeMeeting,
  sittingApi,
  slipsApi,
  slipsPage,
  whoCamePage,
} from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const five = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
const { E1, F1, F2, M1 } = people;

describe('who came to a meeting in a room', () => {
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene(five);
  }, 30_000);
  afterAll(() => panel.close());

  const meet = (heldIn: 'room' | 'online' = 'room') => panel.openMeeting(['A', 'B'], { heldIn });
  const refusalOf = async (who: keyof typeof people, address: string, body: object) => {
    const { status, body: said } = await panel.post(people[who], address, body);
    return [status, String(said.type ?? '').replace('/problems/', ''), said.field];
  };

  it('is ticked on a page, where everybody stands ticked, and is in the minutes', async () => {
    const { sitting } = await meet();
    const browser = await panel.service.browser(F1);
    const before = (await browser.open(minutesPage.to({ language: 'en', sitting }))).page.mainText;
    expect(before.replace(/\s+/g, ' ')).toContain('Who came Not recorded');
    const address = whoCamePage.to({ language: 'en', sitting });
    const { page } = await browser.open(seeMeeting.to({ language: 'en', sitting }));
    expect(page.linkTo('Record who came')).toBe(address);
    const asked = (await browser.open(address)).page;
    expect(asked.field('Who is in the room?').values).toEqual([...five]);
    const { leadsTo = '' } = await browser.send(address, { ...asked.formValues, came: ['M1', 'M2', 'M5'] });
    expect((await browser.open(leadsTo)).page.text).toContain('Who came is saved.');
    expect((await browser.open(address)).page.field('Who is in the room?').values).toEqual(['M1', 'M2', 'M5']);
    const minutes = (await browser.open(minutesPage.to({ language: 'en', sitting }))).page.mainText;
    expect(minutes.replace(/\s+/g, ' ')).toContain('Who came M1, M2 and M5Did not come M3 and M4');
    const welsh = (await browser.open(minutesPage.to({ language: 'cy', sitting }))).page.mainText;
    expect(welsh.replace(/\s+/g, ' ')).toContain('Pwy a ddaeth M1, M2, M5Ni ddaeth M3, M4');
    expect((await panel.get(E1, sittingApi.to({ sitting }))).body.came).toEqual(['M1', 'M2', 'M5']);
  });

  it('hears what is read out: who did not come reads before they answer', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    await panel.done('F1', attendanceApi.to({ sitting }), { came: ['M1', 'M2', 'M3'] });
    await panel.readOut(meeting);
    const round = await panel.openRound(meeting);
    expect(await refusalOf('M4', ballotsApi.to({ round }), { choice: 'A' })).toEqual([409, 'story-unread', 'choice']);
    expect((await panel.post(M1, ballotsApi.to({ round }), { choice: 'A' })).status).toBe(201);
    await panel.read(meeting, 'M4');
    expect((await panel.post(people.M4, ballotsApi.to({ round }), { choice: 'B' })).status).toBe(201);
    expect(await panel.closeRound(round)).toMatchObject({ entitled: 5, answered: 2, quorate: false });
  });

  it('gives slips and hands, and nobody else does', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    await panel.readOut(meeting);
    await panel.done('F1', attendanceApi.to({ sitting }), { came: ['M1', 'M2', 'M3'] });
    const round = await panel.openRound(meeting);
    const slip = { member: 'M4', choice: 'A' };
    expect(await refusalOf('F1', slipsApi.to({ round }), slip)).toEqual([409, 'slip-of-absent', 'member']);
    const pile = (await (await panel.service.browser(F1)).open(slipsPage.to({ language: 'en', round }))).page;
    expect(pile.mainText).toContain('Recorded as not there');
    const hands = (answered: number) => ({ roomCounts: { counts: { A: answered }, abstained: 0, answered } });
    expect(await refusalOf('F1', closeRoundApi.to({ round }), hands(4))).toEqual([
      422,
      'more-answers-than-came',
      'answered',
    ]);
    expect((await panel.post(F1, closeRoundApi.to({ round }), hands(3))).body.result).toMatchObject({ answered: 3 });
  });

  it('is recorded by nobody but who leads it, of members, in a room', async () => {
    const { sitting } = await meet();
    const address = attendanceApi.to({ sitting });
    expect(await refusalOf('F1', address, { came: ['O1'] })).toEqual([422, 'attendance-of-no-member', 'came']);
    expect(await refusalOf('M1', address, { came: ['M1'] })).toEqual([403, 'not-allowed', undefined]);
    expect((await panel.post(F2, address, { came: ['M1'] })).status).toBeGreaterThanOrEqual(403);
    expect((await panel.get(E1, sittingApi.to({ sitting }))).body.came).toBeNull();
    const online = await meet('online');
    const elsewhere = attendanceApi.to({ sitting: online.sitting });
    expect(await refusalOf('F1', elsewhere, { came: [] })).toEqual([409, 'attendance-without-room', undefined]);
    const browser = await panel.service.browser(F1);
    expect((await browser.open(whoCamePage.to({ language: 'en', sitting: online.sitting }))).status).toBe(409);
  });
});

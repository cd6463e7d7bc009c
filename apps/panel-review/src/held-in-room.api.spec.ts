import {
  attendanceApi,
  closeRoundApi,
  conflictsApi,
  minutesApi,
  readingsApi,
  roundApi,
  skipsApi,
} from './addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from './testing/panel-of-three.js';

const { F1, M1 } = people;

describe('a round in a room', () => {
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
  }, 30_000);
  afterAll(() => panel.close());

  const meet = (changes: object = {}): Promise<Meeting> =>
    panel.openMeeting(['A', 'B'], { heldIn: 'room', ...changes });
  const readAloud = ({ sitting }: Meeting, story: string, how = 'read-aloud') =>
    panel.done('F1', readingsApi.to({ sitting, story }), { how });
  const close = async (round: string, body: object, language = 'en') => {
    const { status, body: said } = await panel.post(F1, closeRoundApi.to({ round }), body, {
      'accept-language': language,
    });
    return { status, refusal: String(said.type ?? '').replace('/problems/', ''), field: said.field, said };
  };
  const hands = (answered: number) => ({ roomCounts: { counts: { A: answered }, abstained: 0, answered } });

  it.each(['majority', 'approval'])(
    'by %s is not closed without what was counted there, unless that is said',
    async (method) => {
      const meeting = await meet({ method });
      await panel.readOut(meeting);
      const round = await panel.openRound(meeting);
      for (const [language, sentence] of [
        ['en', 'no hands, dots or slips were counted'],
        ['cy', 'ni chyfrifwyd dwylo, dotiau na slipiau'],
      ] as const) {
        const silent = await close(round, {}, language);
        expect(silent).toMatchObject({ status: 409, refusal: 'room-not-counted', field: 'roomCounts' });
        expect(silent.said.detail).toContain(sentence);
      }
      expect((await panel.get(M1, roundApi.to({ round }))).body).toMatchObject({ isOpen: true });
      const meant = await close(round, { withoutResult: true });
      expect(meant.said.result).toMatchObject({ answered: 0, quorate: false, leading: [] });
    },
  );

  it('closes on what members sent, or on hands of which there were none, without a further word', async () => {
    const meeting = await meet();
    await panel.readOut(meeting);
    const sent = await panel.openRound(meeting);
    await panel.cast(sent, { M1: { choice: 'A' } });
    expect(await close(sent, {})).toMatchObject({ status: 200 });
    const none = await panel.openRound(meeting);
    expect(await close(none, hands(0))).toMatchObject({ status: 200 });
  });

  it('takes hands of those alone who have heard, read or skipped every story that they may choose', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    expect(await close(round, hands(3))).toMatchObject({
      ...{ status: 409, refusal: 'hands-before-reading', field: 'answered' },
    });
    await readAloud(meeting, 'A');
    const early = await close(round, hands(3), 'cy');
    expect(early.said.detail).toMatch(/gyfrifwyd: 3\. .*stori: 0\. .*gwybod: DN-B$/);
    expect(early.said.detail).not.toContain('DN-A');
    const tooClose: Name = 'M1';
    await panel.done(tooClose, conflictsApi.to({ sitting }), { member: tooClose, story: 'B', because: 'close' });
    await panel.done('M2', skipsApi.to({ sitting, story: 'B' }));
    expect(await close(round, hands(3))).toMatchObject({ refusal: 'hands-before-reading' });
    const two = await close(round, hands(2));
    expect(two.said.result).toMatchObject({ answered: 2, entitled: 3, quorate: true });
  });

  it('waits for nobody who did not come', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    await panel.readOut(meeting);
    await panel.done('F1', attendanceApi.to({ sitting }), { came: ['M1', 'M2'] });
    const round = await panel.openRound(meeting);
    expect(await close(round, hands(2))).toMatchObject({ status: 200 });
  });

  it('has its minutes say what was read out and how, also of what everybody had opened before', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
    const { sitting } = meeting;
    const readOut = async (): Promise<unknown> =>
      (await panel.get(M1, minutesApi.to({ sitting }))).body.received.map((each: { readOut: unknown }) => each.readOut);
    await panel.read(meeting, 'M1', 'M2', 'M3');
    expect(await readOut()).toEqual([null, null]);
    await readAloud(meeting, 'A');
    await readAloud(meeting, 'B', 'printed');
    await readAloud(meeting, 'B');
    expect(await readOut()).toEqual(['read-aloud', 'printed']);
  });
});

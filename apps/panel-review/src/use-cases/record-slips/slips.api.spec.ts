import { isRefusal } from '#contracts/shared/refusal.js';
import { aPanel } from '#contracts/testing/a-programme.js';

import {
  ballotsApi,
  closeRoundApi,
  conflictsApi,
  departuresApi,
  openRoundApi,
  ownWordsApi,
  ownWordsPage,
  reachApi,
  readingsApi,
  receiveStoriesApi,
  roundApi,
  seeMeeting,
  sittingApi,
  sittingsApi,
  sittingStoryApi,
  skipsApi,
  slipsApi,
  tallyFileApi,
} from '../../addresses.js';
import { roundStream } from '../../domain/round/round.js';
import { readTallyDocument } from '../../domain/tally/read-tally-document.js';
import { tally } from '../../domain/tally/tally.js';
import { PanelOfThree, people, type Meeting, type Name } from '../../testing/panel-of-three.js';

const { E1, F1, F2, M1 } = people;
const five = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
const patience = 30_000;

describe('what members answer in a room, recorded by the facilitator', () => {
  let panel: PanelOfThree;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene(five);
  }, patience);
  afterAll(() => panel.close());

  /** Around a table, where these stories have been read aloud. */
  const meet = async (changes: object = {}, heard: readonly string[] = ['A', 'B']): Promise<Meeting> => {
    const meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room', ...changes });
    for (const story of heard) await readAloud(meeting, story);
    return meeting;
  };
  const readAloud = ({ sitting }: Meeting, story: string) =>
    panel.done('F1', readingsApi.to({ sitting, story }), { how: 'read-aloud' });
  const record = async (round: string, slip: object, who: Name = 'F1') => {
    const { status, body } = await panel.post(people[who], slipsApi.to({ round }), slip);
    return { status, refusal: String(body.type ?? '').replace('/problems/', ''), field: body.field, body };
  };

  it('is counted beside what others send, and the published ballots say which is which', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    expect((await record(round, { member: 'M1', choice: 'A', reason: 'Somebody waited' })).status).toBe(201);
    expect((await panel.post(people.M2, ballotsApi.to({ round }), { choice: 'B' })).status).toBe(201);
    expect((await record(round, { member: 'M3', abstain: true })).status).toBe(201);

    const slips = await panel.get(F1, slipsApi.to({ round }));
    const asked = (member: string, answer: string) => ({ member, answer, unread: 0, came: true, mayChoose: true });
    const answers = ['recorded', 'own', 'recorded', 'none', 'none'];
    expect(slips.body).toEqual({ items: five.map((member, at) => asked(member, answers[at] ?? '')), next: null });

    const counted = await panel.closeRound(round);
    const expected = { answered: 3, abstained: 1, byStory: { A: { votes: 1 }, B: { votes: 1 } } };
    expect(counted).toMatchObject({ ...expected, recordedInRoom: false });
    expect((await panel.get(people.M5, roundApi.to({ round }))).body.ballots).toEqual([
      { member: 'M1', choice: 'A', skipped: [], recordedBy: 'F1' },
      { member: 'M2', choice: 'B', skipped: [] },
      { member: 'M3', abstain: true, skipped: [], recordedBy: 'F1' },
    ]);

    const file = await panel.get(F1, tallyFileApi.to({ sitting }));
    expect(file.text).not.toContain('recordedBy');
    const document = readTallyDocument(file.body);
    expect(isRefusal(document) ? document : tally(document).rounds[0]).toMatchObject(expected);
  });

  it('lies sealed until the round closes: no event, list or page says what it is', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    await record(round, { member: 'M1', choice: 'A', reason: 'Somebody waited' });
    const events = await panel.service.runtime.store.read(roundStream(round));
    const cast = events.map(({ event }) => event).filter(({ type }) => type === 'BallotCast');
    expect(cast).toMatchObject([{ data: { member: 'M1', recordedBy: 'F1', ballot: { class: 'ballot' } } }]);
    expect(JSON.stringify(cast)).not.toMatch(/choice|Somebody waited/);
    for (const address of [slipsApi.to({ round }), roundApi.to({ round })]) {
      const { status, text } = await panel.get(F1, address);
      expect([address, status]).toEqual([address, 200]);
      expect(text).not.toMatch(/"choice":|Somebody waited|"A":/);
    }
  });

  it('is its member’s to see, and to answer again: then it is theirs, and the last counts', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    await record(round, { member: 'M1', choice: 'A' });
    await record(round, { member: 'M2', choice: 'A' });
    expect((await record(round, { member: 'M2', choice: 'B' })).status).toBe(201);
    const mine = async () => (await panel.get(M1, roundApi.to({ round }))).body;
    expect(await mine()).toMatchObject({ mine: true, recordedBy: 'F1' });
    expect((await panel.post(M1, ballotsApi.to({ round }), { choice: 'B' })).status).toBe(201);
    const own = await mine();
    expect([own.mine, own.recordedBy]).toEqual([true, undefined]);
    expect(await record(round, { member: 'M1', choice: 'A' })).toMatchObject({
      ...{ status: 409, refusal: 'slip-after-own-answer' },
    });
    expect(await panel.closeRound(round)).toMatchObject({ byStory: { A: { votes: 0 }, B: { votes: 2 } } });
    expect((await mine()).ballots).toEqual([
      { member: 'M1', choice: 'B', skipped: [] },
      { member: 'M2', choice: 'B', skipped: [], recordedBy: 'F1' },
    ]);
  });

  it('comes with the reason its member gave, under their name, for this panel until they let it go further', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    const further = { member: 'M1', choice: 'A', reason: 'Somebody waited', reach: ['reports'] };
    expect(await record(round, further)).toMatchObject({ refusal: 'unknown-field', field: 'reach' });
    await record(round, { member: 'M1', choice: 'A', reason: 'Somebody waited' });
    await panel.done('M2', ballotsApi.to({ round }), { choice: 'A', reason: 'It lasted' });
    await panel.done('M3', ballotsApi.to({ round }), { choice: 'A' });
    await panel.closeRound(round);
    const said = async () => {
      const { items } = (await panel.get(M1, ownWordsApi.to())).body;
      return items.find((each: { readonly sitting: string }) => each.sitting === sitting);
    };
    const { words, answers } = await said();
    expect(words).toMatchObject([
      {
        ...{ kind: 'member', text: 'Somebody waited', stories: ['A'], round: 1, recordedBy: 'F1' },
        ...{ reach: ['this-panel'], mayChooseReach: true },
      },
    ]);
    const { reasons } = (await panel.get(E1, sittingApi.to({ sitting }))).body;
    expect(reasons).toMatchObject([
      { kind: 'member', text: 'Somebody waited', author: 'M1', recordedBy: 'F1' },
      { kind: 'member', text: 'It lasted', author: 'M2' },
    ]);
    expect(reasons[1]).not.toHaveProperty('recordedBy');
    const browser = await panel.service.browser(M1);
    for (const [language, by, other] of [
      ['en', 'M1 (recorded by: F1), about', 'M2, about'],
      ['cy', 'M1 (cofnodwyd gan: F1), am y stori hon:', 'M2, am y stori hon:'],
    ] as const) {
      const { mainText } = (await browser.open(seeMeeting.to({ language, sitting }))).page;
      expect(mainText).toContain(by);
      expect(mainText).toContain(other);
    }
    expect((await browser.open(ownWordsPage.to({ language: 'cy' }))).page.mainText).toContain(
      'Cofnododd yr hwylusydd y rheswm, o’ch slip neu fel y dywedoch ef.',
    );
    expect(answers).toEqual([{ round: 1, answer: { choice: 'A', skipped: [], recordedBy: 'F1' } }]);
    const reach = reachApi.to({ sitting, reason: words[0].reason });
    expect((await panel.post(F1, reach, { reach: ['teller'] })).status).toBe(404);
    expect((await panel.post(M1, reach, { reach: ['later-panels'] })).status).toBe(200);
    expect((await said()).words).toMatchObject([{ reach: ['this-panel', 'later-panels'] }]);
    // A panel above reads it, and neither who said it nor who wrote it down.
    await panel.decideAndClose(meeting, 'one', ['A']);
    const at = { programme: 'telling', panel: 'national', period: '2026-Q1', domain: 'quality' };
    const above = String((await panel.done('F2', sittingsApi.to(), at))['sitting']);
    await panel.done('F2', receiveStoriesApi.to({ sitting: above }), { stories: ['A'] });
    const { text } = await panel.get(people.M4, sittingStoryApi.to({ sitting: above, story: 'A' }));
    expect(text).toContain('Somebody waited');
    expect(text).not.toMatch(/"author"|"recordedBy"/);
  });

  it('keeps to what holds for an answer of a member’s own, said to whoever records it', async () => {
    const meeting = await meet({}, ['A']);
    const { sitting } = meeting;
    await panel.done('M2', conflictsApi.to({ sitting }), { member: 'M2', story: 'A', because: 'close' });
    await panel.done('M4', skipsApi.to({ sitting, story: 'B' }));
    await panel.done('F1', departuresApi.to({ sitting }), { member: 'M5' });
    const round = await panel.openRound(meeting);
    const unheard = await record(round, { member: 'M1', choice: 'A' });
    expect(unheard).toMatchObject({ status: 409, refusal: 'slip-story-unread', field: 'choice' });
    expect(unheard.body.detail).toContain('DN-B');
    await readAloud(meeting, 'B');

    for (const [slip, refusal, status, field] of [
      [{ member: 'M1', choice: 'Z' }, 'story-not-in-sitting', 422, 'choice'],
      [{ member: 'M1' }, 'ballot-needs-one-answer', 422, 'choice'],
      [{ member: 'M1', scores: { A: 3 } }, 'ballot-of-another-kind', 422, 'scores'],
      [{ member: 'M2', choice: 'A' }, 'slip-member-has-conflict', 409, 'choice'],
      [{ member: 'M4', choice: 'B' }, 'slip-story-unread', 409, 'choice'],
      [{ member: 'M5', choice: 'A' }, 'member-has-left', 403, undefined],
      [{ member: 'F1', choice: 'A' }, 'slip-of-no-member', 422, 'member'],
      [{ choice: 'A' }, 'missing-field', 422, 'member'],
    ] as const) {
      expect([slip, await record(round, slip)]).toMatchObject([slip, { status, refusal, field }]);
    }

    expect((await record(round, { member: 'M1', choice: 'A' })).status).toBe(201);
    expect((await record(round, { member: 'M2', choice: 'B' })).status).toBe(201);
    expect((await record(round, { member: 'M4', choice: 'A' })).status).toBe(201);
    expect(await panel.closeRound(round)).toMatchObject({ answered: 3, byStory: { A: { votes: 2 }, B: { votes: 1 } } });
    const { ballots } = (await panel.get(F1, roundApi.to({ round }))).body;
    expect(ballots).toContainEqual({ member: 'M4', choice: 'A', skipped: ['B'], recordedBy: 'F1' });
    expect(await record(round, { member: 'M1', choice: 'B' })).toMatchObject({ status: 409, refusal: 'round-closed' });
  });

  it(
    'needs a reason where a choice does, and where somebody objects',
    async () => {
      const rules = { choicesNeedReasons: true };
      const own = await PanelOfThree.start({ panels: [aPanel({ rules }), aPanel({ id: 'national', level: 2 })] });
      try {
        await own.tell('A');
        await own.convene();
        const { sitting } = await own.openMeeting(['A'], { heldIn: 'room', method: 'consensus' });
        await own.done('F1', readingsApi.to({ sitting, story: 'A' }), { how: 'read-aloud' });
        const round = await own.openRound({ sitting, stories: [] });
        const chosen = { member: 'M1', choice: 'A' };
        const without = await own.post(F1, slipsApi.to({ round }), chosen);
        expect([without.body.type, without.body.field]).toEqual(['/problems/choice-without-reason', 'reason']);
        expect((await own.post(F1, slipsApi.to({ round }), { ...chosen, reason: 'It lasted' })).status).toBe(201);
        await own.closeRound(round);
        const proposed = String((await own.done('F1', openRoundApi.to({ sitting }), { proposal: ['A'] }))['round']);
        const objects = { member: 'M2', stance: 'object' };
        const { body } = await own.post(F1, slipsApi.to({ round: proposed }), objects);
        expect([body.type, body.field]).toEqual(['/problems/objection-without-reason', 'reason']);
        const aloud = { ...objects, reason: 'Not yet' };
        expect((await own.post(F1, slipsApi.to({ round: proposed }), aloud)).status).toBe(201);
        expect(await own.closeRound(proposed)).toMatchObject({ stance: { object: 1 } });
      } finally {
        await own.close();
      }
    },
    patience,
  );

  it('is for the facilitator alone, who learns of no member’s reading before', async () => {
    const meeting = await meet({}, []);
    const round = await panel.openRound(meeting);
    const slip = { member: 'M2', choice: 'A' };
    for (const who of ['M1', 'M2', 'E1', 'F2'] as const) {
      expect([who, (await record(round, slip, who)).status]).toEqual([who, 403]);
    }
    const both = { person: 'M1', roles: [{ role: 'panel-member' }, { role: 'facilitator' }] } as const;
    const asBoth = await panel.post(both, slipsApi.to({ round }), slip);
    expect([asBoth.status, asBoth.body.type]).toEqual([403, '/problems/not-the-facilitator']);
    expect((await panel.get(both, slipsApi.to({ round }))).status).toBe(403);
    expect((await panel.get(E1, slipsApi.to({ round }))).status).toBe(403);
    expect((await panel.get(F2, slipsApi.to({ round }))).status).toBe(404);
    const elsewhere = { ...F1, organisation: 'another' };
    expect((await panel.post(elsewhere, slipsApi.to({ round }), slip)).status).toBe(404);
    expect((await panel.get(elsewhere, slipsApi.to({ round }))).status).toBe(404);
  });

  it('is recorded in a room only, and never in a secret round, whose slips stay counts', async () => {
    const online = await panel.openMeeting(['A', 'B'], { heldIn: 'online' });
    await panel.read(online, ...five);
    const secret = await meet({ secret: true });
    for (const [meeting, status, refusal] of [
      [online, 409, 'slip-without-room'],
      [secret, 422, 'slip-in-secret-round'],
    ] as const) {
      const round = await panel.openRound(meeting);
      expect(await record(round, { member: 'M1', choice: 'A' })).toMatchObject({ status, refusal });
      const list = await panel.get(F1, slipsApi.to({ round }));
      expect([list.status, list.body.type]).toEqual([status, `/problems/${refusal}`]);
      expect((await panel.get(F1, roundApi.to({ round }))).body).toMatchObject({ answered: 0 });
    }
  });

  it('stands instead of counts, never beside them, whichever comes first', async () => {
    const roomCounts = { counts: { A: 2, B: 1 }, abstained: 0, answered: 3 };
    const meeting = await meet();
    const slipped = await panel.openRound(meeting);
    await record(slipped, { member: 'M1', choice: 'A' });
    const beside = await panel.post(F1, closeRoundApi.to({ round: slipped }), { roomCounts });
    expect([beside.status, beside.body.type]).toEqual([409, '/problems/round-has-ballots']);
    await panel.closeRound(slipped);
    const counted = await panel.openRound(meeting);
    expect((await panel.post(F1, closeRoundApi.to({ round: counted }), { roomCounts })).status).toBe(200);
    expect(await record(counted, { member: 'M1', choice: 'A' })).toMatchObject({
      status: 409,
      refusal: 'round-closed',
    });
  });
});

import { isRefusal } from '#contracts/shared/refusal.js';

import { ballotsApi, closeRoundApi, conflictsApi, outcomeApi, sittingApi, tallyFileApi } from './addresses.js';
import { readTallyDocument } from './domain/tally/read-tally-document.js';
import { tally } from './domain/tally/tally.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const { F1, M1 } = people;
const patience = 30_000;

/** Whatever happens around a round, its file can be counted by anybody with `newid tally`. */
describe('counting again from what was published', () => {
  let panel: PanelOfThree;

  beforeEach(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B', 'C']) await panel.tell(story);
    await panel.convene();
  }, patience);
  afterEach(() => panel.close());

  async function countedFromFile({ sitting }: Meeting) {
    const document = readTallyDocument((await panel.get(M1, tallyFileApi.to({ sitting }))).body);
    if (isRefusal(document)) throw new Error(`newid tally refuses it: ${JSON.stringify(document)}`);
    return tally(document);
  }
  const resultsOf = async ({ sitting }: Meeting) =>
    (await panel.get(M1, sittingApi.to({ sitting }))).body.rounds.map(({ result }: { result: object }) => result);

  it('two rounds show the movement between them', async () => {
    const meeting = await panel.openMeeting(['A', 'B', 'C'], { method: 'iterative' });
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'B' }, M3: { choice: 'C' } });
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' }, M3: { abstain: true } });
    const again = await countedFromFile(meeting);
    expect(again.rounds).toMatchObject([
      { leading: ['A', 'B', 'C'], tie: true },
      { leading: ['A'], tie: false, abstained: 1, movement: [{ from: 'B', to: 'A', members: 1 }] },
    ]);
    expect(await resultsOf(meeting)).toMatchObject(again.rounds.map(({ leading, tie }) => ({ leading, tie })));
  });

  it('scores stand as means with how many gave one', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { method: 'scoring' });
    await panel.vote(meeting, {
      M1: { scores: { A: 7, B: 4 }, reasons: { A: 'Brave' } },
      M2: { scores: { A: 8 } },
      M3: { abstain: true },
    });
    const byStory = {
      A: { mean: 7.5, n: 2, entitled: 3, tooFew: false },
      B: { mean: 4, n: 1, entitled: 3, tooFew: true },
    };
    expect((await countedFromFile(meeting)).rounds).toMatchObject([{ byStory, leading: ['A'] }]);
    expect(await resultsOf(meeting)).toMatchObject([{ byStory, leading: ['A'] }]);
  });

  it('hands counted in a room', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
    await panel.readOut(meeting);
    const round = await panel.openRound(meeting);
    const roomCounts = { counts: { A: 2, B: 1 }, abstained: 0, answered: 3 };
    const wrong = await panel.post(F1, closeRoundApi.to({ round }), { roomCounts: { ...roomCounts, answered: 2 } });
    expect([wrong.status, wrong.body.type]).toEqual([422, '/problems/counts-do-not-add-up']);
    const many = { counts: { A: 4 }, abstained: 0, answered: 4 };
    const tooMany = await panel.post(F1, closeRoundApi.to({ round }), { roomCounts: many });
    expect([tooMany.status, tooMany.body.type]).toEqual([422, '/problems/more-answers-than-entitled']);
    await panel.done('F1', closeRoundApi.to({ round }), { roomCounts });
    expect((await countedFromFile(meeting)).leading).toEqual(['A']);
    expect(await resultsOf(meeting)).toMatchObject([{ recordedInRoom: true, answered: 3, leading: ['A'] }]);
  });

  it('hands counted in a room for a story since taken back', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
    await panel.readOut(meeting);
    const round = await panel.openRound(meeting);
    const roomCounts = { counts: { A: 2, B: 1 }, abstained: 0, answered: 3 };
    await panel.done('F1', closeRoundApi.to({ round }), { roomCounts });
    await panel.withdraw('A');
    expect(await countedFromFile(meeting)).toMatchObject({ leading: ['B'], rounds: [{ answered: 1 }] });
  });

  it('a story taken back while a round is open takes its ballots with it', async () => {
    const meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1', 'M2', 'M3');
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'B' } });
    await panel.withdraw('A');
    const late = await panel.post(people.M3, ballotsApi.to({ round }), { choice: 'A' });
    expect([late.status, late.body.type]).toEqual([422, '/problems/story-not-in-sitting']);
    expect(await panel.closeRound(round)).toMatchObject({ answered: 1, quorate: false, byStory: { B: { votes: 1 } } });
    expect((await countedFromFile(meeting)).rounds).toMatchObject([{ answered: 1, leading: ['B'] }]);
  });

  it('a story taken back after it was chosen leaves the group to decide again', async () => {
    const meeting = await panel.openMeeting(['A', 'B']);
    const { sitting } = meeting;
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' }, M3: { choice: 'B' } });
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'one', stories: ['A'], reason: 'Yes' });
    await panel.withdraw('A');
    expect((await panel.get(F1, sittingApi.to({ sitting }))).body.outcome).toBeNull();
    expect((await countedFromFile(meeting)).leading).toEqual(['B']);
  });

  it('a conflict declared after a round was counted', async () => {
    const meeting = await panel.openMeeting(['A', 'B']);
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'B' }, M3: { choice: 'B' } });
    const late = { member: 'M1', story: 'A', because: 'close' };
    await panel.done('M1', conflictsApi.to({ sitting: meeting.sitting }), late);
    expect((await countedFromFile(meeting)).rounds).toMatchObject([
      { answered: 2, byStory: { A: { votes: 0, entitled: 2 }, B: { votes: 2, entitled: 3 } } },
    ]);
  });

  it('a conflict declared while a round is open', async () => {
    const meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1', 'M2', 'M3');
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'B' }, M3: { choice: 'B' } });
    const late = { member: 'M1', story: 'A', because: 'close' };
    await panel.done('M1', conflictsApi.to({ sitting: meeting.sitting }), late);
    const again = await panel.post(M1, ballotsApi.to({ round }), { choice: 'A' });
    expect([again.status, again.body.type]).toEqual([409, '/problems/member-has-conflict']);
    expect(await panel.closeRound(round)).toMatchObject({ answered: 2, byStory: { A: { votes: 0, entitled: 2 } } });
    expect((await countedFromFile(meeting)).rounds).toMatchObject([{ answered: 2 }]);
  });

  it('a round that nobody answered', async () => {
    const meeting = await panel.openMeeting(['A', 'B']);
    const round = await panel.openRound(meeting);
    expect(await panel.closeRound(round)).toMatchObject({ answered: 0, quorate: false, leading: [] });
    expect((await countedFromFile(meeting)).leading).toEqual([]);
    const early = await panel.post(F1, outcomeApi.to({ sitting: meeting.sitting }), {
      kind: 'one',
      stories: ['A'],
      reason: 'Yes',
    });
    expect([early.status, early.body.type]).toEqual([409, '/problems/not-quorate']);
  });
});

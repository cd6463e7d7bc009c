import { isRefusal } from '#contracts/shared/refusal.js';

import { closeSittingApi, openRoundApi, outcomeApi, roundApi, sittingApi, tallyFileApi } from './addresses.js';
import { readTallyDocument } from './domain/tally/read-tally-document.js';
import { tally } from './domain/tally/tally.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const { F1, M1 } = people;
const patience = 30_000;

/** Each way of choosing that meetings hold, with counts worked out by hand from method.md, section 3. */
describe('a panel that chooses', () => {
  let panel: PanelOfThree;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B', 'C']) await panel.tell(story);
    await panel.convene();
  }, patience);
  afterAll(() => panel.close());

  const meet = async (method: string): Promise<Meeting> => {
    const meeting = await panel.openMeeting(['A', 'B', 'C'], { method });
    await panel.read(meeting, 'M1', 'M2', 'M3');
    return meeting;
  };
  const propose = async ({ sitting }: Meeting, proposal: readonly string[]): Promise<string> =>
    String((await panel.done('F1', openRoundApi.to({ sitting }), { proposal }))['round']);

  /** What anybody of the panel comes to who counts the published file again. */
  async function countedAgain({ sitting }: Meeting) {
    const file = readTallyDocument((await panel.get(M1, tallyFileApi.to({ sitting }))).body);
    if (isRefusal(file)) throw new Error(JSON.stringify(file));
    return tally(file);
  }

  it('by approval: most approvals lead', async () => {
    const meeting = await meet('approval');
    const round = await panel.openRound(meeting);
    await panel.cast(round, {
      M1: { approve: ['A', 'B'], reason: 'Both hold' },
      M2: { approve: ['B'] },
      M3: { abstain: true },
    });
    expect(await panel.closeRound(round)).toMatchObject({
      ...{ kind: 'approval', entitled: 3, answered: 3, abstained: 1, quorate: true, leading: ['B'], tie: false },
      byStory: { A: { votes: 1, entitled: 3 }, B: { votes: 2, entitled: 3 }, C: { votes: 0, entitled: 3 } },
    });
    expect(await countedAgain(meeting)).toMatchObject({ leading: ['B'], decidable: true });
  });

  it('by order: places are counted in two ways, and where they differ both are there', async () => {
    const meeting = await meet('ranked');
    const round = await panel.openRound(meeting);
    // Borda: A 2+2+0, B 1+1+2, C 0+0+1. Two by two: A before B and before C by two ballots to one, B before C by three.
    await panel.cast(round, {
      M1: { ranking: ['A', 'B', 'C'] },
      M2: { ranking: ['A', 'B', 'C'] },
      M3: { ranking: ['B', 'C', 'A'] },
    });
    expect(await panel.closeRound(round)).toMatchObject({
      ...{ kind: 'rank', leading: ['A', 'B'], tie: true, condorcet: 'A' },
      byStory: {
        A: { borda: 4, wins: 2, losses: 0, ties: 0 },
        B: { borda: 4, wins: 1, losses: 1, ties: 0 },
        C: { borda: 1, wins: 0, losses: 2, ties: 0 },
      },
    });
    expect(await countedAgain(meeting)).toMatchObject({ leading: ['A', 'B'], condorcet: 'A' });
  });

  it('by consensus: an objection keeps the talk open, agreement ends it', async () => {
    const meeting = await meet('consensus');
    const choices = await panel.openRound(meeting);
    await panel.cast(choices, { M1: { choice: 'A' }, M2: { choice: 'B' }, M3: { choice: 'A' } });
    expect(await panel.closeRound(choices)).toMatchObject({ kind: 'choice', leading: ['A'] });

    const first = await propose(meeting, ['A']);
    expect((await panel.get(M1, roundApi.to({ round: first }))).body).toMatchObject({
      kind: 'stance',
      proposal: ['A'],
    });
    await panel.cast(first, {
      M1: { stance: 'agree' },
      M2: { stance: 'object', reason: 'B asks more of us' },
      M3: { stance: 'agree' },
    });
    expect(await panel.closeRound(first)).toMatchObject({
      ...{ proposal: ['A'], stance: { agree: 2, standAside: 0, object: 1 }, leading: [], tie: false },
    });

    const second = await propose(meeting, ['A', 'B']);
    await panel.cast(second, { M1: { stance: 'agree' }, M2: { stance: 'agree' }, M3: { stance: 'stand_aside' } });
    expect(await panel.closeRound(second)).toMatchObject({
      ...{ proposal: ['A', 'B'], stance: { agree: 2, standAside: 1, object: 0 }, leading: ['A', 'B'], tie: false },
    });
    await panel.decideAndClose(meeting, 'joint', ['A', 'B']);

    const { outcome, reasons } = (await panel.get(M1, sittingApi.to({ sitting: meeting.sitting }))).body;
    expect(outcome).toMatchObject({ kind: 'joint', followsCount: true });
    expect(reasons.map(({ text }: { text: string }) => text)).toContain('B asks more of us');
    expect(await countedAgain(meeting)).toMatchObject({ leading: ['A', 'B'], decidable: true });
  });

  it('by scores and then a vote: the scores are seen, and the vote decides', async () => {
    const meeting = await meet('pre_score_then_vote');
    const scores = await panel.openRound(meeting);
    await panel.cast(scores, {
      M1: { scores: { A: 9, B: 4 } },
      M2: { scores: { A: 8 } },
      M3: { scores: { A: 7, B: 5 } },
    });
    expect(await panel.closeRound(scores)).toMatchObject({
      ...{ kind: 'score', leading: ['A'] },
      byStory: { A: { mean: 8, n: 3 }, B: { mean: 4.5, n: 2 }, C: { mean: null, n: 0, tooFew: true } },
    });
    const reason = 'We heard it again';
    const { sitting } = meeting;
    const early = await panel.post(F1, outcomeApi.to({ sitting }), { kind: 'one', stories: ['A'], reason });
    expect([early.status, early.body.type]).toEqual([409, '/problems/no-round-counted']);

    const vote = await panel.openRound(meeting);
    await panel.cast(vote, { M1: { choice: 'B' }, M2: { choice: 'B' }, M3: { choice: 'A' } });
    expect(await panel.closeRound(vote)).toMatchObject({ kind: 'choice', leading: ['B'] });
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'one', stories: ['B'], reason });
    const { outcome } = (await panel.get(M1, sittingApi.to({ sitting }))).body;
    expect(outcome).toMatchObject({ stories: ['B'], followsCount: true });
    expect((await panel.post(F1, closeSittingApi.to({ sitting }))).body.type).toBe('/problems/lesson-line-missing');
    expect(await countedAgain(meeting)).toMatchObject({ leading: ['B'], tie: false });
  });
});

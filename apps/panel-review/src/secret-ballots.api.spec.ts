import request from 'supertest';

import { isRefusal } from '#contracts/shared/refusal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { SealBroken } from '#key-vault/key-vault.js';
import { newId } from '#service-kit/ids.js';

import {
  ballotsApi,
  closeRoundApi,
  conflictsApi,
  departuresApi,
  openRoundApi,
  outcomeApi,
  roundApi,
  sittingApi,
  sittingsApi,
  tallyFileApi,
} from './addresses.js';
import { boxOf } from './deciding/box-of-round.js';
import { countBallots, roundDecider, roundStream } from './domain/round/round.js';
import { readTallyDocument } from './domain/tally/read-tally-document.js';
import { tally } from './domain/tally/tally.js';
import { loadRound } from './reading-streams/load.js';
import { PanelOfThree, people, type Meeting, type Name } from './testing/panel-of-three.js';

const { F1, M1, M2, M3 } = people;
const five = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
const patience = 30_000;
const rules: ProgrammeDesign['rules'] = {
  quorum: 'more_than_half',
  scale: { min: 1, max: 10 },
  maxRounds: 10,
  minimumBallots: 5,
  tellersHidden: true,
  skippingAllowed: true,
};

describe('a secret round', () => {
  let panel: PanelOfThree;

  beforeAll(async () => {
    panel = await PanelOfThree.start({ rules });
    for (const story of ['A', 'B', 'C']) await panel.tell(story);
    await panel.convene(five);
  }, patience);
  afterAll(() => panel.close());

  const meet = async (changes: object = { method: 'secret_ballot' }): Promise<Meeting> => {
    const meeting = await panel.openMeeting(['A', 'B', 'C'], changes);
    await panel.read(meeting, ...five);
    return meeting;
  };
  const seen = async (round: string, name: Name = 'M1') => (await panel.get(people[name], roundApi.to({ round }))).body;
  async function countedAgain({ sitting }: Meeting) {
    const file = readTallyDocument((await panel.get(M1, tallyFileApi.to({ sitting }))).body);
    if (isRefusal(file)) throw new Error(JSON.stringify(file));
    return tally(file);
  }

  it('is counted as a vote is, and published without names', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'B' }, M2: { choice: 'B' }, M3: { choice: 'A' }, M4: { choice: 'B' } });
    await panel.cast(round, { M1: { choice: 'A' }, M5: { choice: 'C' } });
    const open = await seen(round);
    expect(open).toMatchObject({ secret: true, isOpen: true, answered: 5, mine: true });
    expect(open).not.toHaveProperty('ballots');

    expect(await panel.closeRound(round)).toMatchObject({
      ...{ kind: 'choice', secret: true, entitled: 5, answered: 5, abstained: 0, quorate: true },
      ...{ leading: ['A', 'B'], tie: true },
      byStory: { A: { votes: 2, entitled: 5 }, B: { votes: 2, entitled: 5 }, C: { votes: 1, entitled: 5 } },
    });
    const { ballots } = await seen(round);
    expect(ballots.map((ballot: object) => JSON.stringify(ballot)).sort()).toEqual(
      ['A', 'A', 'B', 'B', 'C'].map((choice) => JSON.stringify({ choice })),
    );
    expect(await countedAgain(meeting)).toMatchObject({ leading: ['A', 'B'], decidable: true, notes: [] });
    const late = await panel.post(M1, ballotsApi.to({ round }), { choice: 'B' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/round-closed']);
  });

  it('takes an answer without an Idempotency-Key, and says only that it was taken', async () => {
    const round = await panel.openRound(await meet());
    const { 'idempotency-key': _none, ...headers } = await panel.service.as(M1);
    const send = () =>
      request(panel.service.app.getHttpServer()).post(ballotsApi.to({ round })).set(headers).send({ choice: 'B' });
    for (const { status, text } of [await send(), await send()]) {
      expect([status, JSON.parse(text)]).toEqual([201, { taken: true }]);
    }
    expect(await seen(round, 'M2')).toMatchObject({ answered: 1, mine: false });
  });

  it('that is sent twice at the same moments by everybody counts each once', async () => {
    const round = await panel.openRound(await meet());
    await Promise.all(
      five.flatMap((name) =>
        Array.from({ length: 4 }, () => panel.done(name, ballotsApi.to({ round }), { choice: 'C' })),
      ),
    );
    expect(await panel.closeRound(round)).toMatchObject({ answered: 5, byStory: { C: { votes: 5 } } });
  });

  it('opens no answer that was put into the slot of somebody else', async () => {
    const round = await panel.openRound(await meet());
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'B' } });
    const { runtime } = panel.service;
    const state = await loadRound(runtime.store, round);
    const box = state === undefined ? undefined : await boxOf(runtime, state);
    if (box === undefined) throw new Error('There is no box');
    const [mine, theirs] = [box.slotOf('M1'), box.slotOf('M2')];
    const filled = await runtime.slots.ballots(round);
    const [answerOfM1, answerOfM2] = [filled.get(mine), filled.get(theirs)];
    if (answerOfM1 === undefined || answerOfM2 === undefined) throw new Error('A slot is empty');
    await runtime.slots.put(round, theirs, answerOfM1);
    await expect(box.answers()).rejects.toThrow(SealBroken);
    await runtime.slots.put(round, theirs, answerOfM2);
    expect((await box.answers()).map(({ answer }) => answer)).toEqual([{ choice: 'A' }, { choice: 'B' }]);
  });

  it('shows nothing but how many answered while fewer than five choose', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    const choice = 'A';
    await panel.cast(round, { M1: { choice }, M2: { choice }, M3: { choice }, M4: { choice }, M5: { abstain: true } });
    expect(await panel.closeRound(round)).toMatchObject({ answered: 5, abstained: 1, leading: [], byStory: {} });
    expect((await seen(round)).ballots).toEqual([]);
    expect(await countedAgain(meeting)).toMatchObject({
      ...{ leading: [], decidable: false },
      rounds: [{ answered: 5, abstained: 1, quorate: true, leading: [] }],
      notes: [{ note: 'secret-round-not-shown', minimumBallots: 5 }],
    });
    const reason = 'We talked';
    const one = await panel.post(F1, outcomeApi.to({ sitting }), { kind: 'one', stories: ['A'], reason });
    expect([one.status, one.body.type]).toEqual([409, '/problems/too-few-secret-ballots']);
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'none', stories: [], reason });
  });

  it.each([
    ['en', 'The result of a secret round is shown only when at least 5 choose. Answered so far: 1.'],
    ['cy', 'Dim ond pan fydd o leiaf 5 yn dewis y dangosir canlyniad rownd gyfrinachol. Wedi ateb hyd yma: 1.'],
  ])(
    'is not closed where fewer have answered than have to choose, unless that is meant (%s)',
    async (language, says) => {
      const round = await panel.openRound(await meet());
      await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'B' } });
      await panel.done('M2', departuresApi.to({ sitting: (await seen(round)).sitting }), { member: 'M2' });
      const close = (asked: object, headers: object = {}) =>
        panel.post(F1, closeRoundApi.to({ round }), asked, headers);
      const refused = await close({}, { 'accept-language': language });
      expect([refused.status, refused.body.type]).toEqual([409, '/problems/too-few-have-answered']);
      expect([refused.body.field, refused.body.detail]).toEqual(['withoutResult', expect.stringContaining(says)]);
      expect((await close({ withoutResult: 'yes' })).status).toBe(422);
      await panel.cast(round, { M1: { choice: 'B' } });
      const once = await close({ withoutResult: true });
      expect(once.body.result).toMatchObject({ answered: 1, leading: [], byStory: {} });
      // Whoever closes it at the same moment is told the same, and asked nothing.
      expect((await close({})).body).toEqual(once.body);
    },
  );

  it('carries no reason, and shows no movement', async () => {
    const meeting = await meet({ method: 'iterative', secret: true });
    const first = await panel.openRound(meeting);
    const said = await panel.post(M1, ballotsApi.to({ round: first }), { choice: 'A', reason: 'I was there' });
    expect([said.status, said.body.type]).toEqual([422, '/problems/secret-ballot-with-reason']);
    const vote = (choice: string) => Object.fromEntries(five.map((name) => [name, { choice }]));
    await panel.cast(first, vote('A'));
    await panel.closeRound(first);
    const second = await panel.openRound(meeting);
    await panel.cast(second, vote('B'));
    expect(await panel.closeRound(second)).not.toHaveProperty('movement');
    const { rounds } = await countedAgain(meeting);
    expect(rounds).toMatchObject([{ leading: ['A'] }, { leading: ['B'] }]);
    expect(rounds[1]).not.toHaveProperty('movement');
  });

  it('can be any vote: one round of a meeting that is open otherwise', async () => {
    const meeting = await meet({ method: 'scoring' });
    const { round } = await panel.done('F1', openRoundApi.to({ sitting: meeting.sitting }), { secret: true });
    await panel.cast(String(round), Object.fromEntries(five.map((name, at) => [name, { scores: { A: at + 1 } }])));
    expect(await panel.closeRound(String(round))).toMatchObject({ kind: 'score', byStory: { A: { mean: 3, n: 5 } } });
    const open = await panel.openRound(meeting);
    expect(await seen(open)).toMatchObject({ secret: false });
    await panel.cast(open, { M1: { scores: { A: 4 }, reasons: { A: 'Brave' } } });
    await panel.closeRound(open);
    expect((await countedAgain(meeting)).rounds).toMatchObject([{ byStory: { A: { mean: 3 } } }, { answered: 1 }]);
  });

  it.each([
    // Counted again the secret round keeps to what was known: five answers cannot have come from four.
    { answers: five, inFile: 5 },
    { answers: ['M1', 'M2'] as const, inFile: 4 },
  ])('settles nothing of an open round after it, $answers.length answers', async ({ answers, inFile }) => {
    const meeting = await meet({ method: 'iterative' });
    const { round } = await panel.done('F1', openRoundApi.to(meeting), { secret: true });
    await panel.cast(String(round), Object.fromEntries(answers.map((name) => [name, { choice: 'A' }])));
    const closed = await panel.closeRound(String(round), { withoutResult: true });
    expect(closed).toMatchObject({ entitled: 5, answered: answers.length });
    const open = await panel.openRound(meeting);
    await panel.done('F1', departuresApi.to(meeting), { member: 'M3' });
    await panel.done('M1', conflictsApi.to(meeting), { member: 'M1', story: 'A', because: 'close' });
    await panel.cast(open, { M1: { choice: 'B' }, M4: { choice: 'A' } });
    expect(await panel.closeRound(open)).toMatchObject({
      ...{ entitled: 4, answered: 2, quorate: false },
      byStory: { A: { votes: 1, entitled: 3 }, B: { votes: 1, entitled: 4 } },
    });
    const [inSecret, openly] = (await countedAgain(meeting)).rounds;
    expect([inSecret?.answered, openly?.entitled, openly?.answered]).toEqual([answers.length, inFile, 2]);
  });

  it('publishes what each approves of in one order, which is not the one they typed', async () => {
    const meeting = await meet({ method: 'approval', secret: true });
    const round = await panel.openRound(meeting);
    const answers = five.map((name, at) => [name, { approve: at % 2 === 0 ? ['C', 'A'] : ['A', 'C'] }]);
    await panel.cast(round, Object.fromEntries(answers));
    await panel.closeRound(round);
    const { body } = await panel.get(M1, tallyFileApi.to({ sitting: meeting.sitting }));
    expect(body.rounds[0].ballots).toEqual(five.map(() => ({ approve: ['A', 'C'] })));
  });

  it('is not opened where it could never be shown, nor openly in a secret ballot', async () => {
    const meeting = await meet();
    const openly = await panel.post(F1, openRoundApi.to(meeting), { secret: false });
    expect([openly.status, openly.body.type]).toEqual([422, '/problems/secret-ballot-held-openly']);
    const asked = { programme: 'telling', panel: 'national', period: '2026-Q1', method: 'secret_ballot' };
    const few = await panel.post(people.F2, sittingsApi.to(), asked);
    expect([few.status, few.body.type]).toEqual([422, '/problems/too-few-for-secret-round']);
    const conflict = { member: 'M3', because: 'close' };
    for (const story of meeting.stories) await panel.done('M3', conflictsApi.to(meeting), { ...conflict, story });
    expect((await panel.post(F1, openRoundApi.to(meeting))).body.type).toBe('/problems/too-few-for-secret-round');
  });

  it('takes no counts of a room', async () => {
    const round = await panel.openRound(await meet({ method: 'secret_ballot', heldIn: 'room' }));
    const roomCounts = { counts: { A: 3 }, abstained: 0, answered: 3 };
    const done = await panel.post(F1, closeRoundApi.to({ round }), { roomCounts });
    expect([done.status, done.body.type]).toEqual([422, '/problems/room-counts-in-secret-round']);
  });

  it('keeps to the conflicts of its time: one told of later does not contradict the file', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    await panel.cast(round, Object.fromEntries(five.map((name) => [name, { choice: 'A' }])));
    await panel.closeRound(round);
    await panel.done('M2', conflictsApi.to(meeting), { member: 'M2', story: 'A', because: 'close' });
    expect((await countedAgain(meeting)).rounds).toMatchObject([{ byStory: { A: { votes: 5, entitled: 5 } } }]);
  });

  it('does not count what somebody answered about a story they then said they are too close to', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    await panel.cast(round, Object.fromEntries(five.map((name) => [name, { choice: 'A' }])));
    await panel.done('M2', conflictsApi.to(meeting), { member: 'M2', story: 'A', because: 'close' });
    expect(await panel.closeRound(round)).toMatchObject({ answered: 4, leading: [], byStory: {} });
  });

  it('is opened once, however often that is asked, also after it was counted', async () => {
    const { sitting } = await meet();
    const headers = { 'idempotency-key': newId() };
    const open = async () => (await panel.post(F1, openRoundApi.to({ sitting }), {}, headers)).body;
    const first = await open();
    await panel.cast(first.round, { M1: { choice: 'A' } });
    expect(await open()).toEqual(first);
    expect(await seen(first.round)).toMatchObject({ answered: 1 });
    await panel.closeRound(first.round, { withoutResult: true });
    expect(await open()).toEqual(first);
  });

  it('is not there for somebody outside the panel, and not theirs to answer', async () => {
    const round = await panel.openRound(await meet());
    expect((await panel.get(people.O1, roundApi.to({ round }))).status).toBe(404);
    expect((await panel.post(people.O1, ballotsApi.to({ round }), { choice: 'A' })).status).toBe(403);
    expect((await panel.post(M3, ballotsApi.to({ round }), { choice: 'Z' })).status).toBe(422);
    expect((await panel.post(M2, ballotsApi.to({ round: 'R0' }), { choice: 'A' })).status).toBe(404);
  });

  it('that was counted when its process was killed is told of and destroyed by the next', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'A' } });
    const { store, slots, vault } = panel.service.runtime;
    const counts = { kind: 'choice' as const, round: 1, entitled: 5, answered: 1, abstained: 0, quorate: false };
    const result = { ...counts, leading: [], tie: false, byStory: {}, secret: true as const, recordedInRoom: false };
    const context = { commandId: newId(), actor: 'F1', organisation: 'pont-y-bore', at: '2026-11-21T10:00:00.000Z' };
    // What such a process leaves: stopped and counted, nothing told to the meeting, slots and key still there.
    await store.execute(roundStream(round), { ...context, correlation: 'test' }, roundDecider, (state) => {
      if (state === undefined) throw new Error('There is no such round');
      const stopped = { type: 'RoundStopped' as const, schemaVersion: 1, data: { counts: null } };
      const counted = { result, ballots: [], reasons: [], counts: null, conflicts: [] };
      const events = countBallots(roundDecider.evolve(state, stopped), counted);
      return isRefusal(events) ? events : [stopped, ...events];
    });
    await panel.service.settled();
    expect(await slots.secretOf(round)).toBeUndefined();
    expect([...(await slots.ballots(round))]).toEqual([]);
    await expect(vault.openRound(roundStream(round))).rejects.toThrow('erased');
    const { rounds } = (await panel.get(F1, sittingApi.to(meeting))).body;
    expect(rounds).toMatchObject([{ round, secret: true, result: { answered: 1 } }]);
  });

  it('counts no answer that somebody with the database copied into the place of another', async () => {
    const round = await panel.openRound(await meet());
    await panel.cast(round, Object.fromEntries(five.map((name, at) => [name, { choice: at === 0 ? 'A' : 'B' }])));
    const { slots } = panel.service.runtime;
    const [one, ...others] = [...(await slots.ballots(round))];
    if (one === undefined) throw new Error('Nobody answered');
    for (const [slot] of others) expect(await slots.put(round, slot, one[1])).toBe(true);
    expect((await panel.post(F1, closeRoundApi.to({ round }))).status).toBe(500);
    expect(await seen(round)).not.toHaveProperty('result.byStory');
  });
});

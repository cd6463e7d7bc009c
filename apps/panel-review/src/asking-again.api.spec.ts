import {
  ballotsApi,
  closeRoundApi,
  openRoundApi,
  outcomeApi,
  readingsApi,
  roundApi,
  sittingApi,
  sittingsApi,
} from './addresses.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const { F1, M1 } = people;
const patience = 30_000;
const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };

describe('asking again', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B');
    await panel.convene();
  }, patience);
  beforeEach(async () => {
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1', 'M2', 'M3');
  }, patience);
  afterAll(() => panel.close());

  const version = async (): Promise<number> =>
    (await panel.get(F1, sittingApi.to({ sitting: meeting.sitting }))).body.version;

  it('with the same Idempotency-Key gives the first answer, and does it once', async () => {
    const key = { 'idempotency-key': 'one-meeting' };
    const [first, again] = [
      await panel.post(F1, sittingsApi.to(), asked, key),
      await panel.post(F1, sittingsApi.to(), asked, key),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.sitting).toBe(first.body.sitting);
  });

  it('with the same key at the same moment opens one round', async () => {
    const key = { 'idempotency-key': 'one-round' };
    const address = openRoundApi.to({ sitting: meeting.sitting });
    const answers = await Promise.all([1, 2, 3].map(() => panel.post(F1, address, {}, key)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.round)).size).toBe(1);
    expect((await panel.get(F1, sittingApi.to({ sitting: meeting.sitting }))).body.rounds).toHaveLength(1);
  });

  it('with the same key for something else is refused', async () => {
    const key = { 'idempotency-key': 'an-outcome' };
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' } });
    const address = outcomeApi.to({ sitting: meeting.sitting });
    expect((await panel.post(F1, address, { kind: 'one', stories: ['A'], reason: 'Yes' }, key)).status).toBe(200);
    const other = await panel.post(F1, address, { kind: 'one', stories: ['B'], reason: 'No' }, key);
    expect([other.status, other.body.type]).toEqual([422, '/problems/idempotency-key-reused']);
  });

  it('with the key of somebody else is another request', async () => {
    const key = { 'idempotency-key': 'shared' };
    const round = await panel.openRound(meeting);
    for (const who of [M1, people.M2]) {
      expect((await panel.post(who, ballotsApi.to({ round }), { choice: 'A' }, key)).status).toBe(201);
    }
    expect((await panel.get(F1, roundApi.to({ round }))).body.answered).toBe(2);
  });

  it('without a key is refused', async () => {
    const answer = await panel.post(F1, sittingsApi.to(), asked, { 'idempotency-key': '' });
    expect([answer.status, answer.body.type]).toEqual([428, '/problems/idempotency-key-needed']);
  });

  it('after somebody else changed the meeting is refused to who states the version they saw', async () => {
    const seen = await version();
    await panel.openRound(meeting);
    const address = openRoundApi.to({ sitting: meeting.sitting });
    const stale = await panel.post(F1, address, {}, { 'if-match': `"${String(seen)}"` });
    expect([stale.status, stale.body.type]).toEqual([412, '/problems/stale-version']);
  });

  it('with the version that stands is done', async () => {
    const address = openRoundApi.to({ sitting: meeting.sitting });
    const done = await panel.post(F1, address, {}, { 'if-match': `"${String(await version())}"` });
    expect(done.status).toBe(201);
  });

  it('with a version that is none is refused', async () => {
    const address = readingsApi.to({ sitting: meeting.sitting, story: 'A' });
    const answer = await panel.post(M1, address, {}, { 'if-match': 'W/"3"' });
    expect(answer.body.type).toBe('/problems/if-match-malformed');
  });

  it('to close a round gives the same count', async () => {
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'B' } });
    const answers = await Promise.all([1, 2].map(() => panel.post(F1, closeRoundApi.to({ round }))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(answers[0]?.body.result).toMatchObject({ answered: 2, tie: true, leading: ['A', 'B'] });
  });

  it('many at once: each member’s answer counts once', async () => {
    const round = await panel.openRound(meeting);
    const members = [people.M1, people.M2, people.M3];
    await Promise.all(
      [...members, ...members, ...members].map((who) => panel.post(who, ballotsApi.to({ round }), { choice: 'B' })),
    );
    expect(await panel.closeRound(round)).toMatchObject({ answered: 3, byStory: { B: { votes: 3 } } });
  });
});

import type { TestPerson } from '#service-kit/testing/service-harness.js';

import {
  ballotsApi,
  closeRoundApi,
  closeSittingApi,
  conflictsApi,
  convenePanelApi,
  dissentApi,
  heldOverApi,
  lessonLinesApi,
  openRoundApi,
  outcomeApi,
  readingsApi,
  receiveFromElsewhereApi,
  receiveStoriesApi,
  roundApi,
  sittingApi,
  sittingsApi,
  sittingStoryApi,
  skipsApi,
  slipsApi,
  tallyFileApi,
} from './addresses.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const { E1, F1, F2, M1, O1 } = people;
const patience = 30_000;

/** Everything this service can be asked, as one table: who is let in, and to whom it is not there. */
describe('who may do what in a meeting', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  let round: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B');
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1', 'M2', 'M3');
    round = await panel.openRound(meeting);
  }, patience);
  afterAll(() => panel.close());

  const asks = () => {
    const { sitting } = meeting;
    const story = 'A';
    const at = { programme: 'telling', panel: 'east' };
    return {
      convene: [convenePanelApi.to(at), { members: ['M1'], facilitator: 'F1' }],
      receive: [receiveStoriesApi.to({ sitting }), { stories: ['B'] }],
      'receive from elsewhere': [receiveFromElsewhereApi.to({ sitting }), { story: 'B', reason: 'Said elsewhere' }],
      read: [readingsApi.to({ sitting, story }), {}],
      'read aloud': [readingsApi.to({ sitting, story }), { how: 'read-aloud' }],
      skip: [skipsApi.to({ sitting, story }), {}],
      'declare a conflict': [conflictsApi.to({ sitting }), { member: 'M1', story, because: 'close' }],
      'open a round': [openRoundApi.to({ sitting }), {}],
      answer: [ballotsApi.to({ round }), { choice: 'A' }],
      'record a slip': [slipsApi.to({ round }), { member: 'M2', choice: 'A' }],
      'close a round': [closeRoundApi.to({ round }), {}],
      'record an outcome': [outcomeApi.to({ sitting }), { kind: 'one', stories: ['A'], reason: 'Because' }],
      'write a lesson line': [lessonLinesApi.to({ sitting }), { story, text: 'It taught us' }],
      'keep another view': [dissentApi.to({ sitting }), { kind: 'caveat', text: 'Not quite' }],
      'hold over': [heldOverApi.to({ sitting }), { story, toPeriod: '2026-Q2', reason: 'Too soon' }],
      close: [closeSittingApi.to({ sitting }), {}],
    } as const;
  };
  type Ask = keyof ReturnType<typeof asks>;
  const everything = [
    'convene',
    'receive',
    'receive from elsewhere',
    'read',
    'read aloud',
    'skip',
    'declare a conflict',
    'open a round',
    'answer',
    'record a slip',
    'close a round',
    'record an outcome',
    'write a lesson line',
    'keep another view',
    'hold over',
    'close',
  ] as const satisfies readonly Ask[];
  const inSitting = everything.filter((each) => each !== 'convene');

  const looks = () => {
    const { sitting } = meeting;
    return [
      sittingApi.to({ sitting }),
      sittingStoryApi.to({ sitting, story: 'A' }),
      tallyFileApi.to({ sitting }),
      roundApi.to({ round }),
    ];
  };
  const statusOf = async (who: TestPerson, ask: Ask): Promise<number> => {
    const [address, body] = asks()[ask];
    return (await panel.post(who, address, body)).status;
  };

  const elsewhere: TestPerson = {
    person: 'F1',
    organisation: 'another',
    roles: [{ role: 'facilitator' }, { role: 'panel-member' }, { role: 'evaluator' }, { role: 'administrator' }],
  };

  it.each(everything)('%s: of another organisation is not there', async (ask) => {
    expect(await statusOf({ ...elsewhere, person: 'X1' }, ask)).toBe(404);
  });

  it('shows nothing to another organisation, to other panels, and to who leads another', async () => {
    for (const address of looks()) {
      for (const who of [{ ...elsewhere, person: 'X1' }, O1, F2]) {
        expect([address, (await panel.get(who, address)).status]).toEqual([address, 404]);
      }
    }
    expect((await panel.get(O1, sittingsApi.to())).body).toEqual({ items: [], next: null });
  });

  it('shows a meeting to its members, its facilitator and evaluators, and ballots inside the panel alone', async () => {
    const { sitting } = meeting;
    for (const who of [M1, F1, E1]) expect((await panel.get(who, sittingApi.to({ sitting }))).status).toBe(200);
    expect((await panel.get(M1, roundApi.to({ round }))).status).toBe(200);
    expect((await panel.get(E1, roundApi.to({ round }))).status).toBe(404);
  });

  it.each(inSitting)('%s: not for a member of no panel here', async (ask) => {
    expect([403, 404]).toContain(await statusOf(O1, ask));
  });

  it.each(inSitting)('%s: not for who facilitates another panel', async (ask) => {
    expect([403, 404]).toContain(await statusOf(F2, ask));
  });

  it.each([
    'convene',
    'receive',
    'receive from elsewhere',
    'read aloud',
    'open a round',
    'record a slip',
    'close a round',
    'record an outcome',
    'write a lesson line',
    'hold over',
    'close',
  ] as const)('%s: not for a member, whatever other roles they hold', async (ask) => {
    expect(await statusOf(M1, ask)).toBe(403);
    if (ask === 'convene') return;
    const both: TestPerson = { person: 'M2', roles: [{ role: 'panel-member' }, { role: 'facilitator' }] };
    expect(await statusOf(both, ask)).toBe(403);
  });

  it.each(inSitting)('%s: not for an evaluator, who reads and does not take part', async (ask) => {
    expect(await statusOf(E1, ask)).toBe(403);
  });

  it('takes no answer from the facilitator, who is no member', async () => {
    const both: TestPerson = { person: 'F1', roles: [{ role: 'facilitator' }, { role: 'panel-member' }] };
    const answer = await panel.post(both, ballotsApi.to({ round }), { choice: 'A' });
    expect([answer.status, answer.body.type]).toEqual([403, '/problems/not-a-member']);
  });

  it('lets a member declare a conflict of their own and of nobody else', async () => {
    const { sitting } = meeting;
    const other = await panel.post(M1, conflictsApi.to({ sitting }), { member: 'M2', story: 'A', because: 'close' });
    expect([other.status, other.body.type]).toEqual([403, '/problems/not-the-facilitator']);
  });

  it('asks whoever is not signed in to sign in', async () => {
    for (const address of looks()) {
      const nobody = { person: '', roles: [] };
      const answer = await panel.get(nobody, address, { authorization: 'Bearer nothing' });
      expect(answer.status).toBe(401);
    }
  });

  it('knows nothing of a meeting or a round that was never opened', async () => {
    expect((await panel.get(F1, sittingApi.to({ sitting: 'never' }))).status).toBe(404);
    expect((await panel.get(F1, roundApi.to({ round: 'never' }))).status).toBe(404);
    expect((await panel.post(F1, closeSittingApi.to({ sitting: 'never' }))).status).toBe(404);
    expect((await panel.post(M1, ballotsApi.to({ round: 'never' }), { abstain: true })).status).toBe(404);
  });
});

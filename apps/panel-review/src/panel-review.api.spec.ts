import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isRefusal } from '#contracts/shared/refusal.js';

import {
  ballotsApi,
  closeSittingApi,
  conflictsApi,
  dissentApi,
  heldOverApi,
  lessonLinesApi,
  outcomeApi,
  readingsApi,
  receiveStoriesApi,
  roundApi,
  sittingApi,
  sittingsApi,
  sittingStoryApi,
  skipsApi,
  tallyFileApi,
} from './addresses.js';
import { readTallyDocument } from './domain/tally/read-tally-document.js';
import { tally } from './domain/tally/tally.js';
import { PanelOfThree, people } from './testing/panel-of-three.js';

const { E1, F1, F2, M1, M3, M4 } = people;
const patience = 30_000;

/** A meeting from convening to what the next level reads, in the order in which it happens. */
describe('a panel’s meeting, from convening to closing', () => {
  let panel: PanelOfThree;
  let sitting: string;
  let round: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.tell('C', { collector: 'M3' });
  }, patience);
  afterAll(() => panel.close());

  it('is opened by the facilitator once the panel is convened', async () => {
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };
    const early = await panel.post(F1, sittingsApi.to(), asked);
    expect([early.status, early.body.type]).toEqual([409, '/problems/panel-not-convened']);
    await panel.convene();
    const opened = await panel.post(F1, sittingsApi.to(), asked);
    expect(opened.status).toBe(201);
    sitting = opened.body.sitting;
    expect(opened.headers['location']).toBe(sittingApi.to({ sitting }));
    const seen = (await panel.get(M1, sittingApi.to({ sitting }))).body;
    expect(seen).toMatchObject({ method: 'majority', members: ['M1', 'M2', 'M3'], facilitator: 'F1', stories: [] });
  });

  it('receives the stories of its period, and leaves out of a choice the member who collected one', async () => {
    await panel.done('F1', receiveStoriesApi.to({ sitting }), { stories: ['A', 'B', 'C'] });
    const seen = (await panel.get(M1, sittingApi.to({ sitting }))).body;
    expect(seen.stories).toMatchObject([
      { story: 'A', reference: 'DN-A', from: 'period', isRead: false },
      { story: 'B' },
      { story: 'C' },
    ]);
    expect(seen.conflicts).toEqual([{ member: 'M3', story: 'C' }]);
  });

  it('says why somebody may not choose a story to nobody else: tellers are hidden', async () => {
    const own = (await panel.get(M3, sittingApi.to({ sitting }))).body;
    expect(own.conflicts).toEqual([{ member: 'M3', story: 'C', because: 'collected' }]);
  });

  it('gives a member the text of a story, and neither who told it nor in what role', async () => {
    const seen = await panel.get(M1, sittingStoryApi.to({ sitting, story: 'A' }));
    expect(seen.body).toMatchObject({ reference: 'DN-A', text: { narrative: 'The marigold of A' }, reasons: [] });
    expect(seen.text).not.toContain('teller');
    expect(seen.text).not.toContain('a rare role');
  });

  it('takes no ballot before each story is read or skipped', async () => {
    round = await panel.openRound({ sitting, stories: [] });
    for (const story of ['A', 'B']) await panel.done('M1', readingsApi.to({ sitting, story }));
    const early = await panel.post(M1, ballotsApi.to({ round }), { choice: 'A' });
    expect([early.status, early.body.type]).toEqual([409, '/problems/story-unread']);
    expect(early.text).toContain('DN-C');
    await panel.done('M1', skipsApi.to({ sitting, story: 'C' }));
    const skipped = await panel.post(M1, ballotsApi.to({ round }), { choice: 'C' });
    expect([skipped.status, skipped.body.type]).toEqual([409, '/problems/story-unread']);
    expect((await panel.post(M1, ballotsApi.to({ round }), { choice: 'B', reason: 'For now' })).status).toBe(201);
  });

  it('takes no choice of a story that its member collected', async () => {
    await panel.read({ sitting, stories: ['A', 'B', 'C'] }, 'M2', 'M3');
    const refused = await panel.post(M3, ballotsApi.to({ round }), { choice: 'C' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/member-has-conflict']);
    expect(refused.text).toContain('DN-C');
  });

  it('keeps every tally sealed until the round closes, from the facilitator too', async () => {
    await panel.cast(round, { M1: { choice: 'A', reason: 'Somebody waited' }, M2: { choice: 'A' } });
    const open = (await panel.get(F1, roundApi.to({ round }))).body;
    expect(open).toEqual({
      ...{ round, sitting, number: 1, kind: 'choice', secret: false, stories: ['A', 'B', 'C'] },
      ...{ entitled: 3, answered: 2, isOpen: true, mine: false },
    });
    expect((await panel.get(M1, roundApi.to({ round }))).body.mine).toBe(true);
    expect((await panel.get(F1, sittingApi.to({ sitting }))).body.rounds).toEqual([
      { round, number: 1, kind: 'choice' },
    ]);
    const files = readdirSync(panel.service.folder).filter((name) => name.includes('.db'));
    const written = files.map((name) => readFileSync(join(panel.service.folder, name), 'latin1')).join('');
    expect(written).toContain(round);
    expect(written).not.toContain('"choice":"A"');
    expect(written).not.toContain('Somebody waited');
    await panel.service.settled();
    expect(JSON.stringify(panel.service.said())).not.toContain(round);
  });

  it('counts the last ballot of each when it closes, and tells the panel', async () => {
    await panel.cast(round, { M3: { abstain: true } });
    expect(await panel.closeRound(round)).toMatchObject({
      ...{ entitled: 3, answered: 3, abstained: 1, quorate: true, leading: ['A'], tie: false },
      byStory: { A: { votes: 2, entitled: 3 }, B: { votes: 0, entitled: 3 }, C: { votes: 0, entitled: 2 } },
      skipped: { C: 1 },
    });
    const late = await panel.post(M1, ballotsApi.to({ round }), { choice: 'B' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/round-closed']);
    const { ballots } = (await panel.get(M1, roundApi.to({ round }))).body;
    expect(ballots).toEqual([
      { member: 'M1', choice: 'A', skipped: ['C'] },
      { member: 'M2', choice: 'A', skipped: [] },
      { member: 'M3', abstain: true, skipped: [] },
    ]);
    const { reasons } = (await panel.get(M1, sittingApi.to({ sitting }))).body;
    expect(reasons).toMatchObject([{ kind: 'member', stories: ['A'], text: 'Somebody waited' }]);
  });

  it('publishes a tally file from which anybody comes to the same count', async () => {
    const file = await panel.get(M1, tallyFileApi.to({ sitting }));
    expect(file.headers['content-disposition']).toBe(`attachment; filename="tally-${sitting}.json"`);
    const document = readTallyDocument(file.body);
    if (isRefusal(document)) throw new Error(JSON.stringify(document));
    const [again] = tally(document).rounds;
    const [{ result }] = (await panel.get(M1, sittingApi.to({ sitting }))).body.rounds;
    const { recordedInRoom: _, ...recorded } = result;
    expect(again).toMatchObject(recorded);
  });

  it('does not close before its outcome and a lesson line for each story', async () => {
    const closing = async () => {
      const { status, body } = await panel.post(F1, closeSittingApi.to({ sitting }));
      return [status, body.type];
    };
    expect(await closing()).toEqual([409, '/problems/outcome-missing']);
    const outcome = { kind: 'one', stories: ['A'], reason: 'It moved all of us', values: ['patience'] };
    await panel.done('F1', outcomeApi.to({ sitting }), outcome);
    expect(await closing()).toEqual([409, '/problems/lesson-line-missing']);
    for (const story of ['A', 'B', 'C']) {
      await panel.done('F1', lessonLinesApi.to({ sitting }), { story, text: `${story} taught us to wait` });
    }
    await panel.done('M3', dissentApi.to({ sitting }), { kind: 'dissent', text: 'B spoke for more people' });
    const held = { story: 'B', toPeriod: '2026-Q2', reason: 'Too soon' };
    await panel.done('F1', heldOverApi.to({ sitting }), held);
    expect(await closing()).toEqual([200, undefined]);
    expect(await closing()).toEqual([409, '/problems/sitting-closed']);
  });

  it('keeps what was decided and said on record', async () => {
    const seen = (await panel.get(E1, sittingApi.to({ sitting }))).body;
    expect(seen).toMatchObject({
      isClosed: true,
      outcome: { kind: 'one', stories: ['A'], followsCount: true },
      heldOver: [{ story: 'B', toPeriod: '2026-Q2' }],
      passedUp: [{ story: 'A', toPanels: ['national'] }],
    });
    expect(seen.reasons.map(({ kind, text }: { kind: string; text: string }) => [kind, text])).toEqual([
      ['member', 'Somebody waited'],
      ['group', 'It moved all of us'],
      ['lesson', 'A taught us to wait'],
      ['lesson', 'B taught us to wait'],
      ['lesson', 'C taught us to wait'],
      ['dissent', 'B spoke for more people'],
      ['held-over', 'Too soon'],
    ]);
  });

  it('tells other services, without a word of what anybody wrote', async () => {
    await panel.service.settled();
    const said = panel.service.said();
    const opened = said.filter(({ type }) => type === 'story.opened.v1').map(({ data }) => data);
    expect(opened).toContainEqual(expect.objectContaining({ story: 'A', member: 'M1', how: 'opened' }));
    expect(opened).toHaveLength(8);
    expect(said.map(({ type }) => type).filter((type) => type !== 'story.opened.v1')).toEqual([
      'panel.convened.v1',
      'panel.convened.v1',
      'sitting.opened.v1',
      'sitting.closed.v1',
    ]);
    expect(said.at(-1)?.data).toMatchObject({
      outcome: { kind: 'one', stories: ['A'], followsCount: true },
      received: ['A', 'B', 'C'].map((story) => ({ story, firstReadAt: '2026-11-21T10:00:00.000Z' })),
      rounds: [{ answered: 3, withReason: 1 }],
    });
    expect(JSON.stringify(said)).not.toMatch(/Somebody waited|moved all of us|taught us|spoke for more|Too soon/);
  });

  it('passes the story up with the reasons so far, and only that one', async () => {
    const asked = { programme: 'telling', panel: 'national', period: '2026-Q1', domain: 'quality' };
    const above = String((await panel.done('F2', sittingsApi.to(), asked))['sitting']);
    const other = await panel.post(F2, receiveStoriesApi.to({ sitting: above }), { stories: ['B'] });
    expect([other.status, other.body.type]).toEqual([422, '/problems/story-not-passed-up']);
    await panel.done('F2', receiveStoriesApi.to({ sitting: above }), { stories: ['A'] });
    const seen = (await panel.get(M4, sittingStoryApi.to({ sitting: above, story: 'A' }))).body;
    expect(seen).toMatchObject({ from: 'sitting', text: { narrative: 'The marigold of A' } });
    const said = seen.reasons.map(({ text }: { text: string }) => text);
    expect(said).toEqual(expect.arrayContaining(['It moved all of us', 'A taught us to wait', 'Somebody waited']));
    expect(said).not.toContain('B taught us to wait');
  });

  it('shows nothing of a story from the moment it is taken back, and what was said of it neither', async () => {
    await panel.withdraw('A');
    const seen = await panel.get(M1, sittingStoryApi.to({ sitting, story: 'A' }));
    expect(seen.body).toMatchObject({ withheld: 'withdrawn', reasons: [] });
    expect(seen.text).not.toContain('marigold');
    const { reasons, outcome } = (await panel.get(M1, sittingApi.to({ sitting }))).body;
    expect(outcome.stories).toEqual(['A']);
    expect(reasons).toMatchObject([
      { text: null },
      { kind: 'group', text: null },
      { kind: 'lesson', text: null },
      {},
      {},
      { text: null },
      {},
    ]);
  });

  it('declares a conflict while it is open only', async () => {
    const late = await panel.post(M1, conflictsApi.to({ sitting }), { member: 'M1', story: 'B', because: 'close' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/sitting-closed']);
  });
});

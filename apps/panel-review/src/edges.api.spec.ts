import { storyConsentChangedV1 } from '#contracts/story-submission/story-consent-changed.v1.js';
import { storyCreditedV1 } from '#contracts/story-submission/story-credited.v1.js';
import { aPanel } from '#contracts/testing/a-programme.js';

import {
  answerByApi,
  ballotsApi,
  castBallotPage,
  closeRoundApi,
  closeSittingApi,
  conflictsApi,
  convenePanelApi,
  departuresApi,
  openRoundApi,
  outcomeApi,
  readingsApi,
  receiveStoriesApi,
  roundApi,
  seeMeeting,
  sittingApi,
  sittingsApi,
  sittingStoryApi,
} from './addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from './testing/panel-of-three.js';

const { F1, F2, M1, M2 } = people;
const patience = 30_000;
const cy = { 'accept-language': 'cy' };

/** What docs/edges.md promises, through the API and the pages. */
describe('at the edges of a meeting', () => {
  let now = '2026-11-21T10:00:00.000Z';
  let panel: PanelOfThree;
  let revision = 1;

  beforeAll(async () => {
    panel = await PanelOfThree.start({}, { now: () => now });
    await panel.convene();
  }, patience);
  afterAll(() => panel.close());

  let told = 0;
  const tell = async (): Promise<readonly [string, string]> => {
    told += 1;
    const pair = [`A${String(told)}`, `B${String(told)}`] as const;
    for (const story of pair) await panel.tell(story);
    return pair;
  };
  const meet = async (changes: object = {}): Promise<Meeting & { readonly a: string; readonly b: string }> => {
    const [a, b] = await tell();
    const meeting = await panel.openMeeting([a, b], changes);
    await panel.read(meeting, 'M1', 'M2', 'M3');
    return { ...meeting, a, b };
  };
  const main = async (name: Name, sitting: string, language: 'en' | 'cy' = 'en'): Promise<string> =>
    (await (await panel.service.browser(people[name])).open(seeMeeting.to({ language, sitting }))).page.mainText;
  const refusal = async (who: (typeof people)[Name], address: string, body: object = {}, headers: object = {}) => {
    const { status, body: said } = await panel.post(who, address, body, headers);
    return [status, String(said.type).replace('/problems/', ''), said.title];
  };

  it('a member who leaves while a round is open is not counted, and the meeting goes on', async () => {
    const { sitting, a, b } = await meet();
    const round = await panel.openRound({ sitting, stories: [] });
    await panel.cast(round, { M1: { choice: a }, M2: { choice: b } });
    expect(await refusal(M2, departuresApi.to({ sitting }), { member: 'M1' })).toContain('not-the-facilitator');
    await panel.done('M1', departuresApi.to({ sitting }), { member: 'M1' });
    expect(await refusal(M1, ballotsApi.to({ round }), { choice: b })).toContain('member-has-left');
    expect((await panel.get(M1, sittingApi.to({ sitting }))).status).toBe(404);
    expect(await main('F1', sitting)).toContain('1 of 2 have answered');
    await panel.cast(round, { M3: { choice: b } });
    expect(await panel.closeRound(round)).toMatchObject({
      ...{ entitled: 2, answered: 2, quorate: true, leading: [b] },
      byStory: { [a]: { votes: 0, entitled: 2 }, [b]: { votes: 2, entitled: 2 } },
    });
    expect(await main('F1', sitting, 'cy')).toContain('Aelodau sydd wedi gadael');
  });

  it('a member who left before hands are counted in a room takes none from those who are there', async () => {
    const { sitting, a } = await meet({ heldIn: 'room' });
    await panel.done('F1', departuresApi.to({ sitting }), { member: 'M3' });
    const round = await panel.openRound({ sitting, stories: [] });
    const roomCounts = { counts: { [a]: 2 }, abstained: 0, answered: 2 };
    const { result } = await panel.done('F1', closeRoundApi.to({ round }), { roomCounts });
    expect(result).toMatchObject({ entitled: 2, answered: 2, quorate: true, leading: [a] });
  });

  it('a story withdrawn while a round is open: those who had answered are told, and answer again', async () => {
    const { sitting, a, b } = await meet();
    const round = await panel.openRound({ sitting, stories: [] });
    await panel.cast(round, { M1: { choice: a }, M2: { choice: b } });
    await panel.withdraw(a);
    expect(await main('M1', sitting)).toContain('A story left this round after you answered');
    expect(await main('M1', sitting, 'cy')).toContain('Gadawodd stori y rownd hon ar ôl i chi ateb');
    expect(await main('M3', sitting)).not.toContain('A story left this round');
    await panel.cast(round, { M1: { choice: b } });
    expect(await main('M1', sitting)).not.toContain('A story left this round');
    expect(await panel.closeRound(round)).toMatchObject({ answered: 2, leading: [b] });
  });

  it('the last story withdrawn while a round is open: nobody is entitled in it, and it is not quorate', async () => {
    const { sitting, a, b } = await meet();
    const round = await panel.openRound({ sitting, stories: [] });
    await panel.cast(round, { M1: { choice: a }, M2: { choice: b }, M3: { abstain: true } });
    for (const story of [a, b]) await panel.withdraw(story);
    const nobody = { entitled: 0, answered: 0, abstained: 0, quorate: false, leading: [], byStory: {} };
    expect(await panel.closeRound(round)).toMatchObject(nobody);
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'none', stories: [], reason: 'None is left' });
    await panel.done('F1', closeSittingApi.to({ sitting }));
  });

  it('a story that panels may no longer read, and one that names a member: it leaves, and they are left out', async () => {
    const { sitting, a, b } = await meet();
    const of = { programme: 'telling', period: '2026-Q1', at: '2026-04-16T11:00:00.000Z' };
    const { service } = panel;
    await service.receive(storyConsentChangedV1, `story/${a}`, { ...of, story: a, audiences: ['organisation'] });
    await service.receive(storyCreditedV1, `credits/${b}`, {
      ...{ story: b, programme: 'telling', at: of.at, revision: 1, organisations: [] },
      people: [{ person: 'M1', as: 'credited' }],
    });
    await service.settled();
    expect(await main('F1', sitting)).toContain(`DN-${a}: it left this meeting`);
    const round = await panel.openRound({ sitting, stories: [b] });
    const { status } = await panel.post(M1, ballotsApi.to({ round }), { choice: b });
    expect(status).toBe(409);
  });

  it('a story corrected while a round is open: the round goes on without it, and it is read again', async () => {
    const { sitting, a, b } = await meet();
    const round = await panel.openRound({ sitting, stories: [] });
    await panel.cast(round, { M1: { choice: a } });
    await panel.correct(a);
    expect(await main('M1', sitting)).toContain('The round goes on without it');
    expect(await main('M1', sitting)).toContain('A story left this round after you answered');
    expect(await refusal(M2, ballotsApi.to({ round }), { choice: a })).toContain('story-not-in-sitting');
    await panel.cast(round, { M1: { choice: b }, M2: { choice: b } });
    expect(await panel.closeRound(round)).toMatchObject({ answered: 2, leading: [b] });
    expect((await panel.get(M1, sittingStoryApi.to({ sitting, story: a }))).body.text.narrative).toContain(
      'The corrected marigold',
    );
    const next = await panel.openRound({ sitting, stories: [] });
    expect(await refusal(M1, ballotsApi.to({ round: next }), { choice: a })).toContain('story-unread');
    await panel.done('M1', readingsApi.to({ sitting, story: a }));
    await panel.cast(next, { M1: { choice: a } });
  });

  it('a meeting to which no story came records that, and closes', async () => {
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };
    const sitting = String((await panel.done('F1', sittingsApi.to(), asked))['sitting']);
    expect(await refusal(F1, openRoundApi.to({ sitting }))).toContain('sitting-without-stories');
    expect(await main('F1', sitting)).toContain('Record that there was nothing to choose');
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'none', stories: [], reason: 'Nobody told one' });
    await panel.done('F1', closeSittingApi.to({ sitting }));
  });

  it('a meeting in which everybody is too close to every story opens no round', async () => {
    const { sitting, a, b } = await meet();
    for (const member of ['M1', 'M2', 'M3'] as const) {
      for (const story of [a, b]) {
        await panel.done(member, conflictsApi.to({ sitting }), { member, story, because: 'close' });
      }
    }
    expect(await refusal(F1, openRoundApi.to({ sitting }), {}, cy)).toEqual([
      ...[409, 'nobody-may-choose', 'Ni all neb ddewis'],
    ]);
    expect(await main('F1', sitting)).toContain('Nobody here may choose');
  });

  it('the day to answer by passes with no quorum: nothing closes, and the facilitator is told what can be done', async () => {
    const { sitting, a } = await meet();
    const round = await panel.openRound({ sitting, stories: [] });
    await panel.done('F1', answerByApi.to({ sitting }), { answerBy: '2026-11-21' });
    await panel.cast(round, { M1: { choice: a } });
    expect(await main('M2', sitting)).toContain('Please answer by 21 November 2026.');
    now = '2026-11-22T00:30:00.000Z';
    expect(await main('F1', sitting)).toContain('too few have answered for the panel to choose on this round');
    expect(await main('F1', sitting, 'cy')).toContain('atebodd rhy ychydig i’r panel ddewis ar y rownd hon');
    expect(await main('M2', sitting)).toContain('The round is still open');
    expect(await refusal(F1, answerByApi.to({ sitting }), { answerBy: '2026-11-21' })).toContain(
      'answer-by-in-the-past',
    );
    expect(await panel.closeRound(round)).toMatchObject({ answered: 1, quorate: false });
    const one = { kind: 'one', stories: [a], reason: 'We could not wait' };
    expect(await refusal(F1, outcomeApi.to({ sitting }), one)).toContain('not-quorate');
  });

  it('a clock that is put back changes nothing of the order in which things were done', async () => {
    const { sitting, a, b } = await meet();
    const round = await panel.openRound({ sitting, stories: [] });
    now = '2026-11-25T10:00:00.000Z';
    await panel.cast(round, { M1: { choice: a }, M2: { choice: b } });
    now = '2026-11-20T10:00:00.000Z';
    await panel.cast(round, { M1: { choice: b } });
    expect(await panel.closeRound(round)).toMatchObject({ answered: 2, leading: [b] });
    now = '2026-11-22T10:00:00.000Z';
  });

  it('a meeting that two close at once is closed once, and the second is told', async () => {
    const meeting = await meet();
    await panel.vote(meeting, { M1: { choice: meeting.a }, M2: { choice: meeting.a } });
    const { sitting } = meeting;
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'none', stories: [], reason: 'Not yet' });
    for (const story of meeting.stories) {
      await panel.done('F1', `/api/v1/sittings/${sitting}/lesson-lines`, { story, text: 'It taught us to wait' });
    }
    const both = await Promise.all([1, 2].map(() => refusal(F1, closeSittingApi.to({ sitting }))));
    expect(both.map(([status]) => status).sort()).toEqual([200, 409]);
    expect(both.flat()).toContain('sitting-closed');
  });

  it('a round that two close with different hands counted keeps the first count, and tells the second', async () => {
    const [a, b] = await tell();
    const meeting = await panel.openMeeting([a, b], { heldIn: 'room' });
    const { sitting } = meeting;
    await panel.readOut(meeting);
    const round = await panel.openRound({ sitting, stories: [] });
    const hands = (n: number) => ({ roomCounts: { counts: { [a]: n, [b]: 1 }, abstained: 0, answered: n + 1 } });
    await panel.done('F1', closeRoundApi.to({ round }), hands(2));
    await panel.done('F1', closeRoundApi.to({ round }), hands(2));
    expect(await refusal(F1, closeRoundApi.to({ round }), hands(1), cy)).toEqual([
      ...[409, 'round-counted-otherwise', 'Caewyd y rownd gyda chyfrif arall'],
    ]);
    expect((await panel.get(F1, roundApi.to({ round }))).body.result.byStory[a].votes).toBe(2);
  });

  it('a panel taken off the ladder: what was sent to it goes to the level it would have reached', async () => {
    const [a] = await tell();
    const meeting = await panel.openMeeting([a]);
    await panel.vote(meeting, { M1: { choice: a }, M2: { choice: a } });
    await panel.decideAndClose(meeting, 'one', [a]);
    revision += 1;
    const panels = [aPanel({ passesUpTo: ['other'] }), aPanel({ id: 'other', level: 2 })];
    await panel.revise({ panels }, revision);
    await panel.service.settled();
    const convened = { members: ['M4', 'M5'], facilitator: 'F2' };
    await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'other' }), convened);
    const asked = { programme: 'telling', panel: 'other', period: '2026-Q1', domain: 'quality' };
    const above = String((await panel.done('F2', sittingsApi.to(), asked))['sitting']);
    await panel.done('F2', receiveStoriesApi.to({ sitting: above }), { stories: [a] });
    const seen = (await panel.get(F2, sittingApi.to({ sitting: above }))).body;
    expect([seen.level, seen.stories[0].from]).toEqual([2, 'sitting']);
  });

  it('a panel taken off the ladder while it meets goes on, closes, and passes nothing up', async () => {
    const [a] = await tell();
    const meeting = await panel.openMeeting([a]);
    await panel.vote(meeting, { M1: { choice: a }, M2: { choice: a } });
    revision += 1;
    await panel.revise({ panels: [aPanel({ id: 'west' })] }, revision);
    await panel.service.settled();
    await panel.decideAndClose(meeting, 'one', [a]);
    const { outcome, passedUp } = (await panel.get(F1, sittingApi.to({ sitting: meeting.sitting }))).body;
    expect([outcome.stories, passedUp]).toEqual([[a], []]);
  });

  it('somebody on two panels of one level sits on both, and whoever convenes them is told', async () => {
    revision += 1;
    await panel.revise({ panels: [aPanel(), aPanel({ id: 'west' })] }, revision);
    await panel.service.settled();
    const west = { members: ['M1', 'M4'], facilitator: 'F2' };
    const said = await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'west' }), west);
    expect(said['alsoOn']).toEqual([{ member: 'M1', panels: ['east'] }]);
  });

  it('a facilitator who is a member learns no count before the round closes', async () => {
    revision += 1;
    await panel.revise({ panels: [aPanel()] }, revision);
    await panel.service.settled();
    const east = convenePanelApi.to({ programme: 'telling', panel: 'east' });
    await panel.done('E1', east, { members: ['F1', 'M2', 'M3'], facilitator: 'F1' });
    const [a, b] = await tell();
    const meeting = await panel.openMeeting([a, b]);
    const both = { person: 'F1', roles: [{ role: 'facilitator' as const }, { role: 'panel-member' as const }] };
    await panel.read(meeting, 'M2', 'M3');
    for (const story of [a, b]) await panel.post(both, readingsApi.to({ sitting: meeting.sitting, story }));
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M2: { choice: a } });
    const { status } = await panel.post(both, ballotsApi.to({ round }), { choice: a });
    expect(status).toBe(201);
    const open = (await panel.get(both, roundApi.to({ round }))).text;
    expect([open.includes('byStory'), open.includes('votes')]).toEqual([false, false]);
    const form = await panel.service.browser(both);
    expect((await form.open(castBallotPage.to({ language: 'en', round }))).status).toBe(200);
    expect(await panel.closeRound(round)).toMatchObject({ answered: 2, leading: [a] });
  });
});

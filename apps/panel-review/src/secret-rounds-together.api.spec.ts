import { isRefusal } from '#contracts/shared/refusal.js';
import { aPanel } from '#contracts/testing/a-programme.js';

import {
  ballotsApi,
  closeRoundApi,
  closeSittingApi,
  convenePanelApi,
  lessonLinesApi,
  openPlenaryPage,
  openRoundApi,
  outcomeApi,
  plenaryApi,
  readingsApi,
  receiveStoriesApi,
  roundApi,
  sittingApi,
  sittingsApi,
  tallyFileApi,
} from './addresses.js';
import { readTallyDocument } from './domain/tally/read-tally-document.js';
import { tally } from './domain/tally/tally.js';
import { PanelOfThree, people, type Name } from './testing/panel-of-three.js';

const patience = 60_000;
const stories = ['A', 'B', 'C'];
const east: readonly Name[] = ['M1', 'M2', 'M3', 'M4', 'M5'];
const west: readonly Name[] = ['M5', 'O1'];
type Answers = Readonly<Partial<Record<Name, object>>>;

/** Five of the east answer in secret, one of them without choosing: four choices are too few. Two of the west choose C. */
describe('a secret round in which too few chose, and another panel of its level', () => {
  let panel: PanelOfThree;
  const sitting: Record<string, string> = {};
  let untold: string;

  const open = async (
    id: string,
    leads: Name,
    members: readonly Name[],
    method: string,
  ): Promise<{ sitting: string }> => {
    await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: id }), { members, facilitator: leads });
    const asked = { programme: 'telling', panel: id, period: '2026-Q1', domain: 'quality', method };
    const at = { sitting: String((await panel.done(leads, sittingsApi.to(), asked))['sitting']) };
    await panel.done(leads, receiveStoriesApi.to(at), { stories });
    sitting[id] = at.sitting;
    return at;
  };
  const answer = async (at: { sitting: string }, leads: Name, answers: Answers): Promise<string> => {
    const members = Object.entries(answers) as [Name, object][];
    for (const [member] of members) {
      for (const story of stories) await panel.done(member, readingsApi.to({ ...at, story }));
    }
    const round = String((await panel.done(leads, openRoundApi.to(at)))['round']);
    for (const [member, ballot] of members) await panel.done(member, ballotsApi.to({ round }), ballot);
    await panel.done(leads, closeRoundApi.to({ round }));
    return round;
  };
  const decide = async (at: { sitting: string }, leads: Name, kind: string, chosen: readonly string[]) => {
    await panel.done(leads, outcomeApi.to(at), { kind, stories: chosen, reason: 'We talked' });
    for (const story of stories) await panel.done(leads, lessonLinesApi.to(at), { story, text: 'It taught us' });
    await panel.done(leads, closeSittingApi.to(at));
  };

  beforeAll(async () => {
    panel = await PanelOfThree.start({ panels: [aPanel(), aPanel({ id: 'west' })] });
    for (const story of stories) await panel.tell(story);
    const inEast = await open('east', 'F1', east, 'secret_ballot');
    const choice = 'A';
    const four = { M1: { choice }, M2: { choice }, M3: { choice: 'B' }, M4: { choice: 'B' } };
    untold = await answer(inEast, 'F1', { ...four, M5: { abstain: true } });
    await decide(inEast, 'F1', 'none', []);
    const inWest = await open('west', 'F2', west, 'majority');
    await answer(inWest, 'F2', { M5: { choice: 'C' }, O1: { choice: 'C' } });
    await decide(inWest, 'F2', 'one', ['C']);
  }, patience);
  afterAll(() => panel.close());

  it('both choose together: over all the first looked at, everybody answers again, and one count is told', async () => {
    const at = { sitting: sitting['east'] ?? '' };
    const browser = await panel.service.browser(people.F1);
    const asked = { en: 'because too few chose in their secret round', cy: 'am fod rhy ychydig wedi dewis' };
    for (const language of ['en', 'cy'] as const) {
      const { mainText } = (await browser.open(openPlenaryPage.to({ language, ...at }))).page;
      expect(mainText).toContain(asked[language]);
    }
    const method = 'secret_ballot';
    const plenary = String((await panel.done('F1', plenaryApi.to(at), { method, heldIn: 'online' }))['sitting']);
    sitting['plenary'] = plenary;
    const here = { sitting: plenary };
    const { body } = await panel.get(people.F1, sittingApi.to(here));
    expect(body.stories.map(({ story }: { readonly story: string }) => story)).toEqual(stories);
    const b = { choice: 'B' };
    const round = await answer(here, 'F1', { M1: { choice: 'A' }, M2: b, M3: b, M4: b, M5: b, O1: { choice: 'C' } });
    const told = (await panel.get(people.M1, roundApi.to({ round }))).body;
    expect(told.result).toMatchObject({ entitled: 6, answered: 6, leading: ['B'] });
    expect(told.result.byStory).toEqual({
      ...{ A: { votes: 1, entitled: 6 }, B: { votes: 4, entitled: 6 }, C: { votes: 1, entitled: 6 } },
    });
    expect(told.ballots.every((ballot: object) => !('member' in ballot))).toBe(true);
    await panel.done('F1', outcomeApi.to(here), { kind: 'one', stories: ['B'], reason: 'Together' });
  });

  it('and nothing of the first is told, by then or by any file of it', async () => {
    const round = (await panel.get(people.F1, roundApi.to({ round: untold }))).body;
    expect(round.result).toMatchObject({ answered: 5, leading: [], byStory: {} });
    expect(round.ballots).toEqual([]);
    for (const id of ['east', 'plenary']) {
      const file = await panel.get(people.M1, tallyFileApi.to({ sitting: sitting[id] ?? '' }));
      const document = readTallyDocument(file.body);
      if (isRefusal(document)) throw new Error(JSON.stringify(document));
      expect(tally(document).rounds).toHaveLength(1);
      expect(tally(document).decidable).toBe(id === 'plenary');
    }
    const { rounds } = (await panel.get(people.M1, sittingApi.to({ sitting: sitting['plenary'] ?? '' }))).body;
    expect(JSON.stringify(rounds)).not.toContain(untold);
  });
});

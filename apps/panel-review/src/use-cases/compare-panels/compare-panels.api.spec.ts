import { aPanel } from '#contracts/testing/a-programme.js';

import {
  ballotsApi,
  closeRoundApi,
  closeSittingApi,
  comparePanelsPage,
  comparisonApi,
  conflictsApi,
  convenePanelApi,
  lessonLinesApi,
  openPlenaryPage,
  openRoundApi,
  outcomeApi,
  plenaryApi,
  readingsApi,
  receiveStoriesApi,
  seeMeeting,
  sittingApi,
  sittingsApi,
  sittingStoryApi,
} from '../../addresses.js';
import { PanelOfThree, people, type Name } from '../../testing/panel-of-three.js';

const patience = 60_000;
const stories = ['A', 'B', 'C', 'D', 'E'];

interface Meets {
  readonly panel: string;
  readonly reads: readonly string[];
  readonly leads: Name;
  readonly members: readonly Name[];
}
const east: Meets = { panel: 'east', reads: stories, leads: 'F1', members: ['M1', 'M2', 'M3'] };
/** M3 sits on both. F is read here alone. */
const west: Meets = { panel: 'west', reads: [...stories, 'F'], leads: 'F2', members: ['M3', 'M4', 'M5'] };

describe('parallel panels over the same stories', () => {
  let panel: PanelOfThree;
  const sitting: Record<string, string> = {};
  const at = (name: string): string => sitting[name] ?? '';

  const open = async ({ panel: id, reads, leads, members }: Meets): Promise<void> => {
    await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: id }), { members, facilitator: leads });
    const asked = { programme: 'telling', panel: id, period: '2026-Q1', domain: 'quality' };
    sitting[id] = String((await panel.done(leads, sittingsApi.to(), asked))['sitting']);
    await panel.done(leads, receiveStoriesApi.to({ sitting: at(id) }), { stories: reads });
  };

  /** Everybody chooses, says why, and the panel decides. */
  const decide = async (
    { panel: id, reads, leads, members }: Meets,
    votes: readonly (readonly string[])[],
    kind: string,
    chosen: readonly string[],
  ): Promise<void> => {
    const sat = { sitting: at(id) };
    for (const member of members) {
      for (const story of reads) await panel.done(member, readingsApi.to({ ...sat, story }));
    }
    for (const choices of votes) {
      const round = String((await panel.done(leads, openRoundApi.to(sat)))['round']);
      for (const [n, member] of members.entries()) {
        const choice = choices[n] ?? '';
        await panel.done(member, ballotsApi.to({ round }), { choice, reason: `${choice} moved somebody in the ${id}` });
      }
      await panel.done(leads, closeRoundApi.to({ round }));
    }
    await panel.done(leads, outcomeApi.to(sat), { kind, stories: chosen, reason: `The ${id} kept coming back to it` });
    for (const story of reads) {
      await panel.done(leads, lessonLinesApi.to(sat), { story, text: `${story} taught the ${id} to wait` });
    }
    await panel.done(leads, closeSittingApi.to(sat));
  };

  const compared = (who: Name, id: string) => panel.get(people[who], comparisonApi.to({ sitting: at(id) }));
  const shown = async (who: Name, id: string, language: 'en' | 'cy' = 'en') =>
    (await panel.service.browser(people[who])).open(comparePanelsPage.to({ language, sitting: at(id) }));

  beforeAll(async () => {
    panel = await PanelOfThree.start({
      panels: [
        aPanel({ passesUpTo: ['national'] }),
        aPanel({ id: 'west', name: { en: 'West panel', cy: 'Panel y Gorllewin' }, passesUpTo: ['national'] }),
        aPanel({ id: 'national', level: 2 }),
      ],
    });
    for (const story of west.reads) await panel.tell(story);
    await open(east);
    await open(west);
    await panel.done('M2', conflictsApi.to({ sitting: at('east') }), { member: 'M2', story: 'B', because: 'manages' });
    // A 2, B 0, C 1 of three; the west: A, B and C one each.
    await decide(east, [['A', 'A', 'C']], 'one', ['A']);
  }, patience);
  afterAll(() => panel.close());

  it('are not compared by anybody whose own panel still has to decide', async () => {
    expect((await compared('F2', 'west')).body.type).toBe('/problems/comparison-too-early');
    // M3 sits on the panel that has closed as well.
    expect((await compared('M3', 'east')).body.type).toBe('/problems/comparison-too-early');
    const alone = await compared('M1', 'east');
    expect([alone.status, alone.body.panels.length, alone.body.stillMeeting]).toEqual([200, 1, 1]);
    const page = (await shown('M1', 'east')).page.mainText;
    expect(page).toContain('No other panel of this level has closed a meeting');
    expect(page).toContain('1 other panel is still meeting');
    // Nobody is placed where there is nothing to compare.
    expect(page).not.toContain('Place:');
    expect((await panel.post(people.F1, plenaryApi.to({ sitting: at('east') }))).body.type).toBe(
      '/problems/nothing-to-compare',
    );
    await decide(
      west,
      [
        ['F', 'B', 'B'],
        ['A', 'B', 'C'],
      ],
      'joint',
      ['A', 'B'],
    );
  }, 60_000);

  it('stand side by side once both have closed, with what was said next to each other', async () => {
    const { body } = await compared('M1', 'east');
    expect(body.panels.map((each: { readonly panel: string }) => each.panel)).toEqual(['east', 'west']);
    // All but B: east {A}, west {A, B}. Expected (1 x 2 + 4 x 3) / 25: kappa (20 - 14) / (25 - 14).
    expect(body.agreedOn).toBe(4);
    expect(body.kappa).toEqual({ of: 'cohen', value: expect.closeTo(6 / 11, 12) });
    // East 1, 4, 2, 4, 4 and west 2, 2, 2, 4.5, 4.5: sums 3, 6, 4, 8.5, 8.5, S 25.5. Ties 24 and 30. 306 / 372.
    expect(body.kendallsW.value).toBeCloseTo(306 / 372, 12);
    expect(body.sitsOnSeveral).toEqual([{ person: 'M3', sittings: [at('east'), at('west')] }]);
    const said = (where: string): readonly string[] =>
      body.said
        .find((each: { readonly sitting: string }) => each.sitting === at(where))
        .reasons.map(({ text }: { readonly text: string }) => text);
    expect(said('east')).toContain('A moved somebody in the east');
    expect(said('west')).toContain('A moved somebody in the west');
    expect(JSON.stringify(body.said)).not.toContain('author');
  });

  it('are shown on a page, which names only members of the reader’s own panel', async () => {
    const { page } = await shown('M1', 'east');
    expect(page.heading).toBe('Quality of life Panels side by side: January to March 2026');
    const [, first] = page.table('What each panel chose');
    expect(first).toEqual(['Title of A', 'Chosen. Count: 2. Place: 1.', 'Chosen. Count: 1. Place: 2.']);
    for (const part of [
      'They agree on 4 of 5 stories in common, 80%',
      'Cohen’s kappa, chosen or not: 0.55',
      'Kendall’s W, how alike they rank the stories: 0.82',
      'M3 sits on more than one of them (East panel and West panel). Choices of one person in several panels make them',
      'A moved somebody in the eastWith a choice: M1',
      'B moved somebody in the westWith a choice: a member',
    ]) {
      expect(page.mainText).toContain(part);
    }
    expect(page.mainText).not.toContain('M4');
    expect((await shown('M1', 'east', 'cy')).page.mainText).toContain('Kappa Cohen, wedi’i dewis neu beidio: 0.55');
    expect((await shown('O1', 'east')).status).toBe(404);
    const meeting = await (
      await panel.service.browser(people.M1)
    ).open(seeMeeting.to({ language: 'en', sitting: at('east') }));
    expect(meeting.page.linkTo('What other panels chose, side by side')).toBe(
      comparePanelsPage.to({ language: 'en', sitting: at('east') }),
    );
  });

  it('say how choices moved, each title in its own language, and a story that only one of them read by its reference', async () => {
    const { page } = await shown('F2', 'west', 'cy');
    const moved = page.root.querySelectorAll('main li').filter(({ textContent }) => textContent.includes('rownd 2'));
    expect(moved.map(({ innerHTML }) => innerHTML)).toEqual([
      expect.stringContaining('(o: <span lang="en">Title of B</span>; i: <span lang="en">Title of C</span>)'),
      expect.stringContaining('(o: DN-F; i: <span lang="en">Title of A</span>)'),
    ]);
  });

  it('meet together about what any of them chose, with all that was said of it', async () => {
    const browser = await panel.service.browser(people.F2);
    const address = openPlenaryPage.to({ language: 'en', sitting: at('west') });
    expect((await browser.open(address)).page.mainText).toContain('Panels: West panel and East panel');
    const { formValues } = (await browser.open(address)).page;
    const empty = await browser.send(address, { ...formValues });
    expect([empty.status, empty.page.errors.length]).toEqual([422, 2]);
    const sent = await browser.send(address, { ...formValues, method: 'consensus', heldIn: 'online' });
    expect(sent.status).toBe(303);
    const plenary = (sent.leadsTo ?? '').split('/').at(-1) ?? '';
    sitting['plenary'] = plenary;
    const { body } = await panel.get(people.M1, sittingApi.to({ sitting: plenary }));
    expect([...body.members].sort()).toEqual(['M1', 'M2', 'M3', 'M4', 'M5']);
    expect(body.stories.map((each: { readonly story: string }) => each.story)).toEqual(['A', 'B']);
    // Said to the panel below, and still so.
    expect(body.conflicts).toEqual([{ member: 'M2', story: 'B' }]);
    expect((await browser.open(sent.leadsTo ?? '')).page.heading).toContain('West panel and East panel');
    const story = await panel.get(people.M1, sittingStoryApi.to({ sitting: plenary, story: 'A' }));
    const said = story.body.reasons.map(({ text }: { readonly text: string }) => text);
    for (const where of ['east', 'west']) {
      expect(said).toContain(`A moved somebody in the ${where}`);
      expect(said).toContain(`The ${where} kept coming back to it`);
    }
    // The panels stand side by side for all who meet.
    expect((await shown('M1', 'plenary')).page.mainText).toContain('They agree on 4 of 5');
  });

  it('bring no other story into it; the panel above has a story that both passed up once, with what both said', async () => {
    const receiving = receiveStoriesApi.to({ sitting: at('plenary') });
    expect((await panel.post(people.F2, receiving, { stories: ['C'] })).body.type).toBe(
      '/problems/story-not-receivable',
    );
    await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'national' }), {
      members: ['O1'],
      facilitator: 'F1',
    });
    const asked = { programme: 'telling', panel: 'national', period: '2026-Q1', domain: 'quality' };
    const above = String((await panel.done('F1', sittingsApi.to(), asked))['sitting']);
    const offered = await (await panel.service.browser(people.F1)).open(`/en/meetings/${above}/receive-stories`);
    // Chosen by both panels, and offered once.
    expect(offered.html.match(/Title of A/g)?.length).toBe(1);
    await panel.done('F1', receiveStoriesApi.to({ sitting: above }), { stories: ['A'] });
    const { body } = await panel.get(people.O1, sittingStoryApi.to({ sitting: above, story: 'A' }));
    const said = body.reasons.map(({ text }: { readonly text: string }) => text);
    expect(said).toEqual(
      expect.arrayContaining(['The east kept coming back to it', 'The west kept coming back to it']),
    );
    const ids = body.reasons.map(({ reason }: { readonly reason: string }) => reason);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are named when their meeting together has closed, so that nobody counts it as one more of one of them', async () => {
    const sat = { sitting: at('plenary') };
    await panel.done('F2', outcomeApi.to(sat), { kind: 'learning', stories: [], reason: 'We learned from both' });
    for (const story of ['A', 'B']) await panel.done('F2', lessonLinesApi.to(sat), { story, text: 'Both were heard' });
    await panel.done('F2', closeSittingApi.to(sat));
    await panel.service.settled();
    const closed = panel.service.said().filter(({ type }) => type === 'sitting.closed.v1');
    const plenaryOf = ['west', 'east'].map((id) => ({ sitting: at(id), panel: id }));
    expect(closed[2]).toMatchObject({ data: { ...sat, plenaryOf } });
    expect(JSON.stringify(closed.slice(0, 2))).not.toContain('plenaryOf');
  });

  it('read together nothing that its teller keeps from one of them', async () => {
    const readBy = async (who: Name, id: string): Promise<string> => {
      const { body } = await panel.get(people[who], sittingStoryApi.to({ sitting: at(id), story: 'B' }));
      return 'withheld' in body ? String(body.withheld) : String(body.text.narrative);
    };
    expect(await readBy('M4', 'plenary')).toBe('The marigold of B');
    const { vault } = panel.service;
    const standing = (await vault.consentOf('story/B'))?.consent;
    if (standing === undefined) throw new Error('No keys');
    const without = { ...standing, exclusions: [{ kind: 'team' as const, id: 'east' }] };
    await vault.narrow('story/B', without, { id: 'leave out', actor: 'anyone', at: '2026-04-20T11:00:00.000Z' });
    expect([await readBy('M4', 'west'), await readBy('M1', 'east'), await readBy('M4', 'plenary')]).toEqual([
      'The marigold of B',
      'excluded',
      'excluded',
    ]);
  });

  it('show nothing of a story that is taken back', async () => {
    await panel.withdraw('A');
    const { body } = await compared('M1', 'east');
    expect(JSON.stringify(body)).not.toMatch(/Title of A|A moved somebody|A taught/);
  });
});

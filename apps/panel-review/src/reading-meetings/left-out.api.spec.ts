import { storyCorrectedV1 } from '#contracts/story-submission/story-corrected.v1.js';
import type { ConsentExclusion } from '#contracts/shared/consent.js';
import type { StoryText } from '#contracts/shared/story-text.js';

import { convenePanelApi, readStory, receiveStoriesApi, sittingsApi, sittingStoryApi } from '../addresses.js';
import { people, PanelOfThree, type Meeting, type Name } from '../testing/panel-of-three.js';

const at = '2026-04-16T11:00:00.000Z';

describe('what a teller says holds on the panel at once', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    for (const story of ['A', 'B', 'C', 'D', 'E']) await panel.tell(story);
    meeting = await panel.openMeeting(['A', 'B', 'C', 'D', 'E']);
  });
  afterAll(() => panel.close());

  const reads = async (who: Name, story: string): Promise<string> => {
    const { body } = await panel.get(people[who], sittingStoryApi.to({ sitting: meeting.sitting, story }));
    return 'withheld' in body ? String(body.withheld) : String(body.text.narrative);
  };
  const leaveOut = async (story: string, exclusion: ConsentExclusion): Promise<void> => {
    const { vault } = panel.service;
    const standing = await vault.consentOf(`story/${story}`);
    if (standing === undefined) throw new Error('No keys');
    const consent = { ...standing.consent, exclusions: [exclusion] };
    await vault.narrow(`story/${story}`, consent, { id: `leave out ${story}`, actor: 'anyone', at });
  };

  it('what was answered beside the story is read with it, as it was asked', async () => {
    const browser = await panel.service.browser(people.F1);
    const open = (language: 'en' | 'cy') =>
      browser.open(readStory.to({ language, sitting: meeting.sitting, story: 'A' }));
    expect((await open('en')).page.mainText).toMatch(/Where was it\?\s*In a group/);
    expect((await open('cy')).page.mainText).toMatch(/Ble oedd hi\?\s*Mewn grŵp/);
  });

  it('a person of the panel who is left out reads nothing, the others read on', async () => {
    expect(await reads('M1', 'A')).toBe('The marigold of A');
    await leaveOut('A', { kind: 'person', id: 'M1' });
    expect([await reads('M1', 'A'), await reads('M2', 'A'), await reads('F1', 'A')]).toEqual([
      'excluded',
      'The marigold of A',
      'The marigold of A',
    ]);
    expect(await reads('M1', 'B')).toBe('The marigold of B');
  });

  it('of a panel that is left out nobody reads it, the facilitator neither', async () => {
    await leaveOut('B', { kind: 'team', id: 'east' });
    expect([await reads('M1', 'B'), await reads('F1', 'B')]).toEqual(['excluded', 'excluded']);
    await leaveOut('C', { kind: 'team', id: 'national' });
    expect(await reads('M1', 'C')).toBe('The marigold of C');
  });

  it('a pause holds before any message came, and ends again', async () => {
    const { vault } = panel.service;
    await vault.freeze('story/C', { id: 'pause C', actor: 'anyone', at });
    expect(await reads('M2', 'C')).toBe('frozen');
    await vault.settleIntent('pause C');
    await vault.unfreeze('story/C', () => Promise.resolve(true));
    expect(await reads('M2', 'C')).toBe('The marigold of C');
  });

  it('an erased story is gone before any message came', async () => {
    await panel.service.vault.erase('story/D', { id: 'erase D', actor: 'anyone', at });
    expect(await reads('M2', 'D')).toBe('erased');
  });

  it('after a correction the panel reads the newest text', async () => {
    const sealer = await panel.service.vault.sealer('story/E');
    const text: StoryText = {
      ...{ title: null, narrative: 'Put right', whySignificant: null, place: null, tellerRole: null },
      ...{ collectorRole: null, changeHappenedOn: null, contentNotes: [], peopleAffected: null },
      ...{ recommendation: null, notes: null },
    };
    if (sealer === undefined) throw new Error('No keys');
    await panel.service.receive(storyCorrectedV1, 'story/E', {
      ...{ story: 'E', programme: 'telling', period: '2026-Q1', storyVersion: 2, words: 2, at },
      text: sealer.seal('text', 2, text),
    });
    expect(await reads('M1', 'E')).toBe('Put right');
  });
});

describe('a story that was chosen and then taken back', () => {
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    for (const story of ['A', 'B', 'C', 'D']) await panel.tell(story);
  });
  afterAll(() => panel.close());

  it('stays chosen, without a word of it, as a story since withdrawn', async () => {
    const meeting = await panel.openMeeting(['A', 'B']);
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' }, M3: { choice: 'B' } });
    await panel.decideAndClose(meeting, 'one', ['A']);
    const { open } = await panel.service.browser(people.M1);
    expect((await open(`/en/meetings/${meeting.sitting}`)).page.mainText).toContain('Title of A');
    await panel.withdraw('A');
    const english = (await open(`/en/meetings/${meeting.sitting}`)).page.mainText;
    expect(english).toContain('A story since withdrawn, DN-A');
    expect(english).not.toContain('Title of A');
    // What was said of it is shown only while it is.
    expect(english).not.toContain('We kept coming back to it');
    const welsh = (await open(`/cy/meetings/${meeting.sitting}`)).page.mainText;
    expect(welsh).toContain('Stori a dynnwyd yn ôl ers hynny, DN-A');
  });

  it('leaves the meeting of a later level that has it, which says so to whoever is in it, and is received by none', async () => {
    const below = await panel.openMeeting(['C', 'D']);
    await panel.vote(below, { M1: { choice: 'C' }, M2: { choice: 'C' }, M3: { choice: 'D' } });
    await panel.decideAndClose(below, 'one', ['C']);
    await panel.service.settled();
    await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'national' }), {
      members: ['M4'],
      facilitator: 'F2',
    });
    const asked = { programme: 'telling', panel: 'national', period: '2026-Q1', domain: 'quality' };
    const above = String((await panel.done('F2', sittingsApi.to(), asked))['sitting']);
    await panel.done('F2', receiveStoriesApi.to({ sitting: above }), { stories: ['C'] });
    const seen = async (who: Name, language: string) =>
      (await (await panel.service.browser(people[who])).open(`/${language}/meetings/${above}`)).page.mainText;
    expect(await seen('M4', 'en')).toContain('Title of C');
    await panel.withdraw('C');
    for (const who of ['M4', 'F2'] as const) {
      const told = await seen(who, 'en');
      expect(told).toContain('DN-C: it left this meeting, because it was taken back');
      expect(told).not.toContain('Title of C');
    }
    expect(await seen('M4', 'cy')).toMatch(/DN-C: .*gadawodd/i);
    const again = await panel.post(people.F2, receiveStoriesApi.to({ sitting: above }), { stories: ['C'] });
    expect([again.status, again.body.type]).toEqual([422, '/problems/story-not-receivable']);
  });
});

import { ballotsApi, castBallotPage, readStory, seeMeeting, sittingStoryApi } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const held = {
  en: 'held back for now, and nobody reads it in this meeting until it may be read again',
  cy: 'yn cael ei dal yn ôl am y tro',
} as const;

describe('a story that is held back after a meeting has received it', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B');
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1');
  }, 60_000);
  afterAll(() => panel.close());

  const asked = async (story: string) =>
    (await panel.get(people.M1, sittingStoryApi.to({ sitting: meeting.sitting, story }))).body;
  const opened = async (address: string): Promise<string> =>
    (await (await panel.service.browser(people.M1)).open(address)).page.mainText;
  const isHeld = async (cleared: boolean, version = 1) => {
    await panel.readFirst('A', cleared, version);
    await panel.service.settled();
  };
  const pageOf = (language: 'en' | 'cy') => readStory.to({ sitting: meeting.sitting, story: 'A', language });

  it('stays in it and is read by nobody there, in both languages; the others are', async () => {
    const before = await asked('A');
    expect(before.text.narrative).toBeTruthy();
    await isHeld(false);
    expect(await asked('A')).toMatchObject({ withheld: 'held', consent: null, reasons: [], translations: [] });
    expect(JSON.stringify(await asked('A'))).not.toContain(before.text.narrative);
    expect(await opened(pageOf('en'))).toContain(held.en);
    expect(await opened(pageOf('cy'))).toContain(held.cy);
    expect(await opened(pageOf('en'))).not.toContain(before.text.narrative);
    const whole = await opened(seeMeeting.to({ sitting: meeting.sitting, language: 'en' }));
    expect(whole).toContain(held.en);
    expect(whole).not.toContain(before.text.title ?? before.text.narrative);
    expect((await asked('B')).text.narrative).toBeTruthy();
  });

  it('is chosen by nobody meanwhile, and what was answered before stands', async () => {
    await isHeld(true);
    await panel.read(meeting, 'M2', 'M3');
    const round = await panel.openRound(meeting);
    const ballots = ballotsApi.to({ round });
    const { vault } = panel.service;
    await panel.cast(round, { M1: { choice: 'A' } });
    // Before any message.
    await vault.hold('story/A', { id: 'held-A', actor: 'S1', at: '2026-11-23T10:00:00.000Z' });
    await vault.settleIntent('held-A');
    const late = await panel.post(people.M2, ballots, { choice: 'A' });
    expect([late.status, late.body.type, late.body.field]).toEqual([409, '/problems/story-held-back', 'choice']);
    for (const [language, sentence, option] of [
      ['en', 'It is held back for now, and nobody can choose it meanwhile', 'Title of B'],
      ['cy', 'Mae’n cael ei dal yn ôl am y tro, ac ni all neb ei dewis yn y cyfamser', 'Title of B'],
    ] as const) {
      const shown = await opened(castBallotPage.to({ language, round }));
      expect(shown).toContain(sentence);
      expect(shown).toContain(option);
      expect(shown).not.toContain('Title of A');
    }
    await panel.cast(round, { M2: { choice: 'B' }, M3: { abstain: true } });
    expect(await panel.closeRound(round)).toMatchObject({ answered: 3, byStory: { A: { votes: 1 }, B: { votes: 1 } } });
    await vault.letGo('story/A', () => Promise.resolve(true));
    await isHeld(false);
  });

  it('is not let go by a correction alone, and is read again once panels may receive it', async () => {
    await panel.correct('A');
    expect((await asked('A')).withheld).toBe('held');
    await isHeld(true, 2);
    expect((await asked('A')).text.narrative).toBeTruthy();
    expect(await opened(pageOf('en'))).not.toContain(held.en);
  });
});

import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';
import { stillSoAnsweredV1 } from '#contracts/story-submission/still-so-answered.v1.js';

import { readStory, sittingApi, sittingStoryApi } from '../addresses.js';
import { PanelOfThree, people, type Meeting } from '../testing/panel-of-three.js';

describe('what a teller answers to a meeting', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B');
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' }, M3: { choice: 'B' } });
    await panel.decideAndClose(meeting, 'one', ['A']);
    const sealer = await panel.service.vault.createReason({
      owner: 'reason/answer-1',
      organisation: 'pont-y-bore',
      person: 'teller-B',
      stories: ['story/B'],
      reach: ['this-panel', 'later-panels'],
    });
    await panel.service.receive(feedbackAnsweredV1, `feedback/B-${meeting.sitting}-teller`, {
      ...{ feedback: `B-${meeting.sitting}-teller`, story: 'B', sitting: meeting.sitting, programme: 'telling' },
      ...{ period: '2026-Q1', from: 'teller', at: '2026-04-20T09:00:00.000Z' },
      answer: { reason: 'answer-1', text: sealer.seal('reason', 1, { text: 'I am glad you heard it: foxglove' }) },
    });
    await panel.service.settled();
  });
  afterAll(() => panel.close());

  const answersOf = async (who: keyof typeof people) =>
    (await panel.get(people[who], sittingApi.to({ sitting: meeting.sitting }))).body.answers;
  const page = async (language: string) =>
    (await (await panel.service.browser(people.M1)).open(`/${language}/meetings/${meeting.sitting}`)).page.mainText;

  it('reaches its members and facilitator, without who the teller is', async () => {
    const heard = [
      { story: 'B', from: 'teller', at: '2026-04-20T09:00:00.000Z', text: 'I am glad you heard it: foxglove' },
    ];
    expect(await answersOf('M1')).toEqual(heard);
    expect(await answersOf('F1')).toEqual(heard);
    for (const [language, heading, from] of [
      ['en', 'What was answered to this meeting', 'From the teller, 20 April 2026, about Title of B'],
      ['cy', 'Yr hyn a atebwyd i’r cyfarfod hwn', 'Gan y sawl a’i hadroddodd, 20 Ebrill 2026, am Title of B'],
    ] as const) {
      const shown = await page(language);
      for (const text of [heading, from, 'I am glad you heard it: foxglove']) expect(shown).toContain(text);
      expect(shown).not.toContain('teller-B');
    }
  });

  it('stands beside the story too, where it was asked months later whether it is still so', async () => {
    const sealer = await panel.service.vault.sealer('story/A');
    const words = sealer?.seal('text', 1_003, { text: 'Every week now: speedwell' }) ?? null;
    const at = '2026-05-22T09:00:00.000Z';
    const answered = { story: 'A', months: 3, answer: 'still-so', words, at } as const;
    // Told twice is heard once.
    for (let time = 0; time < 2; time += 1) await panel.service.receive(stillSoAnsweredV1, 'still-so/A', answered);
    await panel.service.settled();
    const { sitting } = meeting;
    const { body } = await panel.get(people.M1, sittingStoryApi.to({ sitting, story: 'A' }));
    expect(body.stillSo).toEqual([{ months: 3, answer: 'still-so', at, text: 'Every week now: speedwell' }]);
    const browser = await panel.service.browser(people.M1);
    const english = await browser.open(readStory.to({ language: 'en', sitting, story: 'A' }));
    expect(english.page.mainText).toContain('After 3 months, on 22 May 2026 It is still so. Every week now: speedwell');
    const welsh = await browser.open(readStory.to({ language: 'cy', sitting, story: 'A' }));
    expect(welsh.page.mainText).toContain('Mae’n dal felly.');
  });

  it('is no more to be read once the story is taken back', async () => {
    await panel.withdraw('A');
    const { body } = await panel.get(people.M1, sittingStoryApi.to({ sitting: meeting.sitting, story: 'A' }));
    expect([body.withheld, body.stillSo]).toEqual(['withdrawn', []]);
    await panel.withdraw('B');
    expect(await answersOf('M1')).toMatchObject([{ story: 'B', text: null }]);
    expect(await page('en')).toContain('This answer can no longer be read here.');
  });
});

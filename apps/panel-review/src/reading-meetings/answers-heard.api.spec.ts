import { feedbackAnsweredV1 } from '#contracts/story-submission/feedback-answered.v1.js';

import { sittingApi } from '../addresses.js';
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

  it('is no more to be read once the story is taken back', async () => {
    await panel.withdraw('B');
    expect(await answersOf('M1')).toMatchObject([{ story: 'B', text: null }]);
    expect(await page('en')).toContain('This answer can no longer be read here.');
  });
});

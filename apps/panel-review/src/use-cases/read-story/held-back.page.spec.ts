import { readStory, seeMeeting, sittingStoryApi } from '../../addresses.js';
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

  it('is not let go by a correction alone, and is read again once panels may receive it', async () => {
    await panel.correct('A');
    expect((await asked('A')).withheld).toBe('held');
    await isHeld(true, 2);
    expect((await asked('A')).text.narrative).toBeTruthy();
    expect(await opened(pageOf('en'))).not.toContain(held.en);
  });
});

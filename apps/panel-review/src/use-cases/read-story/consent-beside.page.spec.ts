import { readStory, sittingStoryApi } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const agreed = {
  en: 'Who may read it The panels, without the name What it may be used for Quoting it word for word Translating it',
  cy: 'Pwy all ei darllen Y paneli, heb yr enw Ar gyfer beth y gellir ei defnyddio Ei dyfynnu air am air Ei chyfieithu',
} as const;

describe('what its teller agreed to, beside a story before a panel', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A', { uses: ['quote', 'translate'] });
    await panel.convene();
    meeting = await panel.openMeeting(['A']);
  }, 60_000);
  afterAll(() => panel.close());

  const read = async (language: 'en' | 'cy'): Promise<string> => {
    const browser = await panel.service.browser(people.M1);
    return (await browser.open(readStory.to({ sitting: meeting.sitting, story: 'A', language }))).page.mainText;
  };
  const asked = async () =>
    (await panel.get(people.M1, sittingStoryApi.to({ sitting: meeting.sitting, story: 'A' }))).body;

  it('stands there once it is opened, as it is at that moment, and goes with the story', async () => {
    expect(await read('en')).not.toContain('What the teller agreed to');
    await panel.read(meeting, 'M1');
    expect(await read('en')).toContain(agreed.en);
    expect(await read('cy')).toContain(agreed.cy);
    expect((await asked()).consent).toEqual({ audiences: { panel: { named: false } }, uses: ['quote', 'translate'] });

    const standing = (await panel.service.vault.consentOf('story/A'))?.consent;
    if (standing === undefined) throw new Error('There is no consent');
    const less = { id: 'less', actor: 'teller-A', at: '2026-04-16T11:00:00.000Z' };
    await panel.service.vault.narrow('story/A', { ...standing, uses: ['quote'] }, less);
    expect(await read('en')).toContain('What it may be used for Quoting it word for word');
    expect(await read('en')).not.toContain('Translating it');

    await panel.withdraw('A');
    expect(await read('en')).not.toContain('What the teller agreed to');
    expect((await asked()).consent).toBeNull();
  });
});

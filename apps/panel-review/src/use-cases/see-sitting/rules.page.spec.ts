import { aPanel } from '#contracts/testing/a-programme.js';

import { minutesPage, openMeeting, seeMeeting } from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

describe('the rules of a meeting', () => {
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.convene();
    await panel.tell('A');
  });
  afterAll(() => panel.close());

  const shown = async (sitting: string, language: 'en' | 'cy', address: typeof seeMeeting | typeof minutesPage) =>
    (await (await panel.service.browser(people.M1)).open(address.to({ language, sitting }))).page.mainText;

  it('are on its page and in its minutes, as the method has them unless the programme says otherwise', async () => {
    const { sitting } = await panel.openMeeting(['A'], { method: 'scoring' });
    for (const address of [seeMeeting, minutesPage]) {
      const english = await shown(sitting, 'en', address);
      expect(english).toMatch(/How many have to answer\s*More than half of those who may choose/);
      expect(english).toMatch(/Rounds at most\s*3/);
      expect(english).toMatch(/Scale of scores\s*From 1 to 10/);
      expect(english).toMatch(/Who told the stories\s*Not shown to the panel/);
      expect(english).toMatch(/Skipping a story\s*Allowed, and never counted against anyone/);
      expect(await shown(sitting, 'cy', address)).toMatch(/Graddfa’r sgôr\s*O 1 i 10/);
    }
  });

  it('stand on the page that opens one, those of its own panel, before anything is chosen', async () => {
    await panel.revise({ panels: [aPanel({ rules: { maxRounds: 2 } })] }, 2);
    const browser = await panel.service.browser(people.F1);
    const english = (await browser.open(openMeeting.to({ language: 'en' }))).page.mainText;
    expect(english).toMatch(/By which rules this panel chooses/);
    expect(english).toMatch(/Rounds at most\s*2/);
    expect(english).toMatch(/Scale of scores\s*From 1 to 10/);
    const welsh = (await browser.open(openMeeting.to({ language: 'cy' }))).page.mainText;
    expect(welsh).toMatch(/Graddfa’r sgôr\s*O 1 i 10/);
    await panel.revise({}, 3);
  });

  it('say nothing of scores where nobody gives any', async () => {
    const { sitting } = await panel.openMeeting(['A'], { method: 'majority' });
    expect(await shown(sitting, 'en', seeMeeting)).not.toContain('Scale of scores');
  });

  it('stand beside what the programme says to members, and to whoever leads alone', async () => {
    const members = { en: 'Look at the change.', cy: 'Edrychwch ar y newid.' };
    const facilitators = { en: 'Begin with the ground rules.', cy: 'Dechreuwch gyda’r rheolau sylfaenol.' };
    await panel.revise({ guides: { members, facilitators } }, 4);
    const { sitting } = await panel.openMeeting(['A'], { method: 'majority' });
    expect(await shown(sitting, 'en', seeMeeting)).toContain('Look at the change.');
    expect(await shown(sitting, 'cy', seeMeeting)).toContain('Edrychwch ar y newid.');
    expect(await shown(sitting, 'en', seeMeeting)).not.toContain('Begin with the ground rules.');
    const leader = await panel.service.browser(people.F1);
    const { mainText } = (await leader.open(seeMeeting.to({ language: 'en', sitting }))).page;
    expect(mainText).toContain('Begin with the ground rules.');
  });
});

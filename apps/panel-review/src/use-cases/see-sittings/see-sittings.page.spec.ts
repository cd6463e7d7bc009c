import { seeMeetings } from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const patience = 120_000;
const says = {
  en: { older: 'Older meetings', newest: 'The newest meetings', open: 'Open now' },
  cy: { older: 'Cyfarfodydd hŷn', newest: 'Y cyfarfodydd diweddaraf', open: 'Ar agor nawr' },
} as const;

describe('meetings that are over', () => {
  let panel: PanelOfThree;
  const over: string[] = [];
  let open: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
    for (let n = 0; n < 27; n += 1) {
      const meeting = await panel.openMeeting(['A']);
      await panel.decideAndClose(meeting, 'learning', []);
      over.push(meeting.sitting);
    }
    ({ sitting: open } = await panel.openMeeting(['A']));
  }, patience);
  afterAll(() => panel.close());

  it.each(['en', 'cy'] as const)(
    'stand on as many pages as they need, after those that are open (%s)',
    async (language) => {
      const browser = await panel.service.browser(people.M1);
      const listed = (html: string, sitting: string): boolean => html.includes(`/${sitting}"`);
      const first = await browser.open(seeMeetings.to({ language }));
      expect(listed(first.html, open)).toBe(true);
      expect(over.filter((sitting) => listed(first.html, sitting))).toHaveLength(25);
      const second = await browser.open(first.page.linkTo(says[language].older));
      expect(over.filter((sitting) => listed(second.html, sitting))).toHaveLength(2);
      expect(over.filter((sitting) => !listed(first.html, sitting) && !listed(second.html, sitting))).toEqual([]);
      expect(second.page.mainText).not.toContain(says[language].open);
      expect(second.page.mainText).not.toContain(says[language].older);
      expect(second.page.linkTo(says[language].newest)).toBe(seeMeetings.to({ language }));
    },
  );

  it('are no list for a place that is not in it', async () => {
    const browser = await panel.service.browser(people.M1);
    expect((await browser.open(seeMeetings.to({ language: 'en' }, { after: 'nowhere' }))).status).toBe(400);
  });
});

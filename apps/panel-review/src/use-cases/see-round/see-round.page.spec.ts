import { openRoundApi, seeRoundPage } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const patience = 30_000;

describe('the page of a closed round', () => {
  let panel: PanelOfThree;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
  }, patience);
  afterAll(() => panel.close());

  async function meet(method: string): Promise<Meeting> {
    const meeting = await panel.openMeeting(['A', 'B'], { method });
    await panel.read(meeting, 'M1', 'M2', 'M3');
    return meeting;
  }
  const shown = async (language: 'en' | 'cy', round: string) =>
    (await panel.service.browser(people.M1)).open(seeRoundPage.to({ language, round }));

  it.each([
    ['agrees', 'agree', 'The panel agrees: Title of A.', 'Mae’r panel yn cytuno: Title of A.'],
    ['objects', 'object', 'Not agreed yet: Title of A.', 'Heb gytuno eto: Title of A.'],
  ])('of a proposal says what came of it, where one %s', async (_, stance, english, welsh) => {
    const meeting = await meet('consensus');
    const { sitting } = meeting;
    const choices = await panel.openRound(meeting);
    await panel.cast(choices, { M1: { choice: 'A' }, M2: { choice: 'A' }, M3: { choice: 'B' } });
    await panel.closeRound(choices);
    const round = String((await panel.done('F1', openRoundApi.to({ sitting }), { proposal: ['A'] }))['round']);
    await panel.cast(round, {
      M1: { stance: 'agree' },
      M2: { stance, reason: 'It asks more' },
      M3: { stance: 'agree' },
    });
    await panel.closeRound(round);
    expect((await shown('en', round)).page.mainText).toContain(english);
    expect((await shown('cy', round)).page.mainText).toContain(welsh);
  });

  it('names the story that is ahead, marked with its own language', async () => {
    const round = await panel.openRound(await meet('ranked'));
    await panel.cast(round, { M1: { ranking: ['A', 'B'] }, M2: { ranking: ['A', 'B'] }, M3: { abstain: true } });
    await panel.closeRound(round);
    expect((await shown('en', round)).page.mainText).toContain('Ahead in this round: Title of A.');
    const { html } = await shown('cy', round);
    expect(html).toContain('Ar y blaen yn y rownd hon: <span lang="en">Title of A</span>.');
  });
});

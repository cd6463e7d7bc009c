import { castBallotPage, closeRoundApi, ownWordsPage } from '../../addresses.js';
import { PanelOfThree, people, type Name } from '../../testing/panel-of-three.js';

const patience = 60_000;
const typed = 'Somebody waited at the gate with her';
const said = {
  en: { late: 'What came before the round closed was counted; nothing more is.', closed: 'This round is closed.' },
  cy: {
    late: 'Cyfrifwyd yr hyn a ddaeth cyn i’r rownd gau; ni chyfrifir dim mwy.',
    closed: 'Mae’r rownd hon wedi cau.',
  },
} as const;

describe.each(['en', 'cy'] as const)('the page on which a member answers, in %s', (language) => {
  let panel: PanelOfThree;
  const as = (name: Name) => panel.service.browser(people[name]);

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
  }, patience);
  afterAll(() => panel.close());

  const openRound = async (method: string) => {
    const meeting = await panel.openMeeting(['A', 'B'], { method });
    await panel.read(meeting, 'M1', 'M2', 'M3');
    const round = await panel.openRound(meeting);
    return { round, address: castBallotPage.to({ language, round }) };
  };

  it('keeps what was written when the round closed a moment before', async () => {
    const { round, address } = await openRound('majority');
    await panel.done('F1', closeRoundApi.to({ round }));
    const member = await as('M1');
    const { status, page } = await member.send(address, { choice: 'A', reason: typed });
    expect([status, page.errors[0]?.text]).toEqual([422, said[language].late]);
    expect(page.title).toMatch(language === 'en' ? /^Error:/ : /^Gwall:/);
    expect(page.formValues).toMatchObject({ choice: 'A', reason: typed });
    const opened = await member.open(address);
    expect([opened.status, opened.page.mainText]).toEqual([200, expect.stringContaining(said[language].closed)]);
  });

  it('says a title inside a sentence in the language it was told in', async () => {
    const { address } = await openRound('scoring');
    const { page } = await (await as('M1')).open(address);
    const titles = page.root.querySelectorAll('label span[lang="en"]').map(({ textContent }) => textContent);
    const [title, other] = ['Title of A', 'Title of B'];
    expect([...titles].sort()).toEqual(language === 'cy' ? [title, title, other, other] : []);
    expect(page.text).toContain(language === 'cy' ? 'Sgôr i’r stori “Title of A”' : 'Score for “Title of A”');
  });

  it.each([
    ['majority', { choice: 'abstain', reason: 'Both were mine to lose' }, 'Both were mine to lose'],
    ['approval', { approve: 'abstain', reason: 'Neither was new to me' }, 'Neither was new to me'],
    ['ranked', { reason: 'They cannot be put in a row' }, 'They cannot be put in a row'],
    ['scoring', { 'reason-1': 'No number fits her' }, 'No number fits her'],
    ['scoring', { 'score-1': '7', 'reason-2': 'I know too little of it' }, 'I know too little of it'],
  ])('loses no reason of somebody who would rather not choose (%s: %j)', async (method, answer, reason) => {
    const { round, address } = await openRound(method);
    const member = await as('M1');
    expect((await member.send(address, answer)).status).toBe(303);
    await panel.closeRound(round);
    expect((await member.open(ownWordsPage.to({ language }))).page.mainText).toContain(reason);
  });
});

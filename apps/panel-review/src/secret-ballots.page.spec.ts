import {
  answerByPage,
  castBallotPage,
  closeRoundPage,
  openMeeting,
  roundApi,
  seeMeeting,
  seeMeetings,
  seeRoundPage,
} from './addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from './testing/panel-of-three.js';

const five = ['M1', 'M2', 'M3', 'M4', 'M5'] as const;
const patience = 30_000;
const said = {
  en: {
    secret: 'This round is secret',
    taken: 'You have answered already',
    listed: 'Choose. Nobody is shown what you chose.',
    onRecord: 'That you cannot choose it is on record',
    published: 'without names and in no order',
    tooFew: 'Too few chose for the result of a secret round to be shown',
    beforeClosing: 'Fewer have answered so far',
    moreTime: 'Give more time',
    withoutResult: 'Close the round without a result',
    destroyed: 'Closed now, what was answered is destroyed',
    counted: 'never who chose what',
    option: 'Secret ballot',
  },
  cy: {
    secret: 'Mae’r rownd hon yn gyfrinachol',
    taken: 'Rydych wedi ateb yn barod',
    listed: 'Dewiswch. Ni ddangosir i neb beth ddewisoch chi.',
    onRecord: 'Mae’r ffaith na allwch ei dewis ar gofnod',
    published: 'heb enwau a heb drefn',
    tooFew: 'Dewisodd rhy ychydig i ddangos canlyniad rownd gyfrinachol',
    beforeClosing: 'Mae llai wedi ateb hyd yma',
    moreTime: 'Rhoi rhagor o amser',
    withoutResult: 'Cau’r rownd heb ganlyniad',
    destroyed: 'O’i chau nawr, dinistrir yr hyn a atebwyd',
    counted: 'byth pwy ddewisodd beth',
    option: 'Pleidlais gyfrinachol',
  },
} as const;

describe.each(['en', 'cy'] as const)('pages of a secret round, in %s', (language) => {
  const words = said[language];
  let panel: PanelOfThree;
  const as = (name: Name) => panel.service.browser(people[name]);

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B', 'C']) await panel.tell(story);
    await panel.convene(five);
  }, patience);
  afterAll(() => panel.close());

  const meet = async (changes: object): Promise<Meeting> => {
    const meeting = await panel.openMeeting(['A', 'B', 'C'], changes);
    await panel.read(meeting, ...five);
    return meeting;
  };

  it('a meeting is opened so: by secret ballot, or by ticking it for any other way', async () => {
    const facilitator = await as('F1');
    const address = `${openMeeting.to({ language })}?panel=telling.east`;
    expect((await facilitator.open(address)).page.mainText).toContain(words.option);
    const form = { period: '2026-Q1', domain: 'quality', method: 'majority', heldIn: 'online', secret: 'secret' };
    const opened = await facilitator.send(address, form);
    expect(opened.status).toBe(303);
    const missing = await facilitator.send(address, { ...form, method: '' });
    expect([missing.status, missing.page.formValues['secret']]).toEqual([422, 'secret']);
  });

  it('a member answers without a reason, changes it, and is told only that it was taken', async () => {
    const { sitting } = await meet({ method: 'secret_ballot' });
    const round = await panel.openRound({ sitting, stories: [] });
    const address = castBallotPage.to({ language, round });
    const member = await as('M1');
    const empty = await member.open(address);
    const [secret, choice] = [words.secret, 'Title of A'].map((each) => empty.page.mainText.indexOf(each));
    expect(secret).toBeGreaterThan(0);
    expect(choice).toBeGreaterThan(secret ?? Infinity);
    expect(Object.keys(empty.page.formValues)).not.toContain('reason');
    expect((await member.open(seeMeetings.to({ language }))).page.mainText).toContain(words.listed);
    for (const choice of ['A', 'B']) {
      const sent = await member.send(address, { choice });
      expect([sent.status, sent.leadsTo]).toEqual([303, seeMeeting.to({ language, sitting })]);
    }
    const again = (await member.open(address)).page;
    expect(again.mainText).toContain(words.taken);
    expect(again.formValues['choice'] ?? '').toBe('');
    expect((await member.send(address, {})).page.errors).toMatchObject([{ input: 'choice' }]);

    await panel.cast(round, { M2: { choice: 'B' }, M3: { choice: 'B' }, M4: { choice: 'A' }, M5: { choice: 'C' } });
    const facilitator = await as('F1');
    const closing = (await facilitator.open(closeRoundPage.to({ language, round }))).page.mainText;
    expect(closing).toContain(words.counted);
    expect(closing).not.toContain(words.beforeClosing);
    expect((await facilitator.send(closeRoundPage.to({ language, round }), {})).status).toBe(303);
    const { mainText } = (await facilitator.open(seeRoundPage.to({ language, round }))).page;
    expect(mainText).toContain(words.published);
    for (const name of five) expect(mainText).not.toContain(name);
    expect((await facilitator.open(seeMeeting.to({ language, sitting }))).page.mainText).not.toContain(words.tooFew);
  });

  it('who is too close to a story is told what that shows', async () => {
    const { sitting } = await meet({ method: 'scoring', secret: true });
    await panel.done('M1', `/api/v1/sittings/${sitting}/conflicts`, { member: 'M1', story: 'A', because: 'close' });
    const round = await panel.openRound({ sitting, stories: [] });
    const { page } = await (await as('M1')).open(castBallotPage.to({ language, round }));
    expect(page.mainText).toContain(words.onRecord);
    const inputs = Object.keys(page.formValues).filter((name) => name !== 'csrf' && name !== 'command');
    expect(inputs).toEqual(['score-1', 'score-2']);
    await panel.cast(round, { M2: { scores: { A: 3 } } });
    const closing = (await (await as('F1')).open(closeRoundPage.to({ language, round }))).page;
    expect(closing.mainText).toContain(words.beforeClosing);
    expect(closing.mainText).not.toContain(words.counted);
    expect(closing.linkTo(words.moreTime)).toBe(answerByPage.to({ language, sitting }));
    expect(closing.buttons).toContain(words.withoutResult);
    const facilitator = await as('F1');
    const unmeant = await facilitator.send(closeRoundPage.to({ language, round }), {});
    expect([unmeant.status, unmeant.page.errors[0]?.text]).toEqual([422, expect.stringContaining(words.destroyed)]);
    expect((await panel.get(people.M1, roundApi.to({ round }))).body).toMatchObject({ isOpen: true, answered: 1 });
    const meant = await facilitator.send(closeRoundPage.to({ language, round }), { without: 'result' });
    expect([meant.status, meant.leadsTo]).toEqual([303, seeRoundPage.to({ language, round })]);
    for (const address of [seeRoundPage.to({ language, round }), seeMeeting.to({ language, sitting })]) {
      expect((await (await as('F1')).open(address)).page.mainText).toContain(words.tooFew);
    }
  });
});

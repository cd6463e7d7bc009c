import { aPanel } from '#contracts/testing/a-programme.js';

import {
  ballotsApi,
  castBallotPage,
  closeRoundApi,
  conflictsApi,
  declareConflictPage,
  openMeeting,
  openRoundApi,
  readStory,
  remarksApi,
  seeMeeting,
  sittingApi,
  sittingStoryApi,
  sittingsApi,
  skipsApi,
  talkPage,
  tallyFileApi,
} from './addresses.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const { F1, M1, M2 } = people;
const patience = 30_000;

/** The programme has the usual rules; the east panel departs from them. */
const east = aPanel({
  passesUpTo: ['national'],
  rules: {
    ...{ quorum: 'all', scale: { min: 0, max: 4 }, maxRounds: 1, minimumBallots: 3 },
    ...{ skippingAllowed: false, choicesNeedReasons: true, tooCloseMayTalk: false },
  },
});
const national = aPanel({ id: 'national', level: 2 });

describe('a panel with rules of its own', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start({ panels: [east, national] });
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    await panel.read(meeting, 'M1', 'M2', 'M3');
  }, patience);
  afterAll(() => panel.close());

  const seen = async (sitting: string, language: 'en' | 'cy' = 'en') =>
    (await (await panel.service.browser(F1)).open(seeMeeting.to({ language, sitting }))).page.mainText;

  it('meets by them: the page of the meeting and its published file say so', async () => {
    const scored = await panel.openMeeting(['A', 'B'], { method: 'scoring' });
    await panel.read(scored, 'M1', 'M2', 'M3');
    const round = await panel.openRound(scored);
    const off = await panel.post(M1, ballotsApi.to({ round }), { scores: { A: 7 } });
    expect([off.status, off.body.type]).toEqual([422, '/problems/score-off-the-scale']);
    await panel.cast(round, { M1: { scores: { A: 4, B: 0 } }, M2: { scores: { A: 2, B: 1 } } });
    expect(await panel.closeRound(round)).toMatchObject({ entitled: 3, answered: 2, quorate: false });
    const again = await panel.post(F1, openRoundApi.to({ sitting: scored.sitting }));
    expect([again.status, again.body.type]).toEqual([409, '/problems/no-round-left']);
    const file = (await panel.get(M1, tallyFileApi.to({ sitting: scored.sitting }))).body;
    expect(file.rules).toEqual({ quorum: 'all', scale: { min: 0, max: 4 }, minimumBallots: 3 });
    const main = await seen(scored.sitting);
    expect(main).toMatch(/How many have to answer\s+All of those who may choose/);
    expect(main).toMatch(/Scale of scores\s+From 0 to 4/);
    expect(main).toMatch(/A secret round\s+Shows its result from 3 choices/);
    expect(main).toMatch(/Skipping a story\s+Not allowed/);
    expect(main).toMatch(/Saying why\s+A choice needs a reason; a score does not/);
    expect(await seen(scored.sitting, 'cy')).toMatch(/Dweud pam\s+Mae angen rheswm gyda dewis, ond nid gyda sgôr/);
  });

  it('is not opened in a way of choosing that its rounds are too few for', async () => {
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1', domain: 'quality' };
    const { status, body } = await panel.post(F1, sittingsApi.to(), { ...asked, method: 'pre_score_then_vote' });
    expect([status, body.type, body.field]).toEqual([422, '/problems/too-few-rounds-for-method', 'method']);
    const form = { period: '2026-Q1', domain: 'quality', method: 'consensus', heldIn: 'online' };
    const browser = await panel.service.browser(F1);
    for (const [language, sentence] of [
      ['en', 'This way of choosing takes at least 2 rounds, and the rules of this panel allow fewer.'],
      ['cy', 'Mae angen o leiaf 2 rownd ar y ffordd hon o ddewis, ac mae rheolau’r panel hwn yn caniatáu llai.'],
    ] as const) {
      const address = `${openMeeting.to({ language })}?panel=telling.east`;
      const { page } = await browser.send(address, form);
      expect(page.errors).toEqual([{ text: sentence, input: 'method' }]);
      expect(page.formValues).toMatchObject({ method: 'consensus', period: '2026-Q1' });
    }
  });

  it('does not bind another panel, which follows the programme', async () => {
    const asked = { programme: 'telling', panel: 'national', period: '2026-Q1', domain: 'quality' };
    const { sitting } = await panel.done('F2', sittingsApi.to(), asked);
    const browser = await panel.service.browser(people.F2);
    const { page } = await browser.open(seeMeeting.to({ language: 'en', sitting: String(sitting) }));
    expect(page.mainText).toMatch(/Rounds at most\s+3/);
    expect(page.mainText).toMatch(/Saying why\s+Asked, and may be left empty/);
    expect(page.mainText).toMatch(/too close to\s+They do not choose it, and may talk about it/);
  });

  it('takes no choice without a reason, on the page and by API; what was typed is kept', async () => {
    const round = await panel.openRound(meeting);
    const refused = await panel.post(M1, ballotsApi.to({ round }), { choice: 'A', reason: '  ' });
    expect([refused.status, refused.body.type, refused.body.field]).toEqual([
      422,
      '/problems/choice-without-reason',
      'reason',
    ]);
    const browser = await panel.service.browser(M1);
    for (const [language, label, sentence] of [
      ['en', 'Why? (needed if you choose)', 'In this panel whoever chooses says why.'],
      ['cy', 'Pam? (mae ei angen os ydych yn dewis)', 'Yn y panel hwn mae pwy bynnag sy’n dewis yn dweud pam.'],
    ] as const) {
      const address = castBallotPage.to({ language, round });
      expect((await browser.open(address)).page.field(label).value).toBe('');
      const { status, page } = await browser.send(address, { choice: 'B', reason: '', reach: ['reports'] });
      expect([status, page.errors[0]?.input]).toEqual([422, 'reason']);
      expect(page.errors[0]?.text).toContain(sentence);
      expect(page.formValues).toMatchObject({ choice: 'B', reach: 'reports' });
    }
    const address = castBallotPage.to({ language: 'en', round });
    expect((await browser.send(address, { choice: 'B', reason: 'It lasted' })).status).toBe(303);
    await panel.cast(round, { M2: { abstain: true }, M3: { choice: 'B', reason: 'For those who come after' } });
    expect(await panel.closeRound(round)).toMatchObject({ answered: 3, abstained: 1, leading: ['B'], quorate: true });
  });

  it('takes hands counted in a room without reasons, and a secret round carries none', async () => {
    const inRoom = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
    await panel.readOut(inRoom);
    const hands = await panel.openRound(inRoom);
    const roomCounts = { counts: { A: 2, B: 1 }, abstained: 0, answered: 3 };
    expect((await panel.post(F1, closeRoundApi.to({ round: hands }), { roomCounts })).status).toBe(200);
    const secret = await panel.openMeeting(['A', 'B'], { secret: true });
    await panel.read(secret, 'M1', 'M2', 'M3');
    const round = await panel.openRound(secret);
    expect((await panel.post(M1, ballotsApi.to({ round }), { choice: 'A' })).body).toEqual({ taken: true });
  });

  it('has nobody talk about a story that they are too close to: the story is not offered, and is refused', async () => {
    const talked = await panel.openMeeting(['A', 'B']);
    const { sitting } = talked;
    await panel.read(talked, 'M1', 'M2');
    const browser = await panel.service.browser(M1);
    const declare = declareConflictPage.to({ language: 'en', sitting, story: 'A' });
    expect((await browser.open(declare)).page.mainText).toContain('nor, by this panel’s rules, talk about it here');
    await panel.done('M1', conflictsApi.to({ sitting }), { member: 'M1', story: 'A', because: 'close' });
    const refused = await panel.post(M1, remarksApi.to({ sitting }), { story: 'A', text: 'I know them' });
    expect([refused.status, refused.body.type, refused.body.field]).toEqual([
      409,
      '/problems/too-close-to-talk',
      'story',
    ]);
    expect((await panel.post(M1, remarksApi.to({ sitting }), { story: 'B', text: 'This one' })).status).toBe(201);
    expect((await panel.post(M2, remarksApi.to({ sitting }), { story: 'A', text: 'That one' })).status).toBe(201);
    for (const [language, about, said] of [
      ['en', 'What is it about?', 'By this panel’s rules you do not talk about “Title of A”'],
      ['cy', 'Am beth mae’n sôn?', 'Yn ôl rheolau’r panel hwn nid ydych yn siarad am y stori “Title of A”'],
    ] as const) {
      const address = talkPage.to({ language, sitting });
      const { page } = await browser.open(address);
      expect(page.field(about).options).toEqual(['the meeting', 'B']);
      expect(page.mainText).toContain(said);
      const sent = await browser.send(address, { about: 'A', text: 'I know them' });
      expect([sent.status, sent.page.errors[0]?.input, sent.page.formValues['text']]).toEqual([
        422,
        'about',
        'I know them',
      ]);
    }
    const own = (await browser.open(readStory.to({ language: 'en', sitting, story: 'A' }))).page;
    expect(own.mainText).toContain('You cannot choose it nor, by this panel’s rules, talk about it.');
    expect(own.mainText).not.toContain('Talk about it with the panel');
    const others = (await (await panel.service.browser(M2)).open(readStory.to({ language: 'en', sitting, story: 'A' })))
      .page;
    expect(others.linkTo('Talk about it with the panel')).toBe(talkPage.to({ language: 'en', sitting }));
  });

  it('is told who told a story only where its rule is so and the teller agreed', async () => {
    const shown = [aPanel({ passesUpTo: ['national'], rules: { tellersHidden: false } }), national];
    const own = await PanelOfThree.start({ panels: shown });
    try {
      await own.tell('A', { name: { text: 'Olwen Harries', isForPanels: true } });
      await own.tell('B', { name: { text: 'Idris Vaughan', isForPanels: false } });
      await own.convene();
      const open = await own.openMeeting(['A', 'B']);
      const api = (story: string) => sittingStoryApi.to({ sitting: open.sitting, story });
      expect((await own.get(M1, api('A'))).body.toldBy).toBe('Olwen Harries');
      expect((await own.get(M1, api('B'))).body.toldBy).toBeUndefined();
      const browser = await own.service.browser(M1);
      const page = async (story: string, language: 'en' | 'cy' = 'en') =>
        (await browser.open(readStory.to({ language, sitting: open.sitting, story }))).page.mainText;
      expect(await page('A')).not.toContain('Olwen');
      await own.read(open, 'M1');
      expect(await page('A')).toMatch(/Told by\s*Olwen Harries/);
      expect(await page('A', 'cy')).toMatch(/Adroddwyd gan\s*Olwen Harries/);
      expect(await page('B')).not.toMatch(/Told by|Idris/);
      await own.revise({ panels: [aPanel({ passesUpTo: ['national'] }), national] }, 2);
      const hidden = await own.openMeeting(['A', 'B']);
      await own.read(hidden, 'M1');
      const { text } = await own.get(M1, sittingStoryApi.to({ sitting: hidden.sitting, story: 'A' }));
      expect(JSON.parse(text)).toMatchObject({ text: { title: 'Title of A' } });
      expect(text).not.toContain('Olwen');
    } finally {
      await own.close();
    }
  });

  it('keeps the rules it was opened with when they change; the next meeting has the new ones', async () => {
    const before = await panel.openMeeting(['A', 'B']);
    await panel.revise({ panels: [aPanel({ passesUpTo: ['national'] }), national] }, 2);
    await panel.service.settled();
    const after = await panel.openMeeting(['A', 'B']);
    const skip = async ({ sitting }: Meeting) => (await panel.post(M1, skipsApi.to({ sitting, story: 'A' }))).body.type;
    expect(await skip(before)).toBe('/problems/skipping-not-allowed');
    expect(await skip(after)).toBeUndefined();
    const rulesOf = async ({ sitting }: Meeting) => (await panel.get(M1, sittingApi.to({ sitting }))).body.rules;
    expect(await rulesOf(before)).toMatchObject({ maxRounds: 1, choicesNeedReasons: true, tooCloseMayTalk: false });
    expect(await rulesOf(after)).toMatchObject({ maxRounds: 3, choicesNeedReasons: false, tooCloseMayTalk: true });
    expect(await seen(before.sitting)).toMatch(/Rounds at most\s+1/);
    expect(await seen(after.sitting)).toMatch(/Rounds at most\s+3/);
  });
});

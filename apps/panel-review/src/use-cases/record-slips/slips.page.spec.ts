import {
  castBallotPage,
  closeRoundApi,
  closeRoundPage,
  conflictsApi,
  minutesPage,
  ownWordsPage,
  recordSlipPage,
  seeMeeting,
  seeRoundPage,
  slipsPage,
} from '../../addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from '../../testing/panel-of-three.js';

const patience = 30_000;
const said = {
  en: {
    link: 'Record answers given in the room, member by member',
    instead: 'Record each member’s answer instead',
    again: 'Record the answer again: M1',
    states: ['M1 Recorded by you', 'M2 Has sent an answer of their own', 'M3 No answer yet'],
    without: 'Still without an answer: 1',
    with: 'With an answer: 2',
    which: 'Which change is most significant to this member, now?',
    missing: 'Choose a story, or that they would rather not choose',
    already: 'You have recorded an answer for this member already',
    tooClose: 'This member is too close to “Title of A”',
    notHeard: '1 story has not been read out to this member yet',
    own: 'This member has sent an answer of their own. Only they can change it.',
    closed: 'This round is closed. Nothing more is recorded in it.',
    late: 'What came before the round closed was counted; nothing more is.',
    toMember: 'The facilitator recorded your answer, from your slip or as you said it.',
    published: 'Title of A. Recorded by: F1',
    minutes: 'Recorded by F1, from slips or as said aloud, for: M1.',
    counted: 'Counted in the room, and recorded by F1.',
    kept: 'Round 1: you chose Title of A. The facilitator recorded it, from your slip or as you said it.',
    online: 'Answers are recorded for members only where the meeting is held in a room.',
  },
  cy: {
    link: 'Cofnodi atebion a roddwyd yn yr ystafell, fesul aelod',
    instead: 'Cofnodi ateb pob aelod yn lle hynny',
    again: 'Cofnodi’r ateb eto: M1',
    states: ['M1 Cofnodwyd gennych chi', 'M2 Wedi anfon ei ateb ei hun', 'M3 Dim ateb eto'],
    without: 'Heb ateb eto: 1',
    with: 'Wedi ateb: 2',
    which: 'Pa newid yw’r mwyaf arwyddocaol i’r aelod hwn, nawr?',
    missing: 'Dewiswch stori, neu dywedwch y byddai’n well gan yr aelod beidio â dewis',
    already: 'Rydych wedi cofnodi ateb i’r aelod hwn yn barod',
    tooClose: 'Mae’r aelod hwn yn rhy agos at y stori “Title of A”',
    notHeard: 'Mae 1 stori heb ei darllen i’r aelod hwn eto',
    own: 'Mae’r aelod hwn wedi anfon ei ateb ei hun. Dim ond yr aelod all ei newid.',
    closed: 'Mae’r rownd hon wedi cau. Ni chofnodir dim mwy ynddi.',
    late: 'Cyfrifwyd yr hyn a ddaeth cyn i’r rownd gau; ni chyfrifir dim mwy.',
    toMember: 'Cofnododd yr hwylusydd eich ateb, o’ch slip neu fel y dywedoch ef.',
    published: 'Title of A. Cofnodwyd gan: F1',
    minutes: 'Cofnodwyd gan yr hwylusydd (F1), o slipiau neu fel y’u dywedwyd yn uchel, dros: M1.',
    counted: 'Cyfrifwyd yn yr ystafell. Cofnodwyd gan: F1.',
    kept: 'Rownd 1: eich dewis oedd Title of A. Cofnododd yr hwylusydd yr ateb, o’ch slip neu fel y dywedoch ef.',
    online: 'Dim ond lle cynhelir y cyfarfod mewn ystafell y cofnodir atebion dros aelodau.',
  },
} as const;

describe.each(['en', 'cy'] as const)('pages of answers given in a room, in %s', (language) => {
  const words = said[language];
  let panel: PanelOfThree;
  const as = (name: Name) => panel.service.browser(people[name]);

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
  }, patience);
  afterAll(() => panel.close());

  const meet = async (changes: object = {}): Promise<Meeting> => {
    const meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room', ...changes });
    await panel.readOut(meeting);
    return meeting;
  };
  const text = async (name: Name, address: string): Promise<string> =>
    (await (await as(name)).open(address)).page.mainText.replace(/\s+/g, ' ');

  it('lead from the meeting to each member, whose answer is recorded and not shown again', async () => {
    const meeting = await meet();
    const round = await panel.openRound(meeting);
    const facilitator = await as('F1');
    const list = slipsPage.to({ language, round });
    const seen = (await facilitator.open(seeMeeting.to({ language, sitting: meeting.sitting }))).page;
    expect(seen.linkTo(words.link)).toBe(list);
    expect((await facilitator.open(closeRoundPage.to({ language, round }))).page.linkTo(words.instead)).toBe(list);

    const address = recordSlipPage.to({ language, round, member: 'M1' });
    const { page } = await facilitator.open(address);
    expect([...page.field(words.which).options].sort()).toEqual(['A', 'B', 'abstain']);
    expect(Object.keys(page.formValues)).not.toContain('reach');
    const missing = await facilitator.send(address, { reason: 'Somebody waited' });
    expect(missing.status).toBe(422);
    expect(missing.page.errors).toEqual([{ text: words.missing, input: 'choice' }]);
    expect(missing.page.formValues['reason']).toBe('Somebody waited');
    const sent = await facilitator.send(address, { choice: 'A', reason: 'Somebody waited', reach: 'reports' });
    expect([sent.status, sent.leadsTo]).toEqual([303, list]);

    await panel.cast(round, { M2: { choice: 'B' } });
    const listed = (await facilitator.open(list)).page;
    for (const state of words.states) expect(listed.mainText.replace(/\s+/g, ' ')).toContain(state);
    expect(listed.linkTo(words.again)).toBe(address);
    // Whose slip is still to come stands first.
    expect(listed.root.querySelectorAll('main h2, main h3').map(({ text }) => text)).toEqual([
      words.without,
      'M3',
      words.with,
      'M1',
      'M2',
    ]);
    expect(listed.mainText).not.toMatch(/Title of|Somebody waited/);
    const again = (await facilitator.open(address)).page;
    expect(again.mainText).toContain(words.already);
    expect([again.formValues['choice'] ?? '', again.formValues['reason']]).toEqual(['', '']);
    expect(await text('F1', recordSlipPage.to({ language, round, member: 'M2' }))).toContain(words.own);
  });

  it('tell the member who recorded it, wherever their answer stands', async () => {
    const meeting = await meet();
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    const facilitator = await as('F1');
    await facilitator.send(recordSlipPage.to({ language, round, member: 'M1' }), { choice: 'A', reason: 'Aloud' });
    await panel.cast(round, { M2: { choice: 'B' } });
    for (const address of [seeMeeting.to({ language, sitting }), castBallotPage.to({ language, round })]) {
      expect(await text('M1', address)).toContain(words.toMember);
      expect(await text('M2', address)).not.toContain(words.toMember);
    }
    expect(await text('F1', minutesPage.to({ language, sitting }))).not.toContain(words.minutes);
    await panel.closeRound(round);
    expect(await text('M3', seeRoundPage.to({ language, round }))).toContain(words.published);
    expect(await text('M3', minutesPage.to({ language, sitting }))).toContain(words.minutes);
    expect(await text('M1', ownWordsPage.to({ language }))).toContain(words.kept);
    expect(await text('M2', ownWordsPage.to({ language }))).not.toContain(words.kept);
    expect(await text('F1', slipsPage.to({ language, round }))).toContain(words.closed);
    const late = await facilitator.send(recordSlipPage.to({ language, round, member: 'M1' }), { choice: 'B' });
    expect([late.status, late.page.errors[0]?.text, late.page.formValues['choice']]).toEqual([422, words.late, 'B']);

    const hands = await panel.openRound(meeting);
    const roomCounts = { counts: { A: 2, B: 1 }, abstained: 0, answered: 3 };
    await panel.done('F1', closeRoundApi.to({ round: hands }), { roomCounts });
    expect(await text('M3', minutesPage.to({ language, sitting }))).toContain(words.counted);
  });

  it('offer no story that the member is too close to, and wait for those not read out', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    await panel.done('M1', conflictsApi.to({ sitting }), { member: 'M1', story: 'A', because: 'close' });
    const address = recordSlipPage.to({ language, round, member: 'M1' });
    for (const early of [slipsPage.to({ language, round }), address]) {
      expect(await text('F1', early)).toContain(words.notHeard);
    }
    await panel.readOut(meeting);
    const { page } = await (await as('F1')).open(address);
    expect(page.mainText).toContain(words.tooClose);
    expect(page.field(words.which).options).toEqual(['B', 'abstain']);
  });

  it('are not there online, nor for a secret round, nor for anybody but the facilitator', async () => {
    const online = await panel.openMeeting(['A', 'B'], { heldIn: 'online' });
    const round = await panel.openRound(online);
    const refused = await (await as('F1')).open(slipsPage.to({ language, round }));
    expect([refused.status, refused.page.mainText]).toEqual([409, expect.stringContaining(words.online)]);
    const seen = (await (await as('F1')).open(seeMeeting.to({ language, sitting: online.sitting }))).page;
    expect(seen.mainText).not.toContain(words.link);
    const room = await panel.openRound(await meet());
    for (const name of ['M1', 'E1'] as const) {
      const visit = await (await as(name)).open(slipsPage.to({ language, round: room }));
      expect([name, visit.status]).toEqual([name, 403]);
    }
    const nobody = recordSlipPage.to({ language, round: room, member: 'M9' });
    expect((await (await as('F1')).open(nobody)).status).toBe(422);
  });

  it.each([
    ['scoring', { 'score-1': '7', 'score-2': '' }, 'score-1'],
    ['approval', { approve: ['A', 'B'] }, 'approve'],
    ['ranked', { 'place-1': '2', 'place-2': '1' }, 'place-1'],
  ] as const)('ask what a round by %s asks', async (method, answer, input) => {
    const round = await panel.openRound(await meet({ method }));
    const facilitator = await as('F1');
    const address = recordSlipPage.to({ language, round, member: 'M1' });
    expect(Object.keys((await facilitator.open(address)).page.formValues).join(' ')).toContain(
      input === 'approve' ? 'reason' : input,
    );
    expect((await facilitator.send(address, answer)).status).toBe(303);
    expect(await panel.closeRound(round)).toMatchObject({ answered: 1, abstained: 0 });
  });
});

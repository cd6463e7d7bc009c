import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';
import type { Visitor } from '#web/testing/visitor.js';

import {
  castBallotPage,
  closeMeetingPage,
  closeRoundPage,
  convenePanelPage,
  heldOverApi,
  holdOverStoryPage,
  keepDissentPage,
  openMeeting,
  openRoundApi,
  outcomeApi,
  proposeOutcomePage,
  receiveFromElsewherePage,
  receiveStoriesPage,
  recordOutcomePage,
  seeMeeting,
  seeMeetings,
  roundApi,
  seePanels,
  seeRoundPage,
  sittingsApi,
  skipsApi,
  writeLessonLinesPage,
} from './addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from './testing/panel-of-three.js';

const patience = 30_000;
const languages = ['en', 'cy'] as const;

describe('the pages of panels', () => {
  let panel: PanelOfThree;
  const as = (name: Name): Promise<Visitor> => panel.service.browser(people[name]);

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B', 'C']) await panel.tell(story);
  }, patience);
  afterAll(() => panel.close());

  it('say what to do where there is nothing yet', async () => {
    const facilitator = await as('F1');
    expect((await facilitator.open(seeMeetings.to({ language: 'en' }))).page.mainText).toContain(
      'No meeting of yours is open',
    );
    expect((await facilitator.open(openMeeting.to({ language: 'en' }))).page.mainText).toContain(
      'You do not lead a panel yet',
    );
    expect((await facilitator.open(openMeeting.to({ language: 'cy' }))).page.mainText).toContain(
      'Nid ydych yn arwain panel eto',
    );
    const evaluator = await as('E1');
    expect((await evaluator.open(seePanels.to({ language: 'en' }))).page.mainText).toContain('No members yet');
    const convene = convenePanelPage.to({ language: 'en', programme: 'telling', panel: 'east' });
    expect((await evaluator.open(convene)).page.mainText).toContain('Add them first.');
  });

  it('convene a panel of those who may sit on it, and keep what was ticked where something is missing', async () => {
    for (const [person, role] of [
      ['M1', 'panel-member'],
      ['F1', 'facilitator'],
    ] as const) {
      const data = {
        person,
        language: 'en' as const,
        roles: [{ role }],
        name: { class: 'name' as const, version: 1, box: '' },
        revision: 1,
      };
      await panel.service.receive(personChangedV1, `person/${person}`, data);
    }
    const evaluator = await as('E1');
    for (const [language, missing] of [
      ['en', 'Choose who leads the meetings'],
      ['cy', 'Dewiswch pwy sy’n arwain y cyfarfodydd'],
    ] as const) {
      const convene = convenePanelPage.to({ language, programme: 'telling', panel: 'east' });
      const { status, page } = await evaluator.send(convene, { members: ['M1'] });
      expect([status, page.errors]).toEqual([422, [{ text: missing, input: 'facilitator' }]]);
      expect(page.formValues['members']).toBe('M1');
    }
    await panel.convene();
  });

  const meet = async (method: string): Promise<Meeting> => {
    const meeting = await panel.openMeeting(['A', 'B', 'C'], { method });
    await panel.read(meeting, 'M1', 'M2', 'M3');
    return meeting;
  };

  describe.each(languages)('in %s', (language) => {
    it('each form that is sent empty comes back, and says what is missing with a link to it', async () => {
      const { sitting } = await meet('majority');
      const round = await panel.openRound({ sitting, stories: [] });
      const at = { language, sitting };
      const forms: readonly (readonly [Name, string, readonly string[]])[] = [
        ['F1', `${openMeeting.to({ language })}?panel=telling.east`, ['period', 'domain', 'method', 'heldIn']],
        ['M1', castBallotPage.to({ language, round }), ['choice']],
        ['F1', recordOutcomePage.to(at), ['kind', 'reason']],
        ['M1', keepDissentPage.to(at), ['kind', 'text']],
        ['F1', holdOverStoryPage.to({ ...at, story: 'A' }), ['toPeriod', 'reason']],
      ];
      for (const [name, address, inputs] of forms) {
        const { status, page } = await (await as(name)).send(address, {});
        expect([address, status, page.errors.map(({ input }) => input)]).toEqual([address, 422, inputs]);
        expect(page.title).toMatch(language === 'en' ? /^Error:/ : /^Gwall:/);
      }
    });
  });

  it('take approvals, and tell somebody who ticked both a story and none', async () => {
    const meeting = await meet('approval');
    const round = await panel.openRound(meeting);
    const address = castBallotPage.to({ language: 'en', round });
    const member = await as('M1');
    const both = await member.send(address, { approve: ['A', 'abstain'], reason: 'Both' });
    expect(both.page.errors).toEqual([{ text: expect.stringContaining('exactly one'), input: 'approve' }]);
    expect(both.page.formValues['reason']).toBe('Both');
    expect((await member.send(address, { approve: ['A', 'B'] })).status).toBe(303);
    expect(await panel.closeRound(round)).toMatchObject({
      byStory: { A: { votes: 1 }, B: { votes: 1 }, C: { votes: 0 } },
    });
  });

  it('take an order by places, and name a place that two stories have', async () => {
    const meeting = await meet('ranked');
    const round = await panel.openRound(meeting);
    const address = castBallotPage.to({ language: 'cy', round });
    const member = await as('M1');
    const names = Object.keys((await member.open(address)).page.formValues).filter((name) => name.startsWith('place-'));
    expect(names).toHaveLength(3);
    const twice = await member.send(address, { 'place-1': '1', 'place-2': '2', 'place-3': '1' });
    expect(twice.page.errors).toEqual([{ text: 'Mae gan ddwy stori le 1.', input: 'place-3' }]);
    expect((await member.send(address, { 'place-1': '2', 'place-3': '1' })).status).toBe(303);
    expect(await panel.closeRound(round)).toMatchObject({ kind: 'rank', answered: 1, leading: [expect.any(String)] });
  });

  it('put a proposal to the panel, and ask who cannot agree why', async () => {
    const meeting = await meet('consensus');
    const { sitting } = meeting;
    const facilitator = await as('F1');
    const proposing = proposeOutcomePage.to({ language: 'en', sitting });
    expect((await facilitator.send(proposing, { proposal: ['A'] })).page.errors[0]?.text).toContain(
      'before something is proposed',
    );
    const round = await panel.openRound(meeting);
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'A' } });
    await panel.closeRound(round);
    const page = (await facilitator.open(seeMeeting.to({ language: 'en', sitting }))).page;
    expect(page.mainText).toContain('propose it');
    expect((await facilitator.send(proposing, { proposal: ['A'] })).status).toBe(303);

    const { body } = await panel.get(people.F1, `/api/v1/sittings/${sitting}`);
    const stance = castBallotPage.to({ language: 'en', round: body.rounds[1].round });
    const member = await as('M2');
    expect((await member.open(stance)).page.mainText).toContain('Title of A');
    const objects = await member.send(stance, { stance: 'object' });
    expect(objects.page.errors).toEqual([{ text: expect.stringContaining('needs to hear why'), input: 'reason' }]);
    expect((await member.send(stance, { stance: 'object', reason: 'Not yet' })).status).toBe(303);
    await panel.closeRound(body.rounds[1].round);
    const { mainText } = (await member.open(seeMeeting.to({ language: 'en', sitting }))).page;
    expect(mainText).toMatch(/Not agreed yet: Title of A\. .*Talk about what was said, then propose again\./);
  });

  it('offer no story for choosing that a member skipped, and say how to change that', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { method: 'majority' });
    await panel.read({ ...meeting, stories: ['A'] }, 'M1');
    await panel.done('M1', skipsApi.to({ sitting: meeting.sitting, story: 'B' }));
    const round = await panel.openRound(meeting);
    const { page } = await (await as('M1')).open(castBallotPage.to({ language: 'en', round }));
    expect(page.field('Which change is most significant to you, now?').options).toEqual(['A', 'abstain']);
    expect(page.mainText).toContain('You skipped “Title of B”');
    await panel.cast(round, { M1: { choice: 'A' } });
    await panel.closeRound(round);
    const { mainText } = (await (await as('F1')).open(seeMeeting.to({ language: 'en', sitting: meeting.sitting })))
      .page;
    expect(mainText).toContain('How many skipped a story: Title of B (1).');
  });

  it('count hands of a room, and show a wrong sum with what was typed', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { method: 'majority', heldIn: 'room' });
    await panel.readOut(meeting);
    const round = String((await panel.done('F1', openRoundApi.to({ sitting: meeting.sitting })))['round']);
    const facilitator = await as('F1');
    const address = closeRoundPage.to({ language: 'en', round });
    const wrong = await facilitator.send(address, { 'count-1': 'two', 'count-2': '1', abstained: '' });
    expect(wrong.page.errors).toEqual([{ text: 'A count is a whole number, 0 or more', input: 'count-1' }]);
    expect(wrong.page.formValues['count-2']).toBe('1');
    const many = await facilitator.send(address, { 'count-1': '2', 'count-2': '2', abstained: '' });
    expect(many.page.errors[0]?.text).toContain('4 answered, and 3 may choose');
    expect(many.page.errors[0]?.input).toBe('count-1');
    const hands = await facilitator.send(address, { 'count-1': '1', 'count-2': '9', abstained: '' });
    expect([hands.status, hands.page.errors[0]?.input]).toEqual([422, 'count-2']);
    expect((await facilitator.send(address, { 'count-1': '2', 'count-2': '1', abstained: '' })).status).toBe(303);
  });

  it('close no round of a room that nobody answered because nothing was typed, unless that is said', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { method: 'majority', heldIn: 'room' });
    await panel.readOut(meeting);
    const round = String((await panel.done('F1', openRoundApi.to({ sitting: meeting.sitting })))['round']);
    const facilitator = await as('F1');
    for (const [language, says, button] of [
      ['en', 'Write how many chose each story', 'Close the round without any answer'],
      ['cy', 'Ysgrifennwch faint a ddewisodd bob stori', 'Cau’r rownd heb yr un ateb'],
    ] as const) {
      const address = closeRoundPage.to({ language, round });
      expect((await facilitator.open(address)).page.buttons).not.toContain(button);
      const nothing = await facilitator.send(address, { 'count-1': '', 'count-2': '', abstained: '' });
      expect([nothing.status, nothing.page.errors[0]?.input]).toEqual([422, 'count-1']);
      expect(nothing.page.errors[0]?.text).toContain(says);
      expect(nothing.page.buttons).toContain(button);
    }
    expect((await panel.get(people.M1, roundApi.to({ round }))).body).not.toHaveProperty('result');
    const said = { 'count-1': '', 'count-2': '', abstained: '', without: 'answers' };
    expect((await facilitator.send(closeRoundPage.to({ language: 'en', round }), said)).status).toBe(303);
  });

  it('count hands of a room that approves, where one may raise several, and ask how many answered', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { method: 'approval', heldIn: 'room' });
    await panel.readOut(meeting);
    const round = String((await panel.done('F1', openRoundApi.to({ sitting: meeting.sitting })))['round']);
    const facilitator = await as('F1');
    const address = closeRoundPage.to({ language: 'en', round });
    const { page } = await facilitator.open(address);
    expect(page.mainText).toContain('Somebody may have approved several');
    const hands = { 'count-1': '3', 'count-2': '2', abstained: '', answered: '' };
    const missing = await facilitator.send(address, hands);
    expect(missing.page.errors).toEqual([{ text: 'Enter how many people answered', input: 'answered' }]);
    expect(missing.page.formValues['count-1']).toBe('3');
    const few = await facilitator.send(address.replace('/en/', '/cy/'), { ...hands, answered: '2' });
    expect([few.status, few.page.errors[0]?.input]).toEqual([422, 'answered']);
    const { leadsTo = '' } = await facilitator.send(address, { ...hands, answered: '3' });
    expect(leadsTo).toBe(seeRoundPage.to({ language: 'en', round }));
    const { result } = (await panel.get(people.M1, roundApi.to({ round }))).body;
    expect([result.kind, result.answered]).toEqual(['approval', 3]);
    const votes = ['A', 'B'].map((story) => result.byStory[story].votes);
    expect(votes.sort()).toEqual([2, 3]);
  });

  it('keep lesson lines that are there, and close only when each story has one', async () => {
    const meeting = await panel.openMeeting(['A', 'B'], { method: 'majority' });
    const { sitting } = meeting;
    await panel.vote(meeting, { M1: { choice: 'A' }, M2: { choice: 'A' } });
    await panel.done('F1', outcomeApi.to({ sitting }), { kind: 'one', stories: ['A'], reason: 'It holds' });
    const facilitator = await as('F1');
    const lines = writeLessonLinesPage.to({ language: 'en', sitting });
    expect((await facilitator.send(lines, { 'line-1': 'A door held open', 'line-2': '' })).status).toBe(303);
    expect((await facilitator.open(lines)).page.formValues['line-1']).toBe('A door held open');
    const closing = closeMeetingPage.to({ language: 'en', sitting });
    expect((await facilitator.send(closing, {})).page.errors[0]?.text).toContain('one sentence on what it taught');
    const emptied = await facilitator.send(lines, { 'line-1': '', 'line-2': 'Waiting' });
    expect(emptied.page.errors).toEqual([
      { text: 'A sentence that was saved cannot be left empty. Write another in its place', input: 'line-1' },
    ]);
    expect(emptied.page.formValues['line-2']).toBe('Waiting');
    expect((await facilitator.send(lines, { 'line-1': 'A door held open', 'line-2': 'Waiting' })).status).toBe(303);
    expect((await facilitator.send(closing, {})).leadsTo).toBe(seeMeeting.to({ language: 'en', sitting }));
  });

  it('bring a story that was held over to the meeting of the later period', async () => {
    const meeting = await panel.openMeeting(['C'], { method: 'majority' });
    const { sitting } = meeting;
    await panel.vote(meeting, { M1: { choice: 'C' }, M2: { choice: 'C' } });
    await panel.done('F1', heldOverApi.to({ sitting }), { story: 'C', toPeriod: '2026-Q2', reason: 'Too soon' });
    await panel.decideAndClose(meeting, 'none', []);
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q2', domain: 'quality' };
    const later = String((await panel.done('F1', sittingsApi.to(), asked))['sitting']);
    const facilitator = await as('F1');
    const address = receiveStoriesPage.to({ language: 'en', sitting: later });
    expect((await facilitator.open(address)).page.mainText).toContain('Title of C');
    expect((await facilitator.send(address, { all: 'all' })).status).toBe(303);
    const seen = (await panel.get(people.M1, `/api/v1/sittings/${later}/stories/C`)).body;
    expect(seen.reasons.map(({ text }: { text: string }) => text)).toContain('Too soon');
    const elsewhere = receiveFromElsewherePage.to({ language: 'en', sitting: later });
    expect((await facilitator.open(elsewhere)).page.mainText).toContain('Every story of this period');
  });
});

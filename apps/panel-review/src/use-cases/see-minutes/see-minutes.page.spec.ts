import {
  conflictsApi,
  dissentApi,
  minutesApi,
  minutesFile,
  minutesPage,
  outcomeApi,
  seeMeeting,
} from '../../addresses.js';
import { closeSittingApi, lessonLinesApi } from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const patience = 30_000;

describe('the minutes of a meeting', () => {
  let panel: PanelOfThree;
  let sitting: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B', { collector: 'M3' });
    await panel.convene();
    const meeting = await panel.openMeeting(['A', 'B']);
    ({ sitting } = meeting);
    const tooClose = { member: 'M2', story: 'B', because: 'manages' };
    await panel.done('M2', conflictsApi.to({ sitting }), tooClose);
    await panel.vote(meeting, {
      M1: { choice: 'A', reason: 'Somebody waited' },
      M2: { choice: 'A' },
      M3: { abstain: true },
    });
    const outcome = { kind: 'one', stories: ['A'], reason: 'It moved all of us', values: ['patience', 'warmth'] };
    await panel.done('F1', outcomeApi.to({ sitting }), outcome);
    for (const story of ['A', 'B']) {
      await panel.done('F1', lessonLinesApi.to({ sitting }), { story, text: `${story} taught us to wait` });
    }
    await panel.done('M3', dissentApi.to({ sitting }), { kind: 'dissent', text: 'B spoke for more people' });
  }, patience);
  afterAll(() => panel.close());

  const open = async (name: keyof typeof people, language: 'en' | 'cy' = 'en') =>
    (await panel.service.browser(people[name])).open(minutesPage.to({ language, sitting }));

  it('are there so far while it is open, and linked from it', async () => {
    expect((await open('M1')).page.mainText).toContain('This meeting is still open');
    const meeting = await (await panel.service.browser(people.M1)).open(seeMeeting.to({ language: 'en', sitting }));
    expect(meeting.html).toContain(minutesPage.to({ language: 'en', sitting }));
    await panel.done('F1', closeSittingApi.to({ sitting }));
    expect((await open('M1')).page.mainText).not.toContain('still open');
  });

  it('hold all that is on record: who was there, what was read, every round, what was decided and what was said', async () => {
    const text = (await open('E1')).page.mainText;
    for (const part of [
      'Minutes: East panel, January to March 2026',
      'Opened 21 November 2026',
      'Closed 21 November 2026',
      'More than half of those who may choose',
      'Title of A DN-A. From the period.',
      'Read by M1, M2 and M3.',
      'Title of B M2',
      'Title of B M3',
      'Somebody waited',
      'It moved all of us',
      'patience and warmth',
      'A taught us to wait',
      'B spoke for more people',
      'Title of A Passed up to East panel:',
    ]) {
      expect(text.replace(/\s+/g, ' ')).toContain(part);
    }
    expect(text).not.toContain('manage');
  });

  it('are in Welsh for who reads Welsh', async () => {
    const text = (await open('M1', 'cy')).page.mainText;
    expect(text).toContain('Cofnodion: Panel y Dwyrain');
    expect(text).toContain('Gwerthoedd a gododd');
  });

  it('keep each title in the language it was told in: in lists, counts, and beside what was said', async () => {
    const { page } = await open('M1', 'cy');
    const inEnglish = page.root
      .querySelectorAll('main [lang="en"]')
      .map((each) => `${each.tagName} ${each.textContent}`);
    for (const where of ['STRONG', 'TH', 'SPAN']) expect(inEnglish).toContain(`${where} Title of A`);
  });

  it('are there for programs, with who read what, and with how many skipped and never who', async () => {
    const { status, body } = await panel.get(people.E1, minutesApi.to({ sitting }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ sitting, panel: 'east', facilitator: 'F1', members: ['M1', 'M2', 'M3'], left: [], came: null },
      rules: { quorum: 'more_than_half', choicesNeedReasons: false },
      received: [
        { story: 'A', reference: 'DN-A', from: { kind: 'period' }, readBy: ['M1', 'M2', 'M3'], skipped: 0 },
        { story: 'B', hasLeft: false, couldNotRead: 0, reasonsFromBelow: 0 },
      ],
      rounds: [{ number: 1, result: { answered: 3 }, recordedInRoom: null }],
      outcome: { kind: 'one', stories: ['A'] },
      passedUp: [{ story: 'A', toPanels: ['national'] }],
    });
    expect(body.tooClose).toEqual([
      { member: 'M3', story: 'B' },
      { member: 'M2', story: 'B' },
    ]);
    const texts = body.reasons.map(({ text }: { readonly text: string }) => text);
    expect(texts).toEqual(expect.arrayContaining(['Somebody waited', 'It moved all of us', 'B spoke for more people']));
    expect(body.closedAt).toMatch(/^2026-11-21T/);
    expect(JSON.stringify(body)).not.toContain('manages');
    expect((await panel.get(people.O1, minutesApi.to({ sitting }))).status).toBe(404);
  });

  it('can be kept as a file, with nothing in it that comes from elsewhere', async () => {
    const file = await panel.get(people.M1, minutesFile.to({ language: 'en', sitting }));
    expect(file.headers['content-disposition']).toBe(`attachment; filename="minutes-${sitting}.html"`);
    expect(file.text).toContain('It moved all of us');
    expect(file.text).not.toMatch(/<(script|link|img)|href=/);
  });

  it('are for the panel and evaluators alone', async () => {
    expect((await open('O1')).status).toBe(404);
    expect((await panel.get(people.O1, minutesFile.to({ language: 'en', sitting }))).status).toBe(404);
  });

  it('show nothing of a story that is taken back, nor of what was said about it', async () => {
    await panel.withdraw('A');
    const text = (await open('M1')).page.mainText;
    expect(text).not.toMatch(/Title of A|Somebody waited|It moved all of us|A taught us/);
    expect(text).toContain('DN-A');
    expect(text).toContain('This remark can no longer be read here.');
  });
});

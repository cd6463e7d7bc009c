import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import type { Visitor } from '#web/testing/visitor.js';

import { storySubmissionErrors } from '../../errors.js';
import { storySubmission } from '../../story-submission.service.js';
import { anOpenProgramme, isTold } from '../../testing/a-telling.js';
import { saysOf, sits, tellsAStory, type StoryThere } from '../../testing/a-sitting.js';
import { TellerBrowser } from '../../testing/teller-browser.js';

const evaluator: TestPerson = { person: 'E1', roles: [{ role: 'evaluator' }] };

const languages = [
  [
    'en',
    {
      heading: 'Feedback',
      held: 'paused, held back for now or erased',
      noProgramme: 'There is no programme yet for which you can give feedback.',
      empty: 'There is no feedback yet. It is drafted when a meeting closes.',
      narrowed: 'Nothing matches all of this.',
      progress: 'How far each period has come',
      none: 'Tick the feedback you want to send',
      sent: ['Sent: 1', 'Left as they were: 1.'],
      told: ['Feedback given to tellers', '0 of 2'],
      toldYourself: 'You have told them yourself',
      wording: 'What they will read',
      missing: 'Enter what they will read',
      waiting: 'Waiting on their page',
      complete: 'Everybody has been seen to',
      why: 'Choose why nobody can be told',
      mailLabel: 'Your email address, if you chose email',
      badMail: 'Enter an email address in the correct format, like name@example.com',
      letter: 'A letter to print',
      noLetter: 'There is no letter to post',
      letterOpened: 'Opened a letter to whoever told it',
      nothingSaid: 'No meeting has said anything yet.',
      show: 'Show what the meeting said',
      answer: 'Your answer',
      noAnswer: 'Enter your answer',
      answered: 'What you answered',
      forYou: 'There is nothing for you yet.',
    },
  ],
  [
    'cy',
    {
      heading: 'Adborth',
      held: 'ei hoedi, ei dal yn ôl am y tro neu ei dileu',
      noProgramme: 'Nid oes rhaglen eto y gallwch roi adborth arni.',
      empty: 'Nid oes adborth eto. Caiff ei ddrafftio pan fydd cyfarfod yn cau.',
      narrowed: 'Nid oes dim sy’n cyfateb i hyn i gyd.',
      progress: 'Pa mor bell y mae pob cyfnod wedi dod',
      none: 'Ticiwch yr adborth rydych am ei anfon',
      sent: ['Anfonwyd: 1', 'Gadawyd fel yr oeddent: 1.'],
      told: ['Adborth a roddwyd i storïwyr', '0 o 2'],
      toldYourself: 'Rydych wedi dweud wrthynt eich hun',
      wording: 'Yr hyn y byddant yn ei ddarllen',
      missing: 'Rhowch yr hyn y byddant yn ei ddarllen',
      waiting: 'Yn aros ar eu tudalen',
      complete: 'Ymdriniwyd â phawb',
      why: 'Dewiswch pam na ellir dweud wrth neb',
      mailLabel: 'Eich cyfeiriad e-bost, os dewisoch e-bost',
      badMail: 'Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@enghraifft.com',
      letter: 'Llythyr i’w argraffu',
      noLetter: 'Nid oes llythyr i’w bostio',
      letterOpened: 'Agorwyd llythyr at bwy bynnag',
      nothingSaid: 'Nid oes yr un cyfarfod wedi dweud dim eto.',
      show: 'Dangos beth a ddywedodd y cyfarfod',
      answer: 'Eich ateb',
      noAnswer: 'Rhowch eich ateb',
      answered: 'Yr hyn a atebwyd gennych',
      forYou: 'Nid oes dim i chi eto.',
    },
  ],
] as const;

describe.each(languages)('pages of feedback, in %s', (language, says) => {
  let service: TestService;
  let staff: Visitor;
  let one: StoryThere;
  let two: StoryThere;
  const list = `/${language}/feedback`;
  const itemOf = ({ story }: StoryThere) => `${list}/${story}-M-teller`;

  beforeEach(async () => {
    service = await startTestService(storySubmission, storySubmissionErrors);
    staff = await service.browser(evaluator);
  }, 20_000);
  afterEach(() => service.close());

  async function panelSits(): Promise<void> {
    await isTold(service, anOpenProgramme());
    one = await tellsAStory(service, 'One got off the bus');
    two = await tellsAStory(service, 'Two stayed on');
    await sits(service, {
      received: [one, two].map(({ story }) => ({ story, from: 'period' as const })),
      outcome: { kind: 'one', stories: [one.story], followsCount: true },
      reasons: [
        await saysOf(service, one.story, 'Doors matter <b>'),
        await saysOf(service, two.story, 'Waiting is fine'),
      ],
    });
    await service.settled();
  }
  /** A teller's browser that has entered the code. */
  async function enters({ code }: StoryThere): Promise<TellerBrowser> {
    const teller = new TellerBrowser(service.app);
    await teller.fillIn(`/${language}/your-story`, { code });
    return teller;
  }
  const putsOnPage = async (story: StoryThere, wording: string) => {
    await staff.send(itemOf(story), { wording, channel: 'page', act: 'send' });
    await service.settled();
  };

  it('say what to do next where there is nothing', async () => {
    expect((await staff.open(list)).page.mainText).toContain(says.noProgramme);
    await isTold(service, anOpenProgramme());
    const { page } = await staff.open(list);
    expect([page.heading, page.language]).toEqual([says.heading, language]);
    expect(page.mainText).toContain(says.empty);
    expect((await staff.open(`${list}?state=overdue`)).page.mainText).toContain(says.narrowed);
    const teller = await enters(await tellsAStory(service, 'A story nobody heard yet'));
    expect((await teller.open(`/${language}/your-story/what-was-said`)).page.mainText).toContain(says.nothingSaid);
    const collector = await service.browser({ person: 'C1', roles: [{ role: 'collector' }] });
    expect((await collector.open(`/${language}/feedback-for-you`)).page.mainText).toContain(says.forYou);
  }, 20_000);

  it('list what is to be told, show how far the period is, and send what is ticked and ready', async () => {
    await panelSits();
    const { page } = await staff.open(list);
    expect(page.table(says.progress).map((row) => row[1])).toEqual(says.told);
    expect(page.root.querySelectorAll('input[type=checkbox]')).toHaveLength(2);
    const nothing = await staff.send(list, {});
    expect([nothing.status, nothing.page.errors[0]?.text]).toEqual([422, says.none]);
    await staff.send(itemOf(one), { wording: 'You were heard', act: 'keep' });
    const ids = [one, two].map(({ story }) => `${story}-M-teller`);
    const sent = await staff.send(list, { feedback: ids });
    expect(sent.status).toBe(303);
    const after = await staff.open(sent.leadsTo ?? '');
    for (const text of [...says.sent, says.waiting]) expect(after.page.mainText).toContain(text);
    expect(after.html).not.toMatch(/You were heard|got off/);
  }, 20_000);

  it('keep what was typed, and end an item with why', async () => {
    await panelSits();
    await service.vault.hold(`story/${one.story}`, { id: 'held', actor: 'E1', at: '2026-11-23T10:00:00.000Z' });
    const held = (await staff.open(itemOf(one))).page.mainText;
    expect([held.includes(says.held), held.includes('Doors matter')]).toEqual([true, false]);
    await service.vault.settleIntent('held');
    await service.vault.letGo(`story/${one.story}`, () => Promise.resolve(true));
    const draft = (await staff.open(itemOf(one))).page.field(says.wording).value;
    expect(draft).toContain('“Doors matter <b>”');
    const empty = await staff.send(itemOf(one), { wording: ' ', channel: 'page', act: 'send' });
    expect([empty.status, empty.page.errors[0]?.text]).toEqual([422, says.missing]);
    const letter = await staff.send(itemOf(one), { wording: 'Typed in full', channel: 'letter', act: 'send' });
    expect(letter.leadsTo).toBe(`${itemOf(one)}/letter`);
    expect((await staff.open(`${itemOf(one)}/letter`)).page.mainText).toContain(says.noLetter);
    expect((await staff.open(itemOf(one))).page.field(says.wording).value).toBe('Typed in full');
    const unsaid = await staff.send(`${itemOf(one)}/close`, {});
    expect([unsaid.status, unsaid.page.errors[0]?.text]).toEqual([422, says.why]);
    for (const story of [one, two]) {
      expect((await staff.send(`${itemOf(story)}/close`, { as: 'no_safe_route', stop: 'stop' })).status).toBe(303);
    }
    await service.settled();
    expect((await staff.open(list)).page.mainText).toContain(says.complete);
  }, 20_000);

  it('ask for no choice where there is one way, and send by it with one button', async () => {
    await isTold(service, anOpenProgramme());
    const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
    const story = await tellsAStory(service, 'Brought in', { as: collector });
    await sits(service, { received: [{ story: story.story, from: 'period' }] });
    await service.settled();
    const item = `${list}/${story.story}-M-collector`;
    // Nothing was said of it: while it is held, nothing is drafted all the same.
    await service.vault.hold(`story/${story.story}`, { id: 'held', actor: 'E1', at: '2026-11-23T10:00:00.000Z' });
    expect((await staff.open(item)).page.mainText).toContain(says.held);
    await service.vault.settleIntent('held');
    await service.vault.letGo(`story/${story.story}`, () => Promise.resolve(true));
    const { page } = await staff.open(item);
    expect(page.root.querySelectorAll('input[type=radio]')).toHaveLength(0);
    expect(page.mainText).toContain(says.toldYourself);
    expect(page.formValues['channel']).toBe('spoken');
    await staff.send(item, { ...page.formValues, wording: 'Thank you', act: 'send' });
    await service.settled();
    expect((await staff.open(item)).html).not.toContain('<textarea');
  }, 20_000);

  it('let a teller choose a letter, which is printed with the address and marked as posted', async () => {
    await panelSits();
    const teller = await enters(one);
    const reach = `/${language}/your-story/how-to-reach-you`;
    const wrong = await teller.fillIn(reach, { way: 'mail', mail: 'nobody', safely: 'Not at weekends' });
    expect([wrong.status, wrong.page.errors[0]?.text]).toEqual([422, says.badMail]);
    expect(wrong.page.field(says.mailLabel).value).toBe('nobody');
    const chosen = await teller.fillIn(reach, {
      way: 'letter',
      letter: 'Mair\n1 Stryd Fawr',
      safely: 'Not at weekends',
    });
    expect(chosen.status).toBe(303);
    await service.settled();
    await staff.send(itemOf(one), { wording: 'You were heard', channel: 'letter', act: 'send' });
    const { page } = await staff.open(`${itemOf(one)}/letter`);
    expect(page.heading).toBe(says.letter);
    for (const text of ['1 Stryd Fawr', 'You were heard', 'Not at weekends']) expect(page.mainText).toContain(text);
    expect(page.mainText).not.toMatch(/Telling the change|got off/);
    await service.settled();
    const readers = (await teller.open(`/${language}/your-story/readers`)).page.mainText;
    expect(readers).toContain(says.letterOpened);
    // Whoever its teller leaves out is not shown where they live, nor how to reach them.
    const owner = `story/${one.story}`;
    const consent = (await service.vault.consentOf(owner))?.consent;
    if (consent === undefined) throw new Error('There is no consent');
    const told = { id: 'left-out', actor: 'T', at: '2026-11-21T10:00:00.000Z' };
    await service.vault.narrow(owner, { ...consent, exclusions: [{ kind: 'person', id: 'E2' }] }, told);
    const leftOut = await service.browser({ ...evaluator, person: 'E2' });
    const [kept, shut] = [await leftOut.open(itemOf(one)), await leftOut.open(`${itemOf(one)}/letter`)];
    expect(shut.page.mainText).toContain(says.noLetter);
    for (const { html } of [kept, shut]) expect(html).not.toMatch(/1 Stryd Fawr|Not at weekends/);
    expect((await staff.open(`${itemOf(one)}/letter`)).page.mainText).toContain('1 Stryd Fawr');
    expect((await staff.send(`${itemOf(one)}/letter`, {})).status).toBe(303);
    expect((await staff.open(itemOf(one))).html).not.toContain('<textarea');
  }, 20_000);

  it('show a teller what was said when they press the button, and take an answer', async () => {
    await panelSits();
    await putsOnPage(two, 'Your story was heard: foxglove');
    const teller = await enters(two);
    const seen = await teller.open(`/${language}/your-story/seen`);
    const said = seen.page.links.find(({ href }) => href.endsWith('/what-was-said'))?.href ?? '';
    const [meeting = ''] = (await teller.open(said)).page.links.flatMap(({ href }) =>
      href.startsWith(`${said}/`) ? [href] : [],
    );
    const before = await teller.open(meeting);
    expect(before.html).not.toContain('foxglove');
    expect(meeting).not.toContain(two.story);
    expect(before.page.buttons).toEqual([says.show]);
    expect((await teller.fillIn(meeting, {})).status).toBe(303);
    const shown = await teller.open(meeting);
    expect(shown.page.mainText).toContain('Your story was heard: foxglove');
    const empty = await teller.fillIn(meeting, { answer: '' });
    expect([empty.status, empty.page.errors[0]?.text]).toEqual([422, says.noAnswer]);
    expect((await teller.fillIn(meeting, { answer: 'Diolch <i>' })).status).toBe(303);
    const answered = await teller.open(meeting);
    for (const text of [says.answered, 'Diolch <i>']) expect(answered.page.mainText).toContain(text);
    expect((await teller.open(`${said}/7`)).status).toBe(404);
    teller.forgetCookies();
    expect((await teller.open(meeting)).leadsTo).toBe(`/${language}/your-story`);
  }, 20_000);

  it('show a collector what was said of a story they brought in, and nobody else', async () => {
    await isTold(service, anOpenProgramme());
    const collector: TestPerson = { person: 'C1', roles: [{ role: 'collector' }] };
    const story = await tellsAStory(service, 'Brought in', { as: collector });
    await sits(service, { received: [{ story: story.story, from: 'period' }] });
    await service.settled();
    const item = `${list}/${story.story}-M-collector`;
    await staff.send(item, { wording: 'Thank you for bringing it', channel: 'spoken', act: 'send' });
    await service.settled();
    const browser = await service.browser(collector);
    const page = `/${language}/feedback-for-you/${story.story}-M-collector`;
    expect((await browser.open(page)).html).not.toContain('Thank you for bringing it');
    await browser.send(page, { act: 'show' });
    expect((await browser.open(page)).page.mainText).toContain('Thank you for bringing it');
    const another = await service.browser({ ...collector, person: 'C2' });
    expect((await another.open(page)).status).toBe(404);
  }, 20_000);
});

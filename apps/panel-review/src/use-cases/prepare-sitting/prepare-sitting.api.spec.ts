import {
  ballotsApi,
  couldNotReadApi,
  languagesApi,
  openRoundApi,
  ownReadingApi,
  ownReadingPage,
  preparationApi,
  prepareMeetingPage,
  readStory,
  seeMeeting,
  minutesPage,
} from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';

const patience = 60_000;

describe('preparing a meeting', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B', { language: 'cy' });
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
  }, patience);
  afterAll(() => panel.close());

  const prepared = async () => (await panel.get(people.F1, preparationApi.to({ sitting: meeting.sitting }))).body;
  const page = async (language: 'en' | 'cy' = 'en') =>
    (await (await panel.service.browser(people.F1)).open(prepareMeetingPage.to({ language, sitting: meeting.sitting })))
      .page;

  it('asks members how they read, on a page of their own', async () => {
    const address = ownReadingPage.to({ language: 'en' });
    const browser = await panel.service.browser(people.M1);
    const { formValues } = (await browser.open(address)).page;
    const nothing = await browser.send(address, { ...formValues, minutes: 'many' });
    expect([nothing.status, nothing.page.errors.length]).toEqual([422, 2]);
    expect((await browser.send(address, { ...formValues, languages: ['en'], minutes: '1' })).status).toBe(303);
    expect((await panel.get(people.M1, ownReadingApi.to())).body).toEqual({ languages: ['en'], minutes: 1 });
    expect((await browser.open(address)).page.formValues).toMatchObject({ languages: 'en', minutes: '1' });
    await panel.done('M2', ownReadingApi.to(), { languages: ['cy', 'en'] });
  });

  it('says what to see to, and stops nothing but a round over a story that a member cannot read', async () => {
    // Two stories of 5 words: one minute.
    expect(await prepared()).toMatchObject({
      ...{ stories: 2, words: 10, minutes: 1, entitled: 3, tellersHidden: true, isQuorumPossible: true },
      notReadable: [{ member: 'M1', story: 'B' }],
      warnings: [
        { warning: 'cannot-read-nor-translate', member: 'M1', story: 'B' },
        { warning: 'reading-not-said', members: ['M3'] },
      ],
    });
    const { mainText } = await page();
    expect(mainText).toContain('M1 does not read the language of DN-B, and whoever told it did not agree');
    expect(mainText).toContain('Not said in which languages they read: M3. Ask them.');
    expect((await page('cy')).mainText).toContain('DN-B: nid yw M1 yn darllen ei hiaith');
    const opening = await panel.post(people.F1, openRoundApi.to({ sitting: meeting.sitting }));
    expect([opening.status, opening.body.type]).toEqual([409, '/problems/language-not-settled']);
  });

  it('is for the facilitator and evaluators', async () => {
    const address = preparationApi.to({ sitting: meeting.sitting });
    expect((await panel.get(people.M1, address)).status).toBe(403);
    expect((await panel.get(people.E1, address)).status).toBe(200);
    expect((await panel.get(people.F2, address)).status).toBe(404);
  });

  it('records how a story is read, but no translation that its teller did not agree to', async () => {
    const browser = await panel.service.browser(people.F1);
    const address = prepareMeetingPage.to({ language: 'en', sitting: meeting.sitting });
    const { formValues } = (await browser.open(address)).page;
    const refused = await browser.send(address, { ...formValues, how: 'translation', because: 'Siân did it' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Siân did it');
    const sent = await browser.send(address, { ...formValues, how: 'interpreter', because: 'Siân comes on Monday' });
    expect(sent.status).toBe(303);
    expect(await prepared()).toMatchObject({ notReadable: [] });
    const again = { how: 'interpreter', because: 'Again' };
    const twice = await panel.post(people.F1, languagesApi.to({ sitting: meeting.sitting }), again);
    expect(twice.body.type).toBe('/problems/language-settled-already');
  });

  it('lets a member say that they could not read a story all the same: apart from skipping, and they still choose', async () => {
    const { sitting } = meeting;
    const browser = await panel.service.browser(people.M1);
    const story = await browser.open(readStory.to({ language: 'en', sitting, story: 'B' }));
    expect(story.page.buttons).toContain('I cannot read its language');
    await panel.done('M1', couldNotReadApi.to({ sitting, story: 'B' }));
    await panel.read({ sitting, stories: ['A'] }, 'M1');
    await panel.read(meeting, 'M2', 'M3');
    const round = await panel.openRound(meeting);
    const choosesB = await panel.post(people.M1, ballotsApi.to({ round }), { choice: 'B' });
    expect(choosesB.body.type).toBe('/problems/story-unread');
    await panel.cast(round, { M1: { choice: 'A' }, M2: { choice: 'A' }, M3: { choice: 'B' } });
    const result = await panel.closeRound(round);
    // They count among those who may choose it, and nobody skipped it.
    expect(result).toMatchObject({ answered: 3, byStory: { B: { votes: 1, entitled: 3 } } });
    expect(JSON.stringify(result)).not.toContain('"skipped":{"B"');
    const meetingPage = await browser.open(seeMeeting.to({ language: 'en', sitting }));
    expect(meetingPage.page.mainText).toContain('You cannot read its language');
    const minutes = await browser.open(minutesPage.to({ language: 'en', sitting }));
    expect(minutes.page.mainText).toContain('1 member could not read its language.');
  });
});

import { closeRoundPage, minutesPage, readAloudPage, seeMeeting, seeRoundPage } from './addresses.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const said = {
  en: {
    warned: 'Not everybody in the room who may choose has heard, read or skipped these stories.',
    say: 'Say on the page of the meeting that a story was read out',
    refused: '3 answers were counted.',
    button: 'It has been read aloud',
    minutes: 'It was read aloud in the room.',
  },
  cy: {
    warned: 'Nid yw pawb yn yr ystafell sy’n cael dewis wedi clywed, darllen neu hepgor y straeon hyn.',
    say: 'Dweud ar dudalen y cyfarfod fod stori wedi’i darllen yn uchel',
    refused: 'Nifer yr atebion a gyfrifwyd: 3.',
    button: 'Mae wedi’i darllen yn uchel',
    minutes: 'Cafodd ei darllen yn uchel yn yr ystafell.',
  },
} as const;

describe.each(['en', 'cy'] as const)('hands counted in a room, on its pages in %s', (language) => {
  const words = said[language];
  let panel: PanelOfThree;
  let meeting: Meeting;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B'], { heldIn: 'room' });
  }, 30_000);
  afterAll(() => panel.close());

  it('wait for the stories that were not read out, named before counting, with what was typed kept', async () => {
    const { sitting } = meeting;
    const facilitator = await panel.service.browser(people.F1);
    await facilitator.send(readAloudPage.to({ language, sitting, story: 'A' }), {});
    const round = await panel.openRound(meeting);
    const address = closeRoundPage.to({ language, round });
    const { page } = await facilitator.open(address);
    expect(page.mainText).toContain(words.warned);
    const inset = page.root.querySelector('.nhsuk-inset-text')?.textContent ?? '';
    expect([inset.includes('Title of B'), inset.includes('Title of A')]).toEqual([true, false]);
    expect(page.linkTo(words.say)).toBe(seeMeeting.to({ language, sitting }));
    const typed = { 'count-1': '2', 'count-2': '1', abstained: '' };
    const early = await facilitator.send(address, typed);
    expect([early.status, early.page.errors[0]?.input, early.page.formValues['count-1']]).toEqual([
      422,
      'count-1',
      '2',
    ]);
    expect(early.page.errors[0]?.text).toContain(words.refused);

    expect((await facilitator.open(seeMeeting.to({ language, sitting }))).page.buttons).toContain(words.button);
    await facilitator.send(readAloudPage.to({ language, sitting, story: 'B' }), {});
    expect((await facilitator.open(seeMeeting.to({ language, sitting }))).page.buttons).not.toContain(words.button);
    expect((await facilitator.open(address)).page.mainText).not.toContain(words.warned);
    expect((await facilitator.send(address, typed)).leadsTo).toBe(seeRoundPage.to({ language, round }));
    const minutes = (await facilitator.open(minutesPage.to({ language, sitting }))).page.mainText;
    expect(minutes.split(words.minutes)).toHaveLength(3);
  });
});

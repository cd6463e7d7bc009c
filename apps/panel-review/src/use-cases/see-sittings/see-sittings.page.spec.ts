import { programmeRevisedV1 } from '#contracts/programme-design/programme-revised.v1.js';
import { aPanel, aProgramme } from '#contracts/testing/a-programme.js';

import { answerByApi, convenePanelApi, openMeeting, seeMeetings, seePanels, sittingsApi } from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const patience = 120_000;
const says = {
  en: { older: 'Older meetings', newest: 'The newest meetings', open: 'Open now' },
  cy: { older: 'Cyfarfodydd hŷn', newest: 'Y cyfarfodydd diweddaraf', open: 'Ar agor nawr' },
} as const;

describe('the list of meetings', () => {
  let now = '2026-04-16T09:05:00.000Z';
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start({}, { now: () => now });
    await panel.convene();
  });
  afterAll(() => panel.close());

  const text = async (language: 'en' | 'cy' = 'en'): Promise<string> =>
    (await (await panel.service.browser(people.F1)).open(seeMeetings.to({ language }))).page.mainText;
  const listed = async (): Promise<number> => (await panel.get(people.F1, sittingsApi.to())).body.items.length;

  it('tells two of one panel, period and day apart: by kind of change, and by when each was opened', async () => {
    const asked = { programme: 'telling', panel: 'east', period: '2026-Q1' };
    await panel.done('F1', sittingsApi.to(), { ...asked, domain: 'quality' });
    now = '2026-04-16T13:40:00.000Z';
    await panel.done('F1', sittingsApi.to(), { ...asked, domain: 'quality' });
    await panel.done('F1', sittingsApi.to(), { ...asked, domain: null, heldIn: 'room' });
    await panel.service.settled();
    const english = await text();
    expect(english).toContain('East panel, January to March 2026: Quality of life');
    expect(english).toContain('East panel, January to March 2026: All kinds of change');
    // In summer the clocks of Wales are an hour ahead.
    expect(english).toContain('Telling the change. Each in their own time. Opened: 16 April 2026, 10:05');
    expect(english).toContain('Telling the change. Together in a room. Opened: 16 April 2026, 14:40');
    expect(await text('cy')).toContain('Agorwyd: 16 Ebrill 2026, 14:40');
  });

  it('says which are of a rehearsal, and has none of one that is over', async () => {
    const name = { en: 'REHEARSAL: a story is taken back', cy: 'YMARFER: tynnu stori’n ôl' };
    await panel.revise({ rehearsal: 'on', name }, 2);
    await panel.service.settled();
    expect(await text()).toContain('REHEARSAL: a story is taken back. Each in their own time. Opened:');
    expect([await listed(), await text('cy')]).toEqual([3, expect.stringContaining('YMARFER: tynnu stori’n ôl')]);
    await panel.revise({ rehearsal: 'over', name }, 3);
    await panel.service.settled();
    expect(await text()).toContain('No meeting of yours is open');
    expect(await listed()).toBe(0);
  });
});

describe('meetings that are open', () => {
  let now = '2026-04-16T10:00:00.000Z';
  let panel: PanelOfThree;
  const meetings: Record<string, string> = {};

  beforeAll(async () => {
    panel = await PanelOfThree.start({}, { now: () => now });
    await panel.tell('A');
    await panel.convene();
    for (const [name, heldIn, answerBy, minute] of [
      ['by late', 'online', '2026-05-20', '10'],
      ['by early', 'online', '2026-05-01', '11'],
      ['without a round', 'online', '', '12'],
      ['in a room', 'room', '', '13'],
    ] as const) {
      now = `2026-04-16T10:${minute}:00.000Z`;
      const meeting = await panel.openMeeting(['A'], { heldIn });
      await panel.read(meeting, 'M1');
      meetings[name] = meeting.sitting;
      if (name !== 'without a round') await panel.openRound(meeting);
      if (answerBy !== '') await panel.done('F1', answerByApi.to({ sitting: meeting.sitting }), { answerBy });
    }
    await panel.service.settled();
  }, patience);
  afterAll(() => panel.close());

  const listed = async (name: 'F1' | 'M1', language: 'en' | 'cy') => {
    const { html, page } = await (await panel.service.browser(people[name])).open(seeMeetings.to({ language }));
    const at = (sitting: string): number => html.indexOf(`/meetings/${sitting}"`);
    const order = Object.entries(meetings).sort(([, one], [, other]) => at(one) - at(other));
    return { order: order.map(([each]) => each), text: page.mainText };
  };
  const tagged = (text: string, tag: string): number => text.split(tag).length - 1;

  it('stand for a member in the order in which they have to answer, and what they wait for comes last', async () => {
    const { order, text } = await listed('M1', 'en');
    expect(order).toEqual(['by early', 'by late', 'in a room', 'without a round']);
    expect(tagged(text, 'Needs you')).toBe(3);
    expect(text).toContain('To be answered by 1 May 2026.');
  });

  it('need whoever leads them in a room, or once their day has gone by, and otherwise when all have answered', async () => {
    const before = await listed('F1', 'cy');
    expect(before.order).toEqual(['in a room', 'without a round', 'by early', 'by late']);
    expect(tagged(before.text, 'Eich tro chi')).toBe(2);
    expect(before.text).toContain('I’w hateb erbyn y dyddiad hwn: 1 Mai 2026.');
    now = '2026-05-02T10:00:00.000Z';
    const after = await listed('F1', 'en');
    expect(after.order).toEqual(['by early', 'in a room', 'without a round', 'by late']);
    expect(tagged(after.text, 'Needs you')).toBe(3);
  });

  it('tell programs the day as well', async () => {
    const { items } = (await panel.get(people.F1, sittingsApi.to())).body;
    const byId = new Map(
      items.map((each: { sitting: string; answerBy: string | null }) => [each.sitting, each.answerBy]),
    );
    expect(Object.values(meetings).map((sitting) => byId.get(sitting))).toEqual([
      ...['2026-05-20', '2026-05-01', null, null],
    ]);
  });
});

describe('panels of rehearsals', () => {
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start({ rehearsal: 'on', name: { en: 'REHEARSAL', cy: 'YMARFER' } });
    await panel.convene();
    await panel.service.receive(programmeRevisedV1, 'programme/zeal', {
      programme: aProgramme({ id: 'zeal', name: { en: 'Zeal', cy: 'Sêl' }, panels: [aPanel()] }),
      change: 'ProgrammeCreated',
      revision: 1,
    });
    const east = { members: ['M1'], facilitator: 'F1' };
    await panel.done('E1', convenePanelApi.to({ programme: 'zeal', panel: 'east' }), east);
    await panel.service.settled();
  });
  afterAll(() => panel.close());

  it('stand after those of programmes that are real', async () => {
    const open = async (who: 'E1' | 'F1', address: typeof seePanels | typeof openMeeting): Promise<string> =>
      (await (await panel.service.browser(people[who])).open(address.to({ language: 'en' }))).page.mainText;
    expect(await open('E1', seePanels)).toMatch(/Zeal.*REHEARSAL/s);
    expect(await open('F1', openMeeting)).toMatch(/Zeal.*REHEARSAL/s);
  });
});

describe('meetings that are over', () => {
  let panel: PanelOfThree;
  const over: string[] = [];
  let open: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
    for (let n = 0; n < 27; n += 1) {
      const meeting = await panel.openMeeting(['A']);
      await panel.decideAndClose(meeting, 'learning', []);
      over.push(meeting.sitting);
    }
    ({ sitting: open } = await panel.openMeeting(['A']));
  }, patience);
  afterAll(() => panel.close());

  it.each(['en', 'cy'] as const)(
    'stand on as many pages as they need, after those that are open (%s)',
    async (language) => {
      const browser = await panel.service.browser(people.M1);
      const listed = (html: string, sitting: string): boolean => html.includes(`/${sitting}"`);
      const first = await browser.open(seeMeetings.to({ language }));
      expect(listed(first.html, open)).toBe(true);
      expect(over.filter((sitting) => listed(first.html, sitting))).toHaveLength(25);
      const second = await browser.open(first.page.linkTo(says[language].older));
      expect(over.filter((sitting) => listed(second.html, sitting))).toHaveLength(2);
      expect(over.filter((sitting) => !listed(first.html, sitting) && !listed(second.html, sitting))).toEqual([]);
      expect(second.page.mainText).not.toContain(says[language].open);
      expect(second.page.mainText).not.toContain(says[language].older);
      expect(second.page.linkTo(says[language].newest)).toBe(seeMeetings.to({ language }));
    },
  );

  it('have beside them, for a member whose first page they are, what others find on theirs', async () => {
    const { page } = await (await panel.service.browser(people.M1)).open(seeMeetings.to({ language: 'en' }));
    expect(page.linkTo('How you sign in')).toBe('/en/how-i-sign-in');
    expect(page.linkTo('Letters that remind you')).toBe('/en/reminders');
    expect(
      (await (await panel.service.browser(people.F1)).open(seeMeetings.to({ language: 'en' }))).html,
    ).not.toContain('/en/reminders');
  });

  it('are no list for a place that is not in it', async () => {
    const browser = await panel.service.browser(people.M1);
    expect((await browser.open(seeMeetings.to({ language: 'en' }, { after: 'nowhere' }))).status).toBe(400);
  });
});

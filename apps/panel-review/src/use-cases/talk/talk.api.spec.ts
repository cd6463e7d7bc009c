import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { hideRemarkPage, hidingApi, remarksApi, seeMeeting, talkPage } from '../../addresses.js';
import { PanelOfThree, people, type Meeting, type Name } from '../../testing/panel-of-three.js';

const { E1, F1, M1, M2, O1 } = people;
const patience = 30_000;

describe('what a panel says to one another', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const story of ['A', 'B']) await panel.tell(story);
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
    const { sitting } = meeting;
    await panel.done('M1', remarksApi.to({ sitting }), { story: 'A', text: 'The heron came back' });
    await panel.done('M2', remarksApi.to({ sitting }), { text: 'Shall we break for tea' });
  }, patience);
  afterAll(() => panel.close());

  const items = async (name: Name) =>
    (await panel.get(people[name], remarksApi.to({ sitting: meeting.sitting }))).body.items;
  const talk = async (name: Name, language: 'en' | 'cy' = 'en') =>
    (await panel.service.browser(people[name])).open(talkPage.to({ language, sitting: meeting.sitting }));

  it('stands under the story it is about, or under the meeting, for the panel', async () => {
    expect(await items('M2')).toMatchObject([
      { story: 'A', author: 'M1', text: 'The heron came back', hidden: null },
      { story: null, author: 'M2', text: 'Shall we break for tea', hidden: null },
    ]);
    const { page } = await talk('M2');
    expect(page.mainText).toMatch(/The meeting as a whole\s+Shall we break for tea/);
    expect(page.mainText).toMatch(/Title of A\s+The heron came back/);
    const main = await (
      await panel.service.browser(M1)
    ).open(seeMeeting.to({ language: 'en', sitting: meeting.sitting }));
    expect(main.page.mainText).toContain('Talk about the stories (2 remarks so far)');
  });

  it('is there for nobody else', async () => {
    expect((await panel.get(O1, remarksApi.to({ sitting: meeting.sitting }))).status).toBe(404);
    expect((await talk('O1')).status).toBe(404);
    const other = await panel.post(O1, remarksApi.to({ sitting: meeting.sitting }), { text: 'Let me in' });
    expect(other.body.type).toBe('/problems/not-a-member');
    expect((await panel.get(E1, remarksApi.to({ sitting: meeting.sitting }))).status).toBe(200);
  });

  it('lies sealed, and is told to no other service', async () => {
    const files = readdirSync(panel.service.folder).filter((name) => name.includes('.db'));
    const written = files.map((name) => readFileSync(join(panel.service.folder, name), 'latin1')).join('');
    expect(written).toContain(meeting.sitting);
    expect(written).not.toMatch(/heron|break for tea/);
    await panel.service.settled();
    expect(JSON.stringify(panel.service.said())).not.toContain('RemarkMade');
  });

  it('opens for no later panel, no report and no teller', async () => {
    const [{ remark }] = await items('M1');
    const asked = {
      owner: `reason/${remark}`,
      reader: { person: 'E1', organisation: 'pont-y-bore' },
      use: 'read',
    } as const;
    const answers = await panel.service.vault.unlock([
      { ...asked, purpose: 'audience', audience: 'panel', reach: 'this-panel' },
      { ...asked, purpose: 'audience', audience: 'panel', reach: 'later-panels' },
      { ...asked, purpose: 'code', reach: 'reports' },
      { ...asked, purpose: 'teller', reach: 'teller' },
    ]);
    const outOfReach = { kind: 'withheld', because: 'out-of-reach' };
    expect(answers).toMatchObject([{ kind: 'granted' }, outOfReach, outOfReach, outOfReach]);
  });

  it('can be written on the page; what is missing is said, and what was typed is kept', async () => {
    const browser = await panel.service.browser(M2);
    for (const [language, missing] of [
      ['en', 'Choose what it is about'],
      ['cy', 'Dewiswch am beth mae’n sôn'],
    ] as const) {
      const address = talkPage.to({ language, sitting: meeting.sitting });
      const { status, page } = await browser.send(address, { text: 'I read it twice' });
      expect([status, page.errors]).toEqual([422, [{ text: missing, input: 'about' }]]);
      expect(page.formValues['text']).toBe('I read it twice');
    }
    const sent = await browser.send(talkPage.to({ language: 'en', sitting: meeting.sitting }), {
      ...{ about: 'A', text: 'I read it twice' },
    });
    expect(sent.status).toBe(303);
    expect((await items('M1')).at(-1)).toMatchObject({ story: 'A', author: 'M2', text: 'I read it twice' });
  });

  it('can be hidden by the facilitator, who says why; only who said it sees it then', async () => {
    const [first] = await items('F1');
    const at = { sitting: meeting.sitting, remark: first.remark };
    const early = await panel.post(M2, hidingApi.to(at), { reason: 'No' });
    expect(early.status).toBe(403);
    const browser = await panel.service.browser(F1);
    const address = hideRemarkPage.to({ language: 'en', ...at });
    expect((await browser.open(address)).page.mainText).toContain('The heron came back');
    expect((await browser.send(address, { reason: '' })).page.errors).toEqual([
      { text: 'Write why you hide it', input: 'reason' },
    ]);
    expect((await browser.send(address, { reason: 'It names a place' })).status).toBe(303);
    expect((await items('M2'))[0]).toMatchObject({ text: null, hidden: { because: 'It names a place' } });
    expect((await items('M1'))[0]).toMatchObject({ text: 'The heron came back' });
    expect((await talk('M2', 'cy')).page.mainText).toContain('Mae’r hwylusydd wedi cuddio hyn.');
    expect((await talk('M2')).page.mainText).not.toContain('heron');
    const none = await panel.post(F1, hidingApi.to({ ...at, remark: 'none' }), { reason: 'No' });
    expect([none.status, none.body.type]).toEqual([404, '/problems/remark-not-found']);
  });

  it('goes with the story, and ends with the meeting', async () => {
    await panel.withdraw('A');
    expect((await items('M1')).filter(({ story }: { story: string | null }) => story === 'A')).toMatchObject([
      { text: null },
      { text: null },
    ]);
    await panel.decideAndClose({ ...meeting, stories: ['B'] }, 'none', []);
    const late = await panel.post(M1, remarksApi.to({ sitting: meeting.sitting }), { text: 'One more thing' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/sitting-closed']);
    expect((await talk('M1')).html).not.toContain('<textarea');
  });
});

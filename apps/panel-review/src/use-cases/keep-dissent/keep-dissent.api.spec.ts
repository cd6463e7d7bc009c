import type { TestPerson } from '#service-kit/testing/service-harness.js';

import {
  attendanceApi,
  dissentApi,
  keepDissentPage,
  minutesPage,
  ownWordsApi,
  reachApi,
  seeMeeting,
  sittingApi,
} from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const { F1, M1, M2 } = people;
const said = {
  en: { by: 'Another view, from M2 (recorded by: F1)', whose: 'Whose view is it?', mine: 'Mine' },
  cy: { by: 'Barn wahanol: M2 (cofnodwyd gan: F1)', whose: 'Barn pwy yw hi?', mine: 'Fy marn i' },
} as const;

describe('another view that a member says aloud in a room', () => {
  let panel: PanelOfThree;
  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
  }, 30_000);
  afterAll(() => panel.close());

  const meet = async (heldIn: 'room' | 'online' = 'room'): Promise<string> =>
    (await panel.openMeeting(['A'], { heldIn })).sitting;
  const view = { kind: 'dissent', text: 'It spoke for few of us', member: 'M2' };
  const refusalOf = async (who: TestPerson, sitting: string, body: object = view) => {
    const { status, body: answer } = await panel.post(who, dissentApi.to({ sitting }), body);
    return [status, String(answer.type).replace('/problems/', ''), answer.field];
  };

  it('stands under their name, recorded by whoever leads, and is theirs to let go further or to call back', async () => {
    const sitting = await meet();
    await panel.done('F1', dissentApi.to({ sitting }), view);
    const [kept] = (await panel.get(M1, sittingApi.to({ sitting }))).body.reasons;
    expect(kept).toMatchObject({ kind: 'dissent', author: 'M2', recordedBy: 'F1', text: view.text });
    const wordsOf = async (who: TestPerson) =>
      (await panel.get(who, ownWordsApi.to())).body.items.flatMap((each: { sitting: string; words: object[] }) =>
        each.sitting === sitting ? each.words : [],
      );
    expect(await wordsOf(F1)).toEqual([]);
    expect(await wordsOf(M2)).toMatchObject([{ recordedBy: 'F1', reach: ['this-panel'], mayCallBack: true }]);
    await panel.done('M2', reachApi.to({ sitting, reason: kept.reason }), { reach: ['later-panels'] });
    expect(await wordsOf(M2)).toMatchObject([{ reach: ['this-panel', 'later-panels'] }]);
  });

  it('is of a member who came to a room, and how far it goes is not for whoever writes it down', async () => {
    const sitting = await meet();
    expect(await refusalOf(F1, await meet('online'))).toEqual([409, 'said-aloud-without-room', 'member']);
    expect(await refusalOf(M1, sitting)).toEqual([403, 'not-the-facilitator', 'member']);
    const toAll = { ...view, reach: ['teller'] };
    expect(await refusalOf(F1, sitting, toAll)).toEqual([422, 'reach-is-its-authors', 'reach']);
    await panel.done('F1', attendanceApi.to({ sitting }), { came: ['M1'] });
    expect(await refusalOf(F1, sitting)).toEqual([422, 'said-aloud-by-nobody-here', 'member']);
    expect((await panel.get(M1, sittingApi.to({ sitting }))).body.reasons).toEqual([]);
  });

  it.each(['en', 'cy'] as const)('is written down on the page, which asks whose it is (%s)', async (language) => {
    const sitting = await meet();
    const words = said[language];
    const [leads, member] = [await panel.service.browser(F1), await panel.service.browser(M1)];
    const address = keepDissentPage.to({ language, sitting });
    expect((await member.open(address)).page.mainText).not.toContain(words.whose);
    const { page } = await leads.open(address);
    expect(page.field(words.whose).values).toEqual(['own']);
    const wrong = await leads.send(address, { member: 'M2', kind: 'dissent', text: '' });
    expect([wrong.status, wrong.page.formValues['member']]).toEqual([422, 'M2']);
    const sent = await leads.send(address, { ...page.formValues, member: 'M2', kind: 'dissent', text: view.text });
    expect([sent.status, sent.leadsTo]).toEqual([303, seeMeeting.to({ language, sitting })]);
    for (const place of [seeMeeting.to({ language, sitting }), minutesPage.to({ language, sitting })]) {
      expect((await member.open(place)).page.mainText).toContain(words.by);
    }
    const online = await leads.open(keepDissentPage.to({ language, sitting: await meet('online') }));
    expect(online.page.mainText).not.toContain(words.mine);
  });
});

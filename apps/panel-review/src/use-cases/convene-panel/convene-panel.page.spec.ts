import { personChangedV1 } from '#contracts/identity-access/person-changed.v1.js';

import { convenePanelApi, convenePanelPage } from '../../addresses.js';
import { PanelOfThree, people, type Name } from '../../testing/panel-of-three.js';

const at = { programme: 'telling', panel: 'east' };
const why = 'Glaswen has moved away';

describe('who is on a panel', () => {
  let panel: PanelOfThree;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    for (const [person, role] of [
      ['M1', 'panel-member'],
      ['M2', 'panel-member'],
      ['M3', 'panel-member'],
      ['M4', 'panel-member'],
      ['F1', 'facilitator'],
      ['F2', 'facilitator'],
    ] as const) {
      await panel.service.receive(personChangedV1, `person/${person}`, {
        ...{ person, language: 'en' as const, roles: [{ role }], revision: 1 },
        name: { class: 'name' as const, version: 1, box: '' },
      });
    }
    await panel.convene();
  }, 60_000);
  afterAll(() => panel.close());

  const seen = async (as: Name) => panel.get(people[as], convenePanelApi.to(at));

  it('is changed with why, and every change stays on record, in both languages', async () => {
    const browser = await panel.service.browser(people.E1);
    const english = convenePanelPage.to({ language: 'en', ...at });
    const { page } = await browser.open(english);
    const form = { ...page.formValues, members: ['M1', 'M2', 'M4'], facilitator: 'F2', why };
    expect((await browser.send(english, form)).status).toBe(303);
    const { body } = await seen('E1');
    expect(body).toMatchObject({ members: ['M1', 'M2', 'M4'], facilitator: 'F2' });
    expect(body.changes).toMatchObject([
      { by: 'E1', joined: ['M4'], left: ['M3'], facilitator: 'F2', why },
      { by: 'E1', joined: ['M1', 'M2', 'M3'], left: [], facilitator: 'F1', why: null },
    ]);
    const record = (await browser.open(english)).page.mainText;
    expect(record).toMatch(
      /Joined: M4\s*No longer on it: M3\s*Leads its meetings: F2\s*Why: Glaswen .*Joined: M1, M2 and M3/,
    );
    const welsh = (await browser.open(convenePanelPage.to({ language: 'cy', ...at }))).page.mainText;
    expect(welsh).toMatch(/Ymunodd: M4\s*Nid ydynt arno mwyach: M3\s*Yn arwain ei gyfarfodydd: F2\s*Pam: Glaswen/);
  });

  it('says why in no event and in no message', async () => {
    const recorded = await panel.service.runtime.store.read('panel/telling.east');
    const kept = JSON.stringify([recorded, panel.service.said()]);
    expect(kept).toContain('PanelConvened');
    expect(kept).not.toContain('Glaswen');
  });

  it('is no change where nothing was changed', async () => {
    const before = (await seen('E1')).body.changes;
    await panel.done('E1', convenePanelApi.to(at), { members: ['M1', 'M2', 'M4'], facilitator: 'F2' });
    expect((await seen('E1')).body.changes).toEqual(before);
  });

  it('keeps what was typed where the words are too many, and asks nothing of a panel that is new', async () => {
    const browser = await panel.service.browser(people.E1);
    const address = convenePanelPage.to({ language: 'cy', ...at });
    const long = 'o'.repeat(2_001);
    const { status, page } = await browser.send(address, { members: ['M1'], facilitator: 'F1', why: long });
    expect([status, page.errors]).toEqual([422, [{ text: 'Uchafswm y nodau yn y testun hwn yw 2,000', input: 'why' }]]);
    expect(page.formValues['why']).toBe(long);
    const wrong = await panel.post(people.E1, convenePanelApi.to(at), {
      members: ['M1'],
      facilitator: 'F1',
      why: long,
    });
    expect([wrong.status, wrong.body.field]).toEqual([422, 'why']);
  });

  it('is for those who run the programme', async () => {
    expect((await seen('M1')).status).toBe(403);
    expect((await panel.get(people.E1, convenePanelApi.to({ ...at, panel: 'nowhere' }))).status).toBe(404);
  });
});

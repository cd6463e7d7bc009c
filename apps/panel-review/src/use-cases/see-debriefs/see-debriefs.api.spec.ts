import { safeguarding } from '#contracts/testing/a-programme.js';
import type { TestPerson } from '#service-kit/testing/service-harness.js';

import {
  askForDebriefApi,
  debriefPage,
  debriefsApi,
  departuresApi,
  seeDebriefsPage,
  seeMeeting,
  seeMeetings,
  seeToDebriefApi,
} from '../../addresses.js';
import { PanelOfThree, people } from '../../testing/panel-of-three.js';

const patience = 60_000;

const seren: TestPerson = { person: 'seren', roles: [{ role: 'evaluator' }] };
const dewi: TestPerson = { person: 'dewi', roles: [] };
const boss: TestPerson = { person: 'boss', roles: [{ role: 'administrator' }, { role: 'evaluator' }] };

describe('somebody who would like to talk after a meeting', () => {
  let panel: PanelOfThree;
  let sitting: string;

  beforeAll(async () => {
    panel = await PanelOfThree.start({ safeguarding, timezone: 'Pacific/Kiritimati' });
    await panel.tell('A');
    await panel.convene();
    ({ sitting } = await panel.openMeeting(['A']));
  }, patience);
  afterAll(() => panel.close());

  const waiting = async (who: TestPerson): Promise<readonly string[]> =>
    (await panel.get(who, debriefsApi.to())).body.items.map(({ person }: { readonly person: string }) => person);

  it('asks with one tap on the page of the meeting, and is told who sees it', async () => {
    const browser = await panel.service.browser(people.M1);
    const meeting = await browser.open(seeMeeting.to({ language: 'en', sitting }));
    expect(meeting.page.buttons).toContain('I would like to talk to somebody');
    const address = debriefPage.to({ language: 'en', sitting });
    const sent = await browser.send(address, (await browser.open(address)).page.formValues);
    expect([sent.status, sent.leadsTo]).toEqual([303, address]);
    const { page } = await browser.open(address);
    expect(page.heading).toBe('You have asked to talk to somebody');
    expect(page.mainText).toContain('seren and dewi');
    expect((await browser.open(debriefPage.to({ language: 'cy', sitting }))).page.heading).toContain(
      'Rydych wedi gofyn',
    );
  });

  it('is seen by the safeguarding lead and deputy alone', async () => {
    expect([await waiting(seren), await waiting(dewi)]).toEqual([['M1'], ['M1']]);
    for (const other of [people.F1, people.E1, people.M2, people.M1, boss]) expect(await waiting(other)).toEqual([]);
    const shown = await (await panel.service.browser(dewi)).open(seeDebriefsPage.to({ language: 'en' }));
    expect(shown.page.buttons).toContain('I have talked to them: M1');
    // Dewi has no role, and came by a letter.
    expect(shown.page.linkTo('Back')).toBe('/en');
    // Ten in the morning of the day before in Wales.
    expect(shown.page.mainText).toContain('Asked on 22 November 2026');
    const list = await (await panel.service.browser(seren)).open(seeMeetings.to({ language: 'en' }));
    const leadsTo = list.page.linkTo('Who would like to talk to you');
    expect(leadsTo).toBe(seeDebriefsPage.to({ language: 'en' }));
    const back = (await (await panel.service.browser(seren)).open(leadsTo)).page.linkTo('Back');
    expect(back).toBe(seeMeetings.to({ language: 'en' }));
    // Nothing of it in the meeting.
    for (const who of [people.F1, boss]) {
      const text = (await (await panel.service.browser(who)).open(seeMeeting.to({ language: 'en', sitting }))).html;
      expect(text).not.toContain('asked to talk');
    }
  });

  it('may have left the meeting; who never sat in it cannot ask', async () => {
    await panel.done('M2', departuresApi.to({ sitting }), { member: 'M2' });
    expect((await panel.post(people.M2, askForDebriefApi.to({ sitting }))).status).toBe(200);
    // At one moment of the clock: in any order.
    expect([...(await waiting(dewi))].sort()).toEqual(['M1', 'M2']);
    expect((await panel.post(people.O1, askForDebriefApi.to({ sitting }))).status).toBe(404);
  });

  it('waits until one of the two has talked to them, and may ask again then', async () => {
    const { items } = (await panel.get(seren, debriefsApi.to())).body;
    const { debrief } = items.find(({ person }: { readonly person: string }) => person === 'M1');
    const seenTo = (who: TestPerson) => panel.post(who, seeToDebriefApi.to({ debrief }));
    expect((await seenTo(people.F1)).body.type).toBe('/problems/debrief-not-found');
    expect((await seenTo(dewi)).status).toBe(200);
    expect(await waiting(seren)).toEqual(['M2']);
    expect((await panel.post(people.M1, askForDebriefApi.to({ sitting }))).status).toBe(200);
    expect([...(await waiting(seren))].sort()).toEqual(['M1', 'M2']);
  });

  it('is not seen by a lead who leads the meeting, and goes nowhere where nobody is left', async () => {
    await panel.revise({ safeguarding: { ...safeguarding, lead: 'F1' } }, 2);
    await panel.service.settled();
    expect([await waiting(people.F1), [...(await waiting(dewi))].sort()]).toEqual([[], ['M1', 'M2']]);
    await panel.revise({ safeguarding: { ...safeguarding, lead: 'F1', deputy: 'M3' } }, 3);
    await panel.service.settled();
    expect((await panel.post(people.M3, askForDebriefApi.to({ sitting }))).body.type).toBe(
      '/problems/nobody-to-debrief',
    );
    const browser = await panel.service.browser(people.M3);
    expect((await browser.open(debriefPage.to({ language: 'en', sitting }))).page.mainText).toContain('ring 111');
  });
});

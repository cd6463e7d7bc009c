import { meetingsAccessedV1 } from '#contracts/panel-review/meetings-accessed.v1.js';
import { newId } from '#service-kit/ids.js';

import {
  arrangementsApi,
  arrangementsPage,
  hoursApi,
  hoursCsvApi,
  ownHoursApi,
  ownHoursPage,
  ownNeedsApi,
  ownNeedsPage,
  paymentsApi,
  payHoursPage,
  preparationApi,
  prepareMeetingPage,
  seeMeeting,
  sittingHoursApi,
  sittingHoursPage,
} from './addresses.js';
import { isOwnNeedsSaid, needsDecider, needsStream } from './domain/panel/panel.js';
import { PanelOfThree, people, type Meeting } from './testing/panel-of-three.js';

const patience = 60_000;

describe('before a meeting, and what it costs', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.convene();
    meeting = await panel.openMeeting(['A']);
  }, patience);
  afterAll(() => panel.close());

  /** Of all that M1 ever said they need, the first first: what the vault answers M1 themselves. */
  async function keysOfNeeds() {
    const { store, vault } = panel.service.runtime;
    const owners = (await store.read(needsStream('M1'))).flatMap(({ event }) =>
      isOwnNeedsSaid(event) && event.data.said !== null ? [`reason/${event.data.said.reason}`] : [],
    );
    const reader = { person: 'M1', organisation: 'pont-y-bore' };
    const answers = await vault.unlock(owners.map((owner) => ({ owner, reader, purpose: 'own', use: 'read' })));
    return answers.map((answer) => ({
      owner: answer.owner,
      answer: answer.kind === 'withheld' ? answer.because : answer.kind,
    }));
  }

  it('is arranged by whoever leads it; the panel reads how, and who speaks when', async () => {
    const { sitting } = meeting;
    const address = arrangementsPage.to({ language: 'en', sitting });
    const leads = await panel.service.browser(people.F1);
    expect((await leads.open(seeMeeting.to({ language: 'en', sitting }))).page.linkTo('How the meeting is held')).toBe(
      address,
    );
    const { page } = await leads.open(address);
    expect(page.mainText).toContain('Nothing is recorded yet. Agree on it with the panel');
    const typed = {
      ...{ groundRules: 'What is said here stays here: campion', livedExperience: '2', speakLast: ['M1'] },
      ...{ coFacilitator: 'M3', payAnHour: '12.50', areExpensesPaid: 'yes', breakAfter: '45', isDebriefOffered: 'yes' },
    };
    const wrong = await leads.send(address, { ...page.formValues, ...typed, payAnHour: 'plenty', breakAfter: '1' });
    expect([wrong.status, wrong.page.errors.map(({ input }) => input)]).toEqual([422, ['breakAfter']]);
    const pay = await leads.send(address, { ...page.formValues, ...typed, payAnHour: 'plenty' });
    expect([pay.status, pay.page.errors.map(({ input }) => input)]).toEqual([422, ['payAnHour']]);
    expect(pay.page.formValues).toMatchObject({ groundRules: typed.groundRules, payAnHour: 'plenty' });
    expect((await leads.send(address, { ...page.formValues, ...typed })).status).toBe(303);

    const member = await panel.service.browser(people.M2);
    const read = (await member.open(address)).page;
    for (const text of ['What is said here stays here: campion', '£12.50 an hour', 'After 45 minutes']) {
      expect(read.mainText).toContain(text);
    }
    expect(read.root.querySelectorAll('main ol li').map(({ textContent }) => textContent)).toEqual(['M2', 'M3', 'M1']);
    expect(read.buttons).toEqual([]);
    expect((await member.open(arrangementsPage.to({ language: 'cy', sitting }))).page.mainText).toContain(
      '£12.50 yr awr',
    );
    expect((await panel.get(people.O1, arrangementsApi.to({ sitting }))).status).toBe(404);
    expect((await panel.get(people.M1, arrangementsApi.to({ sitting }))).body).toMatchObject({
      arrangements: { livedExperience: 2, speakLast: ['M1'], coFacilitator: 'M3', payAnHour: 1250, breakAfter: 45 },
      order: ['M2', 'M3', 'M1'],
    });
    const bare = { areExpensesPaid: false, isDebriefOffered: false };
    expect((await panel.post(people.M1, arrangementsApi.to({ sitting }), bare)).status).toBe(403);
  });

  it('is prepared with what members need and where else they belong, which no other member reads', async () => {
    const { sitting } = meeting;
    const browser = await panel.service.browser(people.M1);
    const address = ownNeedsPage.to({ language: 'en' });
    const { page } = await browser.open(address);
    await browser.send(address, { ...page.formValues, needs: 'A quiet room: teasel', belongsTo: 'The night team' });
    expect((await browser.open(address)).page.formValues).toMatchObject({ needs: 'A quiet room: teasel' });
    const prepared = async (who: keyof typeof people) =>
      (await panel.get(people[who], preparationApi.to({ sitting }))).body;
    const needs = [{ member: 'M1', needs: 'A quiet room: teasel', belongsTo: 'The night team' }];
    expect((await prepared('F1')).needs).toEqual(needs);
    expect((await prepared('M2')).type).toBe('/problems/not-allowed');
    expect((await panel.get(people.M2, ownNeedsApi.to())).body).toEqual({ needs: '', belongsTo: '' });
    const lead = await panel.service.browser(people.F1);
    const shown = (await lead.open(prepareMeetingPage.to({ language: 'en', sitting }))).page.mainText;
    for (const text of ['A quiet room: teasel', 'The night team', 'cannot choose that story']) {
      expect(shown).toContain(text);
    }
    // Said again: what was said before is destroyed, and nothing is left to do.
    const { vault, runtime } = panel.service;
    const [first] = await keysOfNeeds();
    await panel.done('M1', ownNeedsApi.to(), { needs: 'A ramp' });
    expect((await prepared('F1')).needs).toEqual([{ member: 'M1', needs: 'A ramp', belongsTo: '' }]);
    expect(await keysOfNeeds()).toEqual([
      { ...first, answer: 'erased' },
      expect.objectContaining({ answer: 'granted' }),
    ]);
    await panel.done('M1', ownNeedsApi.to(), {});
    expect((await prepared('F1')).needs).toEqual([]);
    expect((await keysOfNeeds()).map(({ answer }) => answer)).toEqual(['erased', 'erased']);
    expect(await vault.pendingIntents()).toEqual([]);
    const log = (await runtime.store.read('needs/M1')).map(({ event }) => JSON.stringify(event));
    expect(log.join()).not.toMatch(/teasel|night team/);
  });

  it('keeps nothing that a member needed before, where a stop came between what was said again and its key', async () => {
    const { runtime } = panel.service;
    await panel.done('M1', ownNeedsApi.to(), { needs: 'A lift: teasel' });
    const context = { commandId: newId(), actor: 'M1', organisation: 'pont-y-bore', at: '2026-11-21T10:00:00.000Z' };
    await runtime.store.execute(needsStream('M1'), { ...context, correlation: 'test' }, needsDecider, () => [
      {
        ...{ type: 'OwnNeedsSaid' as const, schemaVersion: 1 },
        data: { person: 'M1', organisation: 'pont-y-bore', said: null },
      },
    ]);
    await panel.service.settled();
    expect((await keysOfNeeds()).map(({ answer }) => answer)).toEqual(['erased', 'erased', 'erased']);
    expect(await runtime.vault.pendingIntents()).toEqual([]);
  });

  it('has hours kept for each member, paid as was arranged, and each sees their own', async () => {
    const { sitting } = meeting;
    const browser = await panel.service.browser(people.F1);
    const address = sittingHoursPage.to({ language: 'en', sitting });
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('Members are paid £12.50 an hour.');
    const typed = { 'minutes-1': '100', 'expenses-1': '4.60', 'minutes-2': '60' };
    const wrong = await browser.send(address, { ...page.formValues, ...typed, 'expenses-2': 'the bus' });
    expect([wrong.status, wrong.page.errors.map(({ input }) => input)]).toEqual([422, ['expenses-2']]);
    expect((await browser.send(address, { ...page.formValues, ...typed })).status).toBe(303);
    expect((await browser.open(address)).page.formValues).toMatchObject({ 'minutes-1': '100', 'expenses-1': '4.60' });
    // Who helps to lead may keep them too, and nobody else.
    const again = { hours: [{ member: 'M2', minutes: 90, expenses: 0 }] };
    await panel.done('M3', sittingHoursApi.to({ sitting }), again);
    expect((await panel.post(people.M1, sittingHoursApi.to({ sitting }), again)).status).toBe(403);

    // 100 minutes at £12.50 are £20.83, and £4.60; 90 minutes are £18.75.
    const own = (await panel.get(people.M1, ownHoursApi.to())).body.items;
    expect(own).toMatchObject([{ member: 'M1', minutes: 100, earned: 2543, paid: 0, owed: 2543 }]);
    const seen = (await (await panel.service.browser(people.M2)).open(ownHoursPage.to({ language: 'en' }))).page;
    expect(seen.table('Hours and money')[1]).toEqual([
      ...[
        expect.stringMatching(/^East panel, January to March 2026: .+\. Opened: \d+ \w+ 2026$/),
        '1 h 30 min',
        '£0.00',
        '£18.75',
        '£0.00',
        '£18.75',
      ],
    ]);
    const nobody = (await (await panel.service.browser(people.M3)).open(ownHoursPage.to({ language: 'cy' }))).page;
    expect(nobody.mainText).toContain('Nid oes neb wedi cadw eich oriau eto.');
  });

  it('is paid by whoever runs the programme, once, with a file for it', async () => {
    const { sitting } = meeting;
    const browser = await panel.service.browser(people.E1);
    const address = payHoursPage.to({ language: 'en' });
    const { page } = await browser.open(address);
    expect(page.buttons).toEqual(['Paid today: £25.43, M1', 'Paid today: £18.75, M2']);
    expect((await browser.send(address, { sitting, member: 'M1', pence: '2543' })).status).toBe(303);
    expect((await browser.send(address, { sitting, member: 'M1', pence: '2543' })).status).toBe(409);
    await panel.done('E1', paymentsApi.to({ sitting, member: 'M2' }), { pence: 1000 });
    const { items } = (await panel.get(people.E1, hoursApi.to())).body;
    expect(items).toMatchObject([
      { member: 'M1', paid: 2543, owed: 0, payments: [{ pence: 2543 }] },
      { member: 'M2', paid: 1000, owed: 875 },
    ]);
    const csv = (await panel.get(people.E1, hoursCsvApi.to({}, { language: 'en' }))).text;
    await panel.get(people.E1, hoursCsvApi.to({}, { language: 'cy' }));
    await panel.service.settled();
    const taken = panel.service
      .said()
      .filter(({ type }) => type === meetingsAccessedV1.type)
      .map(({ data }) => data as { readonly act: string; readonly kind: string; readonly object: string })
      .filter(({ kind }) => kind === 'hours');
    expect(taken.map(({ act, object }) => [act, object])).toEqual([
      ['exported', 'all'],
      ['exported', 'all'],
    ]);
    expect(csv.split('\r\n').slice(0, 3)).toEqual([
      '\uFEFFMember,Panel,Period,Meeting,Minutes,Pay for an hour,Expenses,Earned,Paid,Still owed',
      `M1,East panel,January to March 2026,${sitting},100,12.50,4.60,25.43,25.43,0.00`,
      `M2,East panel,January to March 2026,${sitting},90,12.50,0.00,18.75,10.00,8.75`,
    ]);
    const stranger = { ...people.E1, person: 'X1', organisation: 'others' };
    expect((await panel.get(stranger, hoursApi.to())).body.items).toEqual([]);
    expect((await panel.post(stranger, paymentsApi.to({ sitting, member: 'M2' }), { pence: 1 })).status).toBe(404);
    expect((await panel.get(people.M1, hoursApi.to())).status).toBe(403);
  });
});

import { meetingsAwaitedV1 } from '#contracts/panel-review/meetings-awaited.v1.js';

import { answerByApi, readingsApi, remindersApi, remindersPage, seePanels, skipsApi } from '../../addresses.js';
import { PanelOfThree, people, type Meeting } from '../../testing/panel-of-three.js';
import { noteWhoIsAwaited } from './remind-in-time.js';

const patience = 60_000;

describe('what meetings wait for', () => {
  let panel: PanelOfThree;
  let meeting: Meeting;
  let now = '2026-04-16T10:00:00.000Z';

  beforeAll(async () => {
    panel = await PanelOfThree.start({}, { now: () => now });
    await panel.tell('A');
    await panel.tell('B');
    await panel.convene();
    meeting = await panel.openMeeting(['A', 'B']);
  }, patience);
  afterAll(() => panel.close());

  /** On a day, as the clock of two instances does it at once; what was said since. */
  const onDay = async (day: string): Promise<readonly (readonly [string, string, string | null])[]> => {
    now = `${day}T10:00:00.000Z`;
    await panel.service.settled();
    const before = panel.service.said().length;
    await Promise.all([noteWhoIsAwaited(panel.service.runtime, now), noteWhoIsAwaited(panel.service.runtime, now)]);
    await panel.service.settled();
    return panel.service
      .said()
      .slice(before)
      .map(({ data }) => JSON.parse(JSON.stringify(data)) as Said)
      .map(({ person, items, remind }) => [person, items.map(shown).join(', '), remind] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1));
  };
  interface Said {
    readonly person: string;
    readonly items: readonly { readonly about: string; readonly count: number; readonly dueOn: string | null }[];
    readonly remind: string | null;
  }
  /** What these people were last said to be waited for, once all that they did has been heard. */
  const saidLast = async (...of: readonly string[]): Promise<readonly (string | undefined)[]> => {
    await panel.service.settled();
    const said = panel.service
      .said()
      .filter(({ type }) => type === meetingsAwaitedV1.type)
      .map(({ data }) => JSON.parse(JSON.stringify(data)) as Said);
    return of.map((person) =>
      said
        .findLast((each) => each.person === person)
        ?.items.map(shown)
        .join(', '),
    );
  };
  const shown = ({ about, count, dueOn }: Said['items'][number]): string =>
    [about, count, ...(dueOn === null ? [] : ['by', dueOn])].join(' ');

  it('is told of each person once, and again only when it changed', async () => {
    expect(await onDay('2026-04-16')).toEqual([
      ['F1', 'lead 1', null],
      ['M1', 'read 2', null],
      ['M2', 'read 2', null],
      ['M3', 'read 2', null],
    ]);
    expect(await onDay('2026-04-17')).toEqual([]);
    const { sitting } = meeting;
    await panel.done('M1', readingsApi.to({ sitting, story: 'A' }));
    await panel.done('M1', skipsApi.to({ sitting, story: 'B' }));
    await panel.done('M2', readingsApi.to({ sitting, story: 'A' }));
    expect(await saidLast('M1', 'M2')).toEqual(['', 'read 1']);
    expect(await onDay('2026-04-17')).toEqual([]);
  });

  it('is reminded of some days before a day that was set and after it, once each, and only those still waited for', async () => {
    const { sitting } = meeting;
    const round = await panel.openRound(meeting);
    await panel.done('F1', answerByApi.to({ sitting }), { answerBy: '2026-04-29' });
    await panel.cast(round, { M1: { choice: 'A' } });
    // Of what F1 asked for, F1 is waited for no longer at once; the others hear of it in its time.
    expect(await saidLast('F1', 'M2')).toEqual(['', 'read 1']);
    expect(await onDay('2026-04-26')).toEqual([
      ['M2', 'read 1 by 2026-04-29', null],
      ['M3', 'read 2 by 2026-04-29', null],
    ]);
    expect(await onDay('2026-04-27')).toEqual([
      ['M2', 'read 1 by 2026-04-29', 'before'],
      ['M3', 'read 2 by 2026-04-29', 'before'],
    ]);
    expect(await onDay('2026-04-29')).toEqual([]);
    await panel.done('M2', readingsApi.to({ sitting, story: 'B' }));
    expect(await saidLast('M2')).toEqual(['choose 1 by 2026-04-29']);
    await panel.cast(round, { M2: { choice: 'B' } });
    expect(await saidLast('M2')).toEqual(['']);
    // Its day has gone: who leads it is asked too.
    expect(await onDay('2026-04-30')).toEqual([
      ['F1', 'lead 1 by 2026-04-29', 'after'],
      ['M3', 'read 2 by 2026-04-29', 'after'],
    ]);
    expect(await onDay('2026-05-02')).toEqual([]);
  });

  it('is reminded of when its panel says, on a page that those who run it find; a wrong number is kept to be put right', async () => {
    const of = { programme: 'telling', panel: 'east' };
    const browser = await panel.service.browser(people.E1);
    const address = remindersPage.to({ language: 'en', ...of });
    const list = (await browser.open(seePanels.to({ language: 'en' }))).page;
    expect(list.links.map(({ href }) => href)).toContain(address);
    const { page } = await browser.open(address);
    expect(page.formValues).toMatchObject({ daysBefore: '2', daysAfter: '1' });
    const wrong = await browser.send(address, { ...page.formValues, daysBefore: '99', daysAfter: '' });
    expect([wrong.status, wrong.page.errors.map(({ input }) => input)]).toEqual([422, ['daysBefore']]);
    expect(wrong.page.field('How many days before the day').value).toBe('99');
    const sent = await browser.send(address, { ...page.formValues, daysBefore: '5', daysAfter: '' });
    expect(sent.status).toBe(303);
    expect((await panel.get(people.F1, remindersApi.to(of))).body).toEqual({ daysBefore: 5, daysAfter: null });
    expect((await browser.open(remindersPage.to({ language: 'cy', ...of }))).page.heading).toContain('atgoffa');
    const stranger = { ...people.E1, person: 'X1', organisation: 'others' };
    expect((await panel.get(stranger, remindersApi.to(of))).status).toBe(404);
    // Another day is another letter, by what the panel says now.
    await panel.done('F1', answerByApi.to({ sitting: meeting.sitting }), { answerBy: '2026-05-10' });
    expect(await saidLast('F1')).toEqual(['']);
    expect(await onDay('2026-05-04')).toMatchObject([['M3', 'read 2 by 2026-05-10', null]]);
    expect(await onDay('2026-05-05')).toEqual([['M3', 'read 2 by 2026-05-10', 'before']]);
    expect(await onDay('2026-05-12')).toEqual([['F1', 'lead 1 by 2026-05-10', null]]);
  });

  it('says of a secret round only that it is open: nobody can tell from it who has answered', async () => {
    await panel.convene(['M1', 'M2', 'M3', 'M4', 'M5']);
    const secret = await panel.openMeeting(['A'], { method: 'secret_ballot' });
    await panel.read(secret, 'M1', 'M2', 'M3', 'M4', 'M5');
    const round = await panel.openRound(secret);
    const chooses = ['M1', 'M2', 'M4', 'M5'].map((member) => [member, 'choose 1', null]);
    expect((await onDay('2026-05-13')).filter(([, items]) => items === 'choose 1')).toEqual(chooses);
    await panel.cast(round, { M1: { choice: 'A' }, M4: { abstain: true } });
    expect(await onDay('2026-05-14')).toEqual([]);
    await panel.cast(round, { M2: { choice: 'A' }, M3: { choice: 'A' }, M5: { choice: 'A' } });
    expect(await onDay('2026-05-15')).toEqual([]);
  });

  it('asks whoever leads as soon as a round is open in a room, where hands are theirs to count', async () => {
    // Of the first meeting, whose day has gone by, and of the secret round, which has no day.
    expect(await saidLast('F1')).toEqual(['lead 2 by 2026-05-10']);
    await panel.openRound(await panel.openMeeting(['A'], { heldIn: 'room' }));
    expect(await saidLast('F1')).toEqual(['lead 3 by 2026-05-10']);
    // From where they are, the others answer first.
    await panel.openRound(await panel.openMeeting(['A']));
    expect(await saidLast('F1')).toEqual(['lead 3 by 2026-05-10']);
  });

  it('is, in a rehearsal, never a letter that is due; and when it is over it waits for nobody', async () => {
    await panel.revise({ rehearsal: 'on' }, 2);
    const practice = await panel.openMeeting(['B']);
    await panel.openRound(practice);
    await panel.done('F1', answerByApi.to({ sitting: practice.sitting }), { answerBy: '2026-06-10' });
    const before = panel.service.said().length;
    await onDay('2026-06-05');
    const said = panel.service
      .said()
      .slice(before)
      .map(({ data }) => JSON.parse(JSON.stringify(data)) as Said & { readonly rehearsed?: unknown })
      .filter(({ remind, rehearsed }) => remind !== null || rehearsed !== undefined);
    expect(said.map(({ person, remind, rehearsed }) => [person, remind, rehearsed]).sort()).toEqual(
      ['M1', 'M2', 'M3', 'M4', 'M5'].map((member) => [...[member, null], [{ programme: 'telling', remind: 'before' }]]),
    );
    await panel.revise({ rehearsal: 'over' }, 3);
    const nothing = await onDay('2026-06-06');
    expect(nothing.map(([person]) => person)).toEqual(expect.arrayContaining(['M1', 'M2', 'M3', 'M4', 'M5']));
    expect(new Set(nothing.map(([, items, remind]) => `${items} ${String(remind)}`))).toEqual(new Set([' null']));
  });
});

import { join } from 'node:path';

import { newId } from '#service-kit/ids.js';
import { Database } from '#sqlite/database.js';
import type { PageReading } from '#web/testing/page.js';

import {
  callBackPage,
  callingBackApi,
  castBallotPage,
  chooseReachPage,
  dissentApi,
  ownWordsApi,
  ownWordsPage,
  reachApi,
  remarksApi,
  seeMeeting,
  seeMeetings,
  sittingApi,
  sittingsApi,
  sittingStoryApi,
  receiveStoriesApi,
  talkPage,
} from '../../addresses.js';
import { PanelOfThree, people, type Name } from '../../testing/panel-of-three.js';
import { intentToCallBack, intentToGoLessFar, settleCalledBackOlderThan } from './settle-called-back.js';

const patience = 60_000;

/** Turns the line around it, and a bell: neither can be seen. */
const unseen = '\u202e\u0007';

interface Said {
  readonly reason: string;
  readonly kind: string;
  readonly text: string | null;
  readonly isCalledBack: boolean;
  readonly mayCallBack: boolean;
  readonly wentTo: readonly string[];
}

describe('what somebody said in meetings', () => {
  let panel: PanelOfThree;
  let sitting: string;
  let above: string;
  let asked: PageReading;

  beforeAll(async () => {
    panel = await PanelOfThree.start();
    await panel.tell('A');
    await panel.tell('B');
    await panel.convene();
    const meeting = await panel.openMeeting(['A', 'B']);
    ({ sitting } = meeting);
    await panel.done('M1', remarksApi.to({ sitting }), { story: 'B', text: `Wait for${unseen} the quiet one` });
    await panel.done('M1', dissentApi.to({ sitting }), { kind: 'dissent', text: `B spoke for${unseen} more people` });
    await panel.read(meeting, 'M1', 'M2', 'M3');
    const round = await panel.openRound(meeting);
    await panel.cast(round, {
      M1: { choice: 'A', reason: 'Somebody waited' },
      M2: { choice: 'A', reason: `A door${unseen} opened` },
    });
    const browser = await panel.service.browser(people.M3);
    const choosing = castBallotPage.to({ language: 'en', round });
    asked = (await browser.open(choosing)).page;
    const between = { choice: 'A', reason: 'Between ourselves', reach: ['teller'] };
    await browser.send(choosing, { ...asked.formValues, ...between });
    await panel.closeRound(round);
    await panel.decideAndClose(meeting, 'one', ['A']);
    const at = { programme: 'telling', panel: 'national', period: '2026-Q1', domain: 'quality' };
    above = String((await panel.done('F2', sittingsApi.to(), at))['sitting']);
    await panel.done('F2', receiveStoriesApi.to({ sitting: above }), { stories: ['A'] });
  }, patience);
  afterAll(() => panel.close());

  const meetings = async (who: Name) => (await panel.get(people[who], ownWordsApi.to())).body.items;
  const said = async (who: Name): Promise<readonly Said[]> => (await meetings(who))[0]?.words ?? [];
  const find = async (who: Name, kind: string): Promise<Said> => {
    const word = (await said(who)).find((each) => each.kind === kind);
    if (word === undefined) throw new Error(`${who} said no ${kind}`);
    return word;
  };
  const readAbove = async (): Promise<string> =>
    JSON.stringify((await panel.get(people.M4, sittingStoryApi.to({ sitting: above, story: 'A' }))).body);

  const openedInReports = async (reason: string): Promise<string> => {
    const reader = { person: 'E1', organisation: 'pont-y-bore' };
    const as = { purpose: 'audience', audience: 'panel', use: 'read', reach: 'reports' } as const;
    const [answer] = await panel.service.vault.unlock([{ owner: `reason/${reason}`, reader, ...as }]);
    return answer?.kind === 'withheld' ? answer.because : 'granted';
  };
  /** Nothing is written into the record meanwhile, as after a stop. */
  async function withoutRecord(act: () => Promise<void>): Promise<void> {
    const beside = new Database(join(panel.service.folder, 'service.db'));
    beside.run("CREATE TRIGGER stopped BEFORE INSERT ON commits BEGIN SELECT RAISE(ABORT, 'stopped'); END");
    try {
      await act();
    } finally {
      beside.run('DROP TRIGGER stopped');
      beside.close();
    }
  }

  it('is kept without marks that cannot be seen', async () => {
    const texts = [...(await said('M1')), ...(await said('M2'))].map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining(['Wait for the quiet one', 'B spoke for more people', 'A door opened']),
    );
  });

  it('is theirs to see: every reason, view, remark and answer, and where each went', async () => {
    expect((await said('M1')).map(({ kind, text, wentTo }) => [kind, text, wentTo])).toEqual([
      ['dissent', 'B spoke for more people', ['national']],
      ['member', 'Somebody waited', ['national']],
      ['remark', 'Wait for the quiet one', []],
    ]);
    expect((await meetings('M1'))[0].answers).toEqual([{ round: 1, answer: { choice: 'A', skipped: [] } }]);
    // Nobody else's, and what nobody said is nothing.
    expect((await said('M2')).map(({ text }) => text)).toEqual(['A door opened']);
    expect(await meetings('O1')).toEqual([]);
  });

  it('is on a page that the list of meetings leads to, in both languages', async () => {
    const browser = await panel.service.browser(people.M1);
    const address = ownWordsPage.to({ language: 'en' });
    const list = await browser.open(seeMeetings.to({ language: 'en' }));
    expect(list.page.linkTo('What you have said, and where it went')).toBe(address);
    const text = (await browser.open(address)).page.mainText;
    for (const part of [
      'East panel, January to March 2026',
      'Your reason in round 1 About: Title of A.',
      'Who may read it: this panel, later panels and reports. It went with a story to other panels: East panel.',
      'Who may read it: this panel. It has not gone to another panel.',
      'Round 1: you chose Title of A.',
    ]) {
      expect(text).toContain(part);
    }
    const welsh = await browser.open(ownWordsPage.to({ language: 'cy' }));
    expect(welsh.page.mainText).toContain('Eich rheswm yn rownd 1');
    expect(welsh.html).toContain('<li>Rownd 1: eich dewis oedd <span lang="en">Title of A</span>.</li>');
    const nobody = await panel.service.browser(people.O1);
    expect((await nobody.open(address)).page.mainText).toContain('You have not said anything in a meeting yet.');
  });

  it('goes as far as its author says when they say it: each form asks, with what is usual ticked', async () => {
    expect(asked.field('Who else may read it?').values).toEqual(['later-panels', 'reports']);
    // What the panel decided and why is told to those whose stories it chose.
    expect(await find('F1', 'group')).toMatchObject({ reach: ['this-panel', 'later-panels', 'teller', 'reports'] });
    expect(await find('M3', 'member')).toMatchObject({ text: 'Between ourselves', reach: ['this-panel', 'teller'] });
    // That it was said is not known above either.
    expect(await readAbove()).not.toMatch(/Between ourselves|"author":"M3"/);
    const reasons = (await panel.get(people.M4, sittingStoryApi.to({ sitting: above, story: 'A' }))).body.reasons;
    const kinds = reasons.map(({ kind }: { readonly kind: string }) => kind);
    expect(kinds.sort()).toEqual(['dissent', 'group', 'lesson', 'member', 'member']);
  });

  it('goes further or less far whenever its author says so, wherever it went; nobody else may say it', async () => {
    const { reason } = await find('M3', 'member');
    const inReports = () => openedInReports(reason);
    const browser = await panel.service.browser(people.M3);
    const address = chooseReachPage.to({ language: 'en', sitting, reason });
    const { page } = await browser.open(address);
    expect(page.mainText).toContain('Between ourselves');
    expect(page.field('Who else may read it?').values).toEqual(['teller']);
    const own = (await browser.open(ownWordsPage.to({ language: 'en' }))).page;
    expect(own.linkTo('Change who may read this: Your reason in round 1 About: Title of A.')).toBe(address);
    const sent = await browser.send(address, { ...page.formValues, reach: ['later-panels', 'reports'] });
    expect([sent.status, sent.leadsTo]).toEqual([303, ownWordsPage.to({ language: 'en' })]);
    expect([(await readAbove()).includes('Between ourselves'), await inReports()]).toEqual([true, 'granted']);

    const choose = async (who: Name, of: string, reach: readonly string[]) =>
      (await panel.post(people[who], reachApi.to({ sitting, reason: of }), { reach })).body;
    await choose('M3', reason, ['teller']);
    expect([(await readAbove()).includes('Between ourselves'), await inReports()]).toEqual([false, 'out-of-reach']);
    expect((await choose('M3', reason, ['everybody'])).type).toBe('/problems/value-not-offered');
    expect((await choose('M1', reason, ['reports'])).type).toBe('/problems/words-not-found');
    expect((await choose('F1', (await find('F1', 'group')).reason, [])).type).toBe('/problems/words-of-the-group');
    const remark = await find('M1', 'remark');
    expect((await choose('M1', remark.reason, ['reports'])).type).toBe('/problems/remark-stays-with-panel');
    expect(await inReports()).toBe('out-of-reach');
  });

  it('stays as it is where another version of the meeting was seen', async () => {
    const { reason } = await find('M1', 'member');
    const stale = async (address: string, body = {}) =>
      (await panel.post(people.M1, address, body, { 'if-match': '"1"' })).body.type;
    expect(await stale(callingBackApi.to({ sitting, reason }))).toBe('/problems/stale-version');
    expect(await stale(reachApi.to({ sitting, reason }), { reach: [] })).toBe('/problems/stale-version');
    expect(await readAbove()).toContain('Somebody waited');
    expect(await panel.service.vault.pendingIntents()).toEqual([]);
  });

  it('can be called back after the meeting has closed: nobody reads it again, wherever it went', async () => {
    const { reason } = await find('M1', 'member');
    expect(await readAbove()).toContain('Somebody waited');
    const browser = await panel.service.browser(people.M1);
    const address = callBackPage.to({ language: 'en', sitting, reason });
    const asked = await browser.open(address);
    expect(asked.page.mainText).toContain('It cannot be undone.');
    const sent = await browser.send(address, asked.page.formValues);
    expect([sent.status, sent.leadsTo]).toEqual([303, ownWordsPage.to({ language: 'en' })]);
    expect(await find('M1', 'member')).toMatchObject({ text: null, isCalledBack: true, mayCallBack: false });
    expect(await readAbove()).not.toContain('Somebody waited');
    expect(await readAbove()).toContain('A door opened');
    const meeting = await (await panel.service.browser(people.M2)).open(seeMeeting.to({ language: 'en', sitting }));
    expect(meeting.page.mainText).toContain('A remark since called back by whoever made it.');
    // What was counted stays counted.
    const { body } = await panel.get(people.M2, sittingApi.to({ sitting }));
    expect(body.rounds[0].result.byStory.A).toEqual({ votes: 3, entitled: 3 });
    // Twice is once.
    expect((await panel.post(people.M1, callingBackApi.to({ sitting, reason }))).status).toBe(200);
    expect(await panel.service.vault.pendingIntents()).toEqual([]);
  });

  it('is a remark as well, which the talk then says', async () => {
    const { reason } = await find('M1', 'remark');
    expect((await panel.post(people.M1, callingBackApi.to({ sitting, reason }))).status).toBe(200);
    const talk = await (await panel.service.browser(people.M2)).open(talkPage.to({ language: 'en', sitting }));
    expect(talk.page.mainText).toContain('A remark since called back by whoever made it.');
    expect(talk.page.mainText).not.toContain('quiet one');
  });

  it('is called back by nobody else, and what was written down for the group by nobody', async () => {
    const { reason } = await find('M2', 'member');
    const refused = async (who: Name, of: string) =>
      (await panel.post(people[who], callingBackApi.to({ sitting, reason: of }))).body.type;
    expect(await refused('M1', reason)).toBe('/problems/words-not-found');
    expect(await refused('F1', reason)).toBe('/problems/words-not-found');
    expect((await find('M2', 'member')).text).toBe('A door opened');
    const group = await find('F1', 'group');
    expect([group.text, group.mayCallBack]).toEqual(['We kept coming back to it', false]);
    expect(await refused('F1', group.reason)).toBe('/problems/words-of-the-group');
    expect(await readAbove()).toContain('We kept coming back to it');
  });

  it('is called back in the record too, where a stop came between the key and the record', async () => {
    const { reason } = await find('M2', 'member');
    const id = intentToCallBack(sitting, 'stopped');
    const { vault, runtime } = panel.service;
    await vault.erase(`reason/${reason}`, { id, actor: 'M2', at: '2026-11-21T10:00:00.000Z' });
    // Whoever left it may still be at work.
    await settleCalledBackOlderThan(runtime, 60_000);
    expect((await vault.pendingIntents()).map((intent) => intent.id)).toEqual([id]);
    await settleCalledBackOlderThan(runtime, 0);
    expect(await vault.pendingIntents()).toEqual([]);
    await panel.service.settled();
    expect(await find('M2', 'member')).toMatchObject({ text: null, isCalledBack: true });
  });

  it('goes less far in the record too, where a stop came between the key and the record', async () => {
    const { reason } = await find('M3', 'member');
    const address = reachApi.to({ sitting, reason });
    const choose = async (reach: readonly string[]) => (await panel.post(people.M3, address, { reach })).status;
    expect(await choose(['later-panels', 'reports'])).toBe(200);
    const { vault, runtime } = panel.service;
    expect(await vault.pendingIntents()).toEqual([]);
    const intent = { id: intentToGoLessFar(sitting, 'stopped'), actor: 'M3', at: '2026-11-21T10:00:00.000Z' };
    await vault.narrowReach(`reason/${reason}`, 'M3', ['this-panel', 'reports', 'teller'], intent);
    expect(await find('M3', 'member')).toMatchObject({ reach: ['this-panel', 'later-panels', 'reports'] });
    await settleCalledBackOlderThan(runtime, 0);
    expect(await vault.pendingIntents()).toEqual([]);
    await panel.service.settled();
    // Further than it went it does not go unless its author says so again.
    expect(await find('M3', 'member')).toMatchObject({ reach: ['this-panel', 'reports'] });
    expect(await readAbove()).not.toContain('Between ourselves');
    expect(await choose(['teller'])).toBe(200);
  });

  it('goes less far at once and further only once it is written down, where a stop comes in between', async () => {
    const { reason } = await find('M3', 'member');
    const address = reachApi.to({ sitting, reason });
    const headers = { 'idempotency-key': newId() };
    const choose = async (reach: readonly string[]) =>
      (await panel.post(people.M3, address, { reach }, headers)).status;
    await withoutRecord(async () => {
      expect(await choose(['reports'])).toBe(500);
    });
    expect(await openedInReports(reason)).toBe('out-of-reach');
    expect(await choose(['reports'])).toBe(200);
    expect(await openedInReports(reason)).toBe('granted');

    headers['idempotency-key'] = newId();
    await withoutRecord(async () => {
      expect(await choose(['teller'])).toBe(500);
    });
    expect(await openedInReports(reason)).toBe('out-of-reach');
    expect(await find('M3', 'member')).toMatchObject({ reach: ['this-panel', 'reports'] });
    expect(await choose(['teller'])).toBe(200);
    expect(await find('M3', 'member')).toMatchObject({ reach: ['this-panel', 'teller'] });
  });
});

describe('what somebody said twice of one story', () => {
  it(
    'is told apart by the rounds it was said in',
    async () => {
      const panel = await PanelOfThree.start();
      try {
        for (const story of ['A', 'B']) await panel.tell(story);
        await panel.convene();
        const meeting = await panel.openMeeting(['A', 'B'], { method: 'iterative' });
        await panel.read(meeting, 'M1');
        for (const reason of ['Somebody waited', 'It lasted']) {
          const round = await panel.openRound(meeting);
          await panel.cast(round, { M1: { choice: 'A', reason } });
          await panel.closeRound(round);
        }
        await panel.done('M1', dissentApi.to(meeting), { kind: 'dissent', text: 'B spoke for more people' });
        const { items } = (await panel.get(people.M1, ownWordsApi.to())).body;
        const told = items[0].words.map(({ text, round }: Said & { readonly round: number | null }) => [text, round]);
        expect(told).toEqual([
          ['Somebody waited', 1],
          ['It lasted', 2],
          ['B spoke for more people', null],
        ]);
        const browser = await panel.service.browser(people.M1);
        const first = { en: 'Your reason in round 1 About: Title of A.', cy: 'Eich rheswm yn rownd 1 Am: Title of A.' };
        const second = {
          en: 'Your reason in round 2 About: Title of A.',
          cy: 'Eich rheswm yn rownd 2 Am: Title of A.',
        };
        for (const language of ['en', 'cy'] as const) {
          const { mainText } = (await browser.open(ownWordsPage.to({ language }))).page;
          expect(mainText).toContain(`${first[language]} Somebody waited`);
          expect(mainText).toContain(`${second[language]} It lasted`);
        }
      } finally {
        await panel.close();
      }
    },
    patience,
  );
});

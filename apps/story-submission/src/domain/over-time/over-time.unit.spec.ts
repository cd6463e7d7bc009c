import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import type { Consent } from '#contracts/shared/consent.js';
import { usualConsentOverTime } from '#contracts/shared/consent-over-time.js';
import { given } from '#contracts/testing/given.js';

import { consentAtFirst, mayTellAtTheirAge, type LostCodeWay, type PutOff } from './circumstances.js';
import { decideAfterDeath, takeUpDeath, undoForStory } from './after-death.js';
import type { CircumstancesSaid, OverTimeEvent } from './events.js';
import { askReplacement, confirmReplacement, mayPrintSheet, openSheet, stopReplacement } from './lost-code.js';
import { nextTurn, overTimeDecider, renewalDue } from './over-time.js';
import { agreedAgain, answerRenewal, askRenewal, endsUnanswered, hasLapsed, lapse } from './renewal.js';
import { changeWishes } from './wishes.js';

const everybody: Consent = {
  audiences: { panel: { named: false }, organisation: { named: true }, public: { named: false } },
  exclusions: [],
  uses: ['quote', 'translate'],
  wordingVersion: 1,
  language: 'en',
  answeredAt: '2026-01-31T10:00:00.000Z',
  how: 'own',
};
const later: PutOff = {
  because: 'hard-place',
  audiences: { organisation: { named: true }, public: { named: false } },
  uses: ['quote'],
};
const told = (more: Partial<CircumstancesSaid['data']> = {}): OverTimeEvent => ({
  type: 'CircumstancesSaid',
  schemaVersion: 1,
  data: {
    ...{ story: 'S', programme: 'telling', toldOn: '2026-01-31', place: 'hospital', helper: null, adult: null },
    ...{ people: null, lostCode: null, afterDeath: null, trusted: null, renewMonths: null },
    ...{ putOff: later, putOffUntil: '2026-04-30' },
    ...more,
  },
});
const never = { putOff: null, putOffUntil: null };
const askedOn = (on: string): OverTimeEvent => ({
  type: 'RenewalAsked',
  schemaVersion: 1,
  data: { story: 'S', on, by: 'page' },
});

describe('consent while telling', () => {
  it('covers the panels alone where somebody tells from a hospital or in a hard time', () => {
    const first = consentAtFirst(everybody, 'hospital', undefined, '2026-01-31');
    expect(first.consent).toMatchObject({ audiences: { panel: { named: false } }, uses: ['translate'] });
    expect(Object.keys(first.consent.audiences)).toEqual(['panel']);
    expect(first).toMatchObject({ putOff: later, putOffUntil: '2026-04-30' });
    expect(consentAtFirst(everybody, 'hard-time', undefined, '2026-01-31')).toEqual(first);
  });

  it('is as it was said from anywhere else, but for public use where the programme asks again', () => {
    for (const place of ['home', 'not-said', null] as const) {
      expect(consentAtFirst(everybody, place, undefined, '2026-01-31').consent).toEqual(everybody);
    }
    const careful = { ...usualConsentOverTime, beforePublic: true, putOffMonths: 1 };
    const { consent, putOff, putOffUntil } = consentAtFirst(everybody, 'home', careful, '2026-01-31');
    expect(Object.keys(consent.audiences)).toEqual(['panel', 'organisation']);
    expect(putOff).toEqual({ because: 'public-use', audiences: { public: { named: false } }, uses: [] });
    expect(putOffUntil).toBe('2026-02-28');
  });

  it('asks only whether somebody is old enough, and then who is with them', () => {
    const settings = { ...usualConsentOverTime, youngestAge: 16, adults: ['parent' as const] };
    const withAdult = { ...settings, below: 'with-adult' as const };
    const said = { isOldEnough: false, adult: null };
    expect(mayTellAtTheirAge(undefined, { isOldEnough: null, adult: null })).toBeUndefined();
    expect(mayTellAtTheirAge(settings, { ...said, isOldEnough: null })).toMatchObject({ refusal: 'age-not-said' });
    expect(mayTellAtTheirAge(settings, { ...said, isOldEnough: true })).toBeUndefined();
    expect(mayTellAtTheirAge(settings, { ...said, adult: 'parent' })).toMatchObject({ refusal: 'too-young-here' });
    expect(mayTellAtTheirAge(withAdult, said)).toMatchObject({ refusal: 'adult-needed' });
    expect(mayTellAtTheirAge(withAdult, { ...said, adult: 'teacher' })).toMatchObject({ refusal: 'adult-needed' });
    expect(mayTellAtTheirAge(withAdult, { ...said, adult: 'parent' })).toBeUndefined();
  });
});

describe('asking for consent again', () => {
  it('is due when wider use was put off, and when the programme says so; of two days the first', () => {
    expect(renewalDue(given(overTimeDecider, [told()]).state)).toBe('2026-04-30');
    expect(renewalDue(given(overTimeDecider, [told({ ...never, renewMonths: 12 })]).state)).toBe('2027-01-31');
    expect(renewalDue(given(overTimeDecider, [told(never)]).state)).toBeNull();
    const { when } = given(overTimeDecider, [told()]);
    when((state) => askRenewal(state, 'S', 'page', '2026-04-29')).thenNothing();
    when((state) => askRenewal(state, 'S', 'page', '2026-04-30')).then([askedOn('2026-04-30')]);
    given(overTimeDecider, [told(), askedOn('2026-04-30')])
      .when((state) => askRenewal(state, 'S', 'page', '2026-05-01'))
      .thenNothing();
  });

  it('ends after 28 days without an answer, and stays to be answered', () => {
    const waiting = given(overTimeDecider, [told(), askedOn('2026-04-30')]);
    expect(nextTurn(waiting.state)).toBe('2026-05-28');
    expect([hasLapsed(waiting.state, '2026-05-27'), hasLapsed(waiting.state, '2026-05-28')]).toEqual([false, true]);
    const lapsed: OverTimeEvent = { type: 'RenewalLapsed', schemaVersion: 1, data: { on: '2026-05-28', putOff: null } };
    waiting.when((state) => lapse(state, '2026-05-28', null)).then([lapsed]);
    const after = given(overTimeDecider, [told(), askedOn('2026-04-30'), lapsed]);
    expect([after.state.putOff, nextTurn(after.state)]).toEqual([later, null]);
    after
      .when((state) => answerRenewal(state, ['panel'], '2026-08-01'))
      .then([{ type: 'RenewalAnswered', schemaVersion: 1, data: { audiences: ['panel'], on: '2026-08-01' } }]);
  });

  it('ends without an answer for everybody but the panels, and for nobody where only panels read it', () => {
    expect(endsUnanswered(everybody)).toEqual({
      because: 'not-answered',
      audiences: { organisation: { named: true }, public: { named: false } },
      uses: [],
    });
    expect(endsUnanswered({ audiences: { panel: { named: true } } })).toBeNull();
  });

  it('gives what was said once and no more, and takes what is not said again', () => {
    const { state } = given(overTimeDecider, [told()]);
    const standing = { ...everybody, audiences: { panel: { named: false } }, uses: [] };
    expect(agreedAgain(state, standing, ['organisation'], ['quote'])).toEqual({
      less: {},
      more: { audiences: { organisation: { named: true } }, uses: ['quote'] },
    });
    expect(agreedAgain(state, standing, ['panel'], [])).toEqual({ less: standing.audiences, more: null });
    for (const [audiences, uses] of [
      [['partner'], []],
      [['panel'], ['research-archive']],
    ] as const) {
      expect(agreedAgain(state, standing, audiences, uses)).toMatchObject({ refusal: 'renewal-not-offered' });
    }
    const { state: nothing } = given(overTimeDecider, []);
    expect(agreedAgain(nothing, standing, ['panel'], [])).toMatchObject({ refusal: 'renewal-not-asked' });
  });
});

describe('a lost code', () => {
  const asks = (checked: 'channel' | 'person' = 'channel', on: CalendarDay = '2026-03-01') => ({
    ...{ story: 'S', replacement: 'R', checked, askedBy: 'A1', on },
  });
  const asked: OverTimeEvent = { type: 'CodeReplacementAsked', schemaVersion: 1, data: asks() };
  const code = { class: 'text', version: 1, box: 'sealed' } as const;
  const replacing = (by: 'mail' | 'letter', confirmedBy = 'E1', on: CalendarDay = '2026-03-01') => ({
    ...{ story: 'S', replacement: 'R', codeHash: 'H', code, to: 'channel' as const, by, confirmedBy, on },
  });
  const replaced = (by: 'mail' | 'letter', on?: CalendarDay): OverTimeEvent => ({
    type: 'CodeReplaced',
    schemaVersion: 1,
    data: replacing(by, 'E1', on),
  });
  const chose = (lostCode: LostCodeWay | null) => given(overTimeDecider, [told({ lostCode })]);

  it('is replaced only by the way the teller chose, and never where they said so', () => {
    chose('channel')
      .when((state) => askReplacement(state, asks()))
      .then([asked]);
    chose('channel')
      .when((state) => askReplacement(state, asks('person')))
      .thenRefused('code-checked-another-way');
    chose('never')
      .when((state) => askReplacement(state, asks()))
      .thenRefused('code-replacement-forbidden');
    chose(null)
      .when((state) => askReplacement(state, asks()))
      .thenRefused('code-no-way-chosen');
  });

  it('needs another person than who asked, and what the teller wants now', () => {
    const waits = given(overTimeDecider, [told({ lostCode: 'channel' }), asked]);
    waits
      .when((state) => confirmReplacement(state, replacing('mail', 'A1')))
      .thenRefused('over-time-second-person-needed');
    waits.when((state) => confirmReplacement(state, replacing('mail'))).then([replaced('mail')]);
    waits.when((state) => askReplacement(state, asks())).thenRefused('code-asked-already');
    waits
      .when((state) => stopReplacement(state, 'A1'))
      .then([{ type: 'CodeReplacementStopped', schemaVersion: 1, data: { replacement: 'R', by: 'A1' } }]);
    const wish = { story: 'S', programme: 'telling', toldOn: '2026-01-31', afterDeath: null, trusted: null };
    const [forbidden] = [
      { type: 'WishesChanged' as const, schemaVersion: 1, data: { ...wish, lostCode: 'never' as const } },
    ];
    waits.when((state) => changeWishes(state, forbidden.data)).then([forbidden]);
    given(overTimeDecider, [told({ lostCode: 'channel' }), asked, forbidden])
      .when((state) => confirmReplacement(state, replacing('mail')))
      .thenRefused('code-replacement-forbidden');
  });

  it('is replaced three times in thirty days at most', () => {
    const often = (['2026-02-01', '2026-02-10', '2026-02-20'] as const).flatMap((day) => [
      asked,
      replaced('mail', day),
    ]);
    const { when } = given(overTimeDecider, [told({ lostCode: 'channel' }), ...often]);
    when((state) => askReplacement(state, asks('channel', '2026-03-02'))).thenRefused('code-replaced-often');
    when((state) => askReplacement(state, asks('channel', '2026-03-03'))).then([
      { type: 'CodeReplacementAsked', schemaVersion: 1, data: asks('channel', '2026-03-03') },
    ]);
  });

  it('by letter is printed once, by whoever opened the sheet, within ten minutes', () => {
    const ready = [told({ lostCode: 'channel' }), asked, replaced('letter')];
    const opened: OverTimeEvent = {
      type: 'CodeSheetOpened',
      schemaVersion: 1,
      data: { replacement: 'R', by: 'E1', at: '2026-03-01T10:00:00.000Z' },
    };
    given(overTimeDecider, ready)
      .when((state) => openSheet(state, 'E1', '2026-03-01T10:00:00.000Z'))
      .then([opened]);
    const after = given(overTimeDecider, [...ready, opened]);
    after.when((state) => openSheet(state, 'E1', '2026-03-01T10:01:00.000Z')).thenRefused('code-sheet-opened');
    expect(mayPrintSheet(after.state, 'E1', '2026-03-01T10:09:59.000Z')).toBe(true);
    expect(mayPrintSheet(after.state, 'E1', '2026-03-01T10:10:00.000Z')).toBe(false);
    expect(mayPrintSheet(after.state, 'A1', '2026-03-01T10:01:00.000Z')).toBe(false);
  });
});

describe('after a death', () => {
  const sealed = { class: 'text', version: 1, box: 'sealed' } as const;
  const death = {
    ...{
      story: 'S',
      programme: 'telling',
      toldOn: '2026-01-31',
      on: '2026-05-01',
      wish: 'ask' as const,
      ended: null,
      isPaused: true,
    },
    decision: { replacement: 'D', codeHash: 'H', code: sealed, by: 'mail' as const },
  };
  const died: OverTimeEvent = { type: 'DeathTakenUp', schemaVersion: 1, data: death };

  it('nothing is asked any more, no code is replaced and nothing is wished', () => {
    const { state, when } = given(overTimeDecider, [told({ lostCode: 'channel' }), died]);
    expect(nextTurn(state)).toBeNull();
    when((now) => takeUpDeath(now, death)).thenNothing();
    when((now) => answerRenewal(now, ['panel'], '2026-06-01')).thenRefused('teller-has-died');
    when((now) =>
      askReplacement(now, { story: 'S', replacement: 'R', checked: 'channel', askedBy: 'A1', on: '2026-06-01' }),
    ).thenRefused('teller-has-died');
  });

  it('whoever was named decides once', () => {
    const decided: OverTimeEvent = {
      type: 'DecidedAfterDeath',
      schemaVersion: 1,
      data: { decision: 'go-on', on: '2026-06-01' },
    };
    given(overTimeDecider, [told(), died])
      .when((state) => decideAfterDeath(state, 'go-on', '2026-06-01'))
      .then([decided]);
    given(overTimeDecider, [told(), died, decided])
      .when((state) => decideAfterDeath(state, 'stop', '2026-06-02'))
      .thenRefused('decision-not-open');
    given(overTimeDecider, [told()])
      .when((state) => decideAfterDeath(state, 'stop', '2026-06-02'))
      .thenRefused('decision-not-open');
  });

  it('that was an error, what had ended is asked for again and given by nobody else', () => {
    const ended = { ...later, because: 'not-answered' as const };
    const undone: OverTimeEvent = {
      type: 'DeathUndoneForStory',
      schemaVersion: 1,
      data: { story: 'S', on: '2026-06-01' },
    };
    const dead: OverTimeEvent = { ...died, data: { ...death, ended } };
    given(overTimeDecider, [told(never), dead])
      .when((state) => undoForStory(state, 'S', '2026-06-01'))
      .then([undone]);
    const { state } = given(overTimeDecider, [told(never), dead, undone]);
    expect(state).toMatchObject({ isDead: false, putOff: { ...later, because: 'undone' } });
    expect(nextTurn(state)).toBe('2026-06-01');
  });
});

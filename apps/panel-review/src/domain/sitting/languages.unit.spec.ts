import { openRound, skipStory } from './decide.js';
import { cannotRead, readsLanguage, sayCouldNotRead, settleLanguage } from './languages.js';
import { everythingIsReadOrSkipped, choosesAmongTheirOwn } from './rules.js';
import {
  aSitting,
  facilitator,
  member,
  opened,
  read,
  received,
  sealedText,
  stateOf,
  sitting,
} from './sitting.builders.js';
import type { LanguageSettled, SittingEvent } from './events.js';

const pair = { member: 'M1', story: 'C' };
/** C is told in Welsh, which M1 has said not to read. M3 has said nothing. */
const inWelsh = (...events: readonly SittingEvent[]) => sitting(received('C', { language: 'cy' }), ...events);
const languages = new Map([
  ['M1', ['en']],
  ['M2', ['cy', 'en']],
]);
const settled: LanguageSettled['data'] = {
  ...{ how: 'interpreter', pairs: [pair], recordedBy: 'F1' },
  because: { reason: 'why', text: sealedText },
};

describe('the languages of stories against those of members', () => {
  it('part only those who have said what they read', () => {
    expect(cannotRead(stateOf(inWelsh()), languages)).toEqual([pair]);
    expect([readsLanguage(['en', 'cy'], 'mixed'), readsLanguage(['cy'], 'mixed')]).toEqual([true, false]);
    expect(readsLanguage(['en', 'cy'], 'other')).toBe(false);
  });

  it('part nobody from a story that is put into a language they read', () => {
    expect(cannotRead(stateOf(inWelsh()), languages, new Map([['C', ['en']]]))).toEqual([]);
    expect(cannotRead(stateOf(inWelsh()), languages, new Map([['B', ['en']]]))).toEqual([pair]);
  });

  it('let no round open until it is recorded how a member reads a story they cannot, and why', () => {
    const opening = (...events: readonly SittingEvent[]) =>
      inWelsh(...events).when((state) => openRound(state, facilitator, 'R1', {}, [pair]));
    opening().thenRefused('language-not-settled');
    for (const event of [
      { type: 'LanguageSettled', schemaVersion: 1, data: settled } as const,
      { type: 'StoryCouldNotBeRead', schemaVersion: 1, data: pair } as const,
      read('M1', 'C', 'read-aloud'),
    ]) {
      opening(event).then([
        { type: 'RoundOpened', schemaVersion: 1, data: { round: 'R1', number: 1, kind: 'choice' } },
      ]);
    }
  });

  it('are settled by the facilitator alone, and not where nothing is to be', () => {
    inWelsh()
      .when((state) => settleLanguage(state, member('M2'), settled))
      .thenRefused('not-the-facilitator');
    inWelsh()
      .when((state) => settleLanguage(state, facilitator, { ...settled, pairs: [] }))
      .thenRefused('language-settled-already');
  });
});

describe('a story that a member could not read', () => {
  it('is none that they have read, or said so of already', () => {
    const said = { type: 'StoryCouldNotBeRead', schemaVersion: 1, data: { member: 'M1', story: 'A' } } as const;
    for (const before of [read('M1', 'A'), said]) {
      sitting(before)
        .when((state) => sayCouldNotRead(state, member('M1'), 'A'))
        .thenNothing();
    }
  });

  it('is told apart from one they skip, and where skipping is not allowed as well', () => {
    const { rules } = aSitting();
    const strict = opened({ rules: { ...rules, skippingAllowed: false } });
    const said = { type: 'StoryCouldNotBeRead', schemaVersion: 1, data: { member: 'M1', story: 'A' } } as const;
    sitting()
      .when((state) => sayCouldNotRead(state, member('M1'), 'A'))
      .then([said]);
    const meeting = stateOf(sitting(strict, received('A')));
    expect(skipStory(meeting, member('M1'), 'A')).toMatchObject({ refusal: 'skipping-not-allowed' });
    expect(sayCouldNotRead(meeting, member('M1'), 'A')).toEqual([said]);
    const after = stateOf(sitting(said));
    expect([after.couldNotRead['A'], after.skipped['A']]).toEqual([['M1'], undefined]);
  });

  it('keeps nobody from choosing among the others, and cannot be chosen', () => {
    const said = { type: 'StoryCouldNotBeRead', schemaVersion: 1, data: { member: 'M1', story: 'A' } } as const;
    const state = stateOf(sitting(said, read('M1', 'B')));
    expect(everythingIsReadOrSkipped(state, 'M1')).toBeUndefined();
    expect(choosesAmongTheirOwn(state, 'M1', [{ story: 'B', field: 'choice' }])).toBeUndefined();
    expect(choosesAmongTheirOwn(state, 'M1', [{ story: 'A', field: 'choice' }])).toMatchObject({
      refusal: 'story-unread',
    });
  });

  it('is read after all by opening it', () => {
    const said = { type: 'StoryCouldNotBeRead', schemaVersion: 1, data: { member: 'M1', story: 'A' } } as const;
    expect(stateOf(sitting(said, read('M1', 'A'))).couldNotRead['A']).toEqual([]);
  });
});

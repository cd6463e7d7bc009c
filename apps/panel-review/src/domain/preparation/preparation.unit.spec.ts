import { aSitting, conflict, opened, received, sealedText, sitting, stateOf } from '../sitting/sitting.builders.js';
import { prepare, type KnownOfMembers } from './preparation.js';

const organisation = 'pont-y-bore';
const nothing: KnownOfMembers = { readings: new Map(), working: new Set(), notTranslated: new Set() };
const reads = (minutes: number | null, ...languages: readonly string[]) => ({
  ...{ person: '', organisation, languages, minutes },
});
/** Who reads everything, as much as there is. */
const allRead = new Map(['M1', 'M2', 'M3'].map((person) => [person, reads(null, 'cy', 'en')]));
const warned = (of: ReturnType<typeof sitting>, known: Partial<KnownOfMembers> = {}) =>
  prepare(stateOf(of), { ...nothing, readings: allRead, ...known }).warnings;

describe('what to see to before a panel chooses', () => {
  it('is nothing where everybody can read and enough may choose', () => {
    const prepared = prepare(stateOf(sitting()), { ...nothing, readings: allRead });
    // Two stories of 200 words, at 200 a minute.
    expect(prepared).toMatchObject({ stories: 2, words: 400, minutes: 2, entitled: 3, isQuorumPossible: true });
    expect(prepared.warnings).toEqual([]);
  });

  it('is more reading than a member takes on, or than one meeting can hold', () => {
    const readings = new Map([...allRead, ['M2', reads(60, 'en')] as const, ['M3', reads(61, 'en')] as const]);
    // 200 + 200 + 11 801 words at 200 a minute: 61.005, and so 62.
    expect(warned(sitting(received('C', { words: 11_801 })), { readings })).toEqual([
      { warning: 'much-reading', minutes: 62 },
      { warning: 'over-budget', member: 'M2', minutes: 62, budget: 60 },
      { warning: 'over-budget', member: 'M3', minutes: 62, budget: 61 },
    ]);
    // An hour is not above an hour.
    expect(warned(sitting(received('C', { words: 11_600 })))).toEqual([]);
    const eleven = ['C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'].map((story) => received(story));
    expect(warned(sitting(...eleven))).toEqual([{ warning: 'many-stories', stories: 11 }]);
    // Nor are ten above ten, or two minutes more than two that somebody takes on.
    expect(warned(sitting(...eleven.slice(1)))).toEqual([]);
    expect(warned(sitting(), { readings: new Map([...allRead, ['M2', reads(2, 'en')] as const]) })).toEqual([]);
  });

  it('is a story in a language that a member does not read, and who has not said', () => {
    const readings = new Map([
      ['M1', reads(null, 'en')],
      ['M2', reads(null, 'cy')],
    ]);
    const story = received('C', { language: 'cy' });
    const found = warned(sitting(story), { readings, notTranslated: new Set(['C']) });
    expect(found).toEqual([
      { warning: 'cannot-read-nor-translate', member: 'M1', story: 'C' },
      { warning: 'cannot-read', member: 'M2', story: 'A' },
      { warning: 'cannot-read', member: 'M2', story: 'B' },
      { warning: 'reading-not-said', members: ['M3'] },
    ]);
  });

  it('is nothing more once it is recorded how a member reads what they cannot', () => {
    const readings = new Map([...allRead, ['M1', reads(null, 'en')] as const]);
    const because = { reason: 'why', text: sealedText };
    const pairs = [{ member: 'M1', story: 'C' }];
    const data = { how: 'interpreter' as const, pairs, recordedBy: 'F1', because };
    const inWelsh = received('C', { language: 'cy' });
    expect(warned(sitting(inWelsh), { readings })).toMatchObject([{ warning: 'cannot-read' }]);
    expect(warned(sitting(inWelsh, { type: 'LanguageSettled', schemaVersion: 1, data }), { readings })).toEqual([]);
  });

  it('is staff outnumbering the others: two of three, not one, nor two of four', () => {
    const four = opened({ members: ['M1', 'M2', 'M3', 'M4'] });
    const readings = new Map([...allRead, ['M4', reads(null, 'en')] as const]);
    expect(warned(sitting(four, received('A')), { readings, working: new Set(['M1', 'M2']) })).toEqual([]);
    expect(warned(sitting(), { working: new Set(['M1']) })).toEqual([]);
    expect(warned(sitting(), { working: new Set(['M1', 'M3']) })).toEqual([
      { warning: 'working-outnumber', working: 2, of: 3 },
    ]);
  });

  it('is a quorum that cannot be reached, and a story that nobody may choose', () => {
    const { rules } = aSitting();
    const four = opened({ rules: { ...rules, quorum: 4 } });
    expect(warned(sitting(four, received('A')))).toEqual([{ warning: 'quorum-impossible', entitled: 3, quorum: 4 }]);
    const close = ['M1', 'M2', 'M3'].map((who) => conflict(who, 'A'));
    expect(warned(sitting(...close))).toEqual([{ warning: 'all-too-close', story: 'A' }]);
    expect(warned(sitting(...close.slice(1)))).toEqual([]);
  });

  it('is a secret vote of too few, a panel of one, no stories, tellers that are shown', () => {
    const { rules } = aSitting();
    expect(warned(sitting(opened({ secret: true }), received('A')))).toEqual([
      { warning: 'too-few-for-secret', least: 5 },
    ]);
    const shown = opened({ members: ['M1'], rules: { ...rules, tellersHidden: false } });
    expect(warned(sitting(shown)).map(({ warning }) => warning)).toEqual(['no-stories', 'one-member', 'tellers-shown']);
  });
});

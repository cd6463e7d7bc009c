import type { Consent, ConsentAudience } from '#contracts/shared/consent.js';
import { consentAudiences } from '#contracts/shared/consent.js';
import type { TextClass } from '#contracts/shared/sealed.js';

import { decideUnlock, type Lock } from './decide-unlock.js';
import type { KeyState } from './key-records.js';
import type { Owner, Reader, UnlockRequest } from './key-vault.js';

const everyClass: readonly TextClass[] = ['text', 'name', 'contact', 'original', 'medium:photo'];

const consent = (over: Partial<Consent> = {}): Consent => ({
  audiences: { panel: { named: false } },
  exclusions: [],
  uses: [],
  wordingVersion: 1,
  language: 'cy',
  answeredAt: '2026-03-02T10:00:00Z',
  how: 'own',
  ...over,
});

const story = (over: Partial<Lock> = {}): Lock => ({
  owner: 'story/1',
  kind: 'story',
  organisation: 'valleys',
  holder: 'person:teller',
  state: 'active',
  isHeld: false,
  classes: everyClass,
  consent: consent(),
  stories: [],
  reach: [],
  ...over,
});

const reason = (over: Partial<Lock> = {}): Lock => ({
  ...story(),
  owner: 'reason/1',
  kind: 'reason',
  holder: 'person:member',
  classes: ['reason'],
  consent: undefined,
  stories: ['story/1'],
  reach: ['this-panel', 'reports'],
  ...over,
});

const personal = (over: Partial<Lock> = {}): Lock => ({
  ...story(),
  owner: 'person/mair',
  kind: 'personal',
  holder: 'person:mair',
  classes: ['name', 'contact'],
  consent: undefined,
  ...over,
});

const someone: Reader = { person: 'reader', organisation: 'valleys', teams: ['east'] };
const request = (over: Partial<UnlockRequest> = {}): UnlockRequest => ({
  owner: 'story/1',
  reader: someone,
  purpose: 'audience',
  audience: 'panel',
  use: 'read',
  ...over,
});

/** Classes, or why not. */
function answer(lock: Lock | undefined, asked: Partial<UnlockRequest>, others: readonly Lock[] = []): string {
  const lockOf = (owner: Owner): Lock | undefined => others.find((other) => other.owner === owner);
  const owner = lock?.owner ?? 'story/unknown';
  const decision = decideUnlock(lock, request({ owner, ...asked }), lockOf);
  return decision.kind === 'granted' ? decision.classes.join(' ') : decision.because;
}

describe('audiences of a story', () => {
  for (const consented of consentAudiences) {
    for (const asked of consentAudiences) {
      const expected = asked === consented ? 'text' : 'not-consented';
      it(`consent to ${consented} alone answers ${asked} with ${expected}`, () => {
        const lock = story({ consent: consent({ audiences: { [consented]: { named: false } } }) });
        expect(answer(lock, { audience: asked })).toBe(expected);
      });
    }
  }

  const whole = {
    panel: { named: true },
    organisation: { named: false },
    partner: { named: false },
    public: { named: true },
  };
  it.each<[ConsentAudience, string]>([
    ['panel', 'text name'],
    ['organisation', 'text'],
    ['partner', 'text'],
    ['public', 'text name'],
  ])('the name is answered for %s alone', (audience, expected) => {
    expect(answer(story({ consent: consent({ audiences: whole }) }), { audience })).toBe(expected);
  });

  it('media are shown only with the use media', () => {
    expect(answer(story({ consent: consent({ uses: ['media'] }) }), {})).toBe('text medium:photo');
  });

  it('contact and original are never shown to an audience', () => {
    const lock = story({
      consent: consent({ audiences: whole, uses: ['quote', 'translate', 'media', 'contact-again'] }),
    });
    for (const audience of consentAudiences) expect(answer(lock, { audience })).not.toMatch(/contact|original/);
  });

  it('an audience must be said', () => {
    const { audience: _, ...none } = request();
    expect(decideUnlock(story(), none, () => undefined)).toEqual({ kind: 'withheld', because: 'not-consented' });
  });

  it('organisation means the organisation of the story; panel is what the caller says', () => {
    const lock = story({ consent: consent({ audiences: whole }) });
    const guest: Reader = { person: 'guest', organisation: 'coast' };
    expect(answer(lock, { audience: 'organisation', reader: guest })).toBe('not-consented');
    expect(answer(lock, { audience: 'panel', reader: guest })).toBe('text name');
  });

  it.each([
    ['quote', 'not-consented'],
    ['translate', 'text'],
  ] as const)('use %s is %s where only translating was consented to', (use, expected) => {
    expect(answer(story({ consent: consent({ uses: ['translate'] }) }), { use })).toBe(expected);
  });
});

describe('exclusions', () => {
  const excluding = (kind: 'person' | 'team' | 'organisation', id: string): Lock =>
    story({ consent: consent({ exclusions: [{ kind, id }], uses: ['translate'] }) });

  it.each([
    ['person', 'reader', 'excluded'],
    ['person', 'another', 'text'],
    ['team', 'east', 'excluded'],
    ['team', 'west', 'text'],
    ['organisation', 'valleys', 'excluded'],
    ['organisation', 'coast', 'text'],
    ['person', 'east', 'text'],
  ] as const)('of the %s %s: %s', (kind, id, expected) => {
    expect(answer(excluding(kind, id), {})).toBe(expected);
  });

  it.each(['moderate', 'translate', 'code', 'verify', 'safeguard', 'rights'] as const)(
    'of a person hold for %s',
    (purpose) => {
      expect(answer(excluding('person', 'reader'), { purpose })).toBe('excluded');
    },
  );

  it('of the whole organisation do not stop safeguarding and rights, but all else', () => {
    expect(answer(excluding('organisation', 'valleys'), { purpose: 'safeguard' })).toBe(everyClass.join(' '));
    expect(answer(excluding('organisation', 'valleys'), { purpose: 'rights' })).toBe(everyClass.join(' '));
    expect(answer(excluding('organisation', 'valleys'), { purpose: 'moderate' })).toBe('excluded');
  });

  it('of another organisation hold for its people on safeguarding duty', () => {
    const guest: Reader = { person: 'guest', organisation: 'coast' };
    expect(answer(excluding('organisation', 'coast'), { purpose: 'safeguard', reader: guest })).toBe('excluded');
  });

  it('never keep a teller from their own story', () => {
    const teller: Reader = { person: 'teller', organisation: 'valleys' };
    expect(answer(excluding('organisation', 'valleys'), { purpose: 'teller', reader: teller })).toBe(
      everyClass.join(' '),
    );
  });
});

describe('a hold on a story', () => {
  const audiences = Object.fromEntries(consentAudiences.map((audience) => [audience, { named: false }]));
  const held = (over: Partial<Lock> = {}): Lock =>
    story({ isHeld: true, consent: consent({ audiences, uses: ['translate'] }), ...over });

  it.each([
    ['panel', undefined, 'held'],
    ['partner', undefined, 'held'],
    ['public', undefined, 'held'],
    ['organisation', 'reports', 'held'],
    ['organisation', undefined, 'text'],
  ] as const)('answers %s, for %s, with %s', (audience, reach, expected) => {
    expect(answer(held(), { audience, ...(reach === undefined ? {} : { reach }) })).toBe(expected);
    expect(answer(held({ isHeld: false }), { audience, ...(reach === undefined ? {} : { reach }) })).toBe('text');
  });

  it.each(['moderate', 'translate', 'code', 'verify', 'safeguard', 'rights'] as const)(
    'does not stop %s',
    (purpose) => {
      expect(answer(held(), { purpose })).toBe(answer(held({ isHeld: false }), { purpose }));
      expect(answer(held(), { purpose })).toContain('text');
    },
  );

  it('does not keep a teller from their own story', () => {
    const reader: Reader = { person: 'teller', organisation: 'valleys' };
    expect(answer(held(), { purpose: 'teller', reader })).toBe(everyClass.join(' '));
  });

  it('is told to nobody whom its teller did not mean', () => {
    expect(answer(held({ consent: consent({ audiences: {} }) }), {})).toBe('not-consented');
    expect(answer(held({ state: 'withdrawn' }), {})).toBe('withdrawn');
  });

  it('withholds the reasons that name it, but for whoever wrote them', () => {
    const [asReason, named] = [reason(), [held()]];
    expect(answer(asReason, { reach: 'this-panel' }, named)).toBe('held');
    expect(answer(asReason, { reach: 'reports', audience: 'organisation' }, named)).toBe('held');
    expect(answer(asReason, { purpose: 'safeguard' }, named)).toBe('reason');
    expect(answer(asReason, { purpose: 'own', reader: { person: 'member', organisation: 'valleys' } }, named)).toBe(
      'reason',
    );
  });
});

describe('purposes by state', () => {
  const all = everyClass.join(' ');
  const teller: Reader = { person: 'teller', organisation: 'valleys' };
  const table: readonly (readonly [UnlockRequest['purpose'], string, string, string, string])[] = [
    // purpose, active, frozen, withdrawn, erased
    ['audience', 'text', 'frozen', 'withdrawn', 'erased'],
    ['teller', all, all, all, 'erased'],
    ['moderate', 'text original medium:photo', 'frozen', 'withdrawn', 'erased'],
    ['translate', 'text medium:photo', 'frozen', 'withdrawn', 'erased'],
    ['code', 'text', 'frozen', 'withdrawn', 'erased'],
    ['verify', 'text name medium:photo', 'frozen', 'withdrawn', 'erased'],
    ['safeguard', all, all, all, 'erased'],
    ['rights', all, all, all, 'erased'],
    ['own', 'not-consented', 'not-consented', 'not-consented', 'erased'],
  ];
  const states: readonly KeyState[] = ['active', 'frozen', 'withdrawn', 'erased'];
  for (const [purpose, ...expected] of table) {
    for (const [index, state] of states.entries()) {
      it(`${purpose} of a story that is ${state}: ${expected[index] ?? ''}`, () => {
        const lock = story({ state, consent: consent({ uses: ['translate'] }) });
        expect(answer(lock, { purpose, reader: purpose === 'teller' ? teller : someone })).toBe(expected[index]);
      });
    }
  }

  it('only the teller reads as teller', () => {
    expect(answer(story(), { purpose: 'teller' })).toBe('not-consented');
  });

  it('translating needs the use translate, contact for verifying needs contact-again', () => {
    expect(answer(story(), { purpose: 'translate' })).toBe('not-consented');
    expect(answer(story({ consent: consent({ uses: ['contact-again'] }) }), { purpose: 'verify' })).toBe(
      'text name contact medium:photo',
    );
  });

  it('what nobody knows is unknown', () => {
    expect(answer(undefined, {})).toBe('unknown');
  });
});

describe('reasons', () => {
  const panel = { audience: 'panel', reach: 'this-panel' } as const;

  it('are shown within their reach while their story is shown', () => {
    expect(answer(reason(), panel, [story()])).toBe('reason');
  });

  it.each<[Partial<UnlockRequest>, string]>([
    [{ audience: 'panel' }, 'out-of-reach'],
    [{ audience: 'panel', reach: 'later-panels' }, 'out-of-reach'],
    [{ audience: 'public', reach: 'this-panel' }, 'out-of-reach'],
    [{ audience: 'panel', reach: 'teller' }, 'out-of-reach'],
    [{ audience: 'panel', reach: 'reports' }, 'reason'],
    [{ purpose: 'code', reach: 'reports' }, 'reason'],
    [{ purpose: 'code', reach: 'this-panel' }, 'out-of-reach'],
    [{ audience: 'public', reach: 'reports' }, 'not-consented'],
  ])('asked with %j: %s', (asked, expected) => {
    expect(answer(reason(), asked, [story()])).toBe(expected);
  });

  it.each<[string, Partial<Lock>, string]>([
    ['withdrawn', { state: 'withdrawn' }, 'withdrawn'],
    ['frozen', { state: 'frozen' }, 'frozen'],
    ['erased', { state: 'erased' }, 'erased'],
    ['not for panels', { consent: consent({ audiences: { public: { named: true } } }) }, 'not-consented'],
    ['closed to this reader', { consent: consent({ exclusions: [{ kind: 'team', id: 'east' }] }) }, 'excluded'],
  ])('are withheld when one of two stories is %s', (_, state, expected) => {
    const two = reason({ stories: ['story/1', 'story/2'] });
    expect(answer(two, panel, [story(), story({ owner: 'story/2', ...state })])).toBe(expected);
    expect(answer(two, panel, [story(), story({ owner: 'story/2' })])).toBe('reason');
  });

  it('are withheld when a story they name is unknown, or is no story', () => {
    expect(answer(reason(), panel, [])).toBe('unknown');
    expect(answer(reason({ stories: ['reason/2'] }), panel, [reason({ owner: 'reason/2', stories: [] })])).toBe(
      'unknown',
    );
  });

  it('reach the teller only of their own stories, and only when the author said so', () => {
    const teller: Reader = { person: 'teller', organisation: 'valleys' };
    const asked = { purpose: 'teller', reach: 'teller', reader: teller } as const;
    expect(answer(reason({ reach: ['teller'] }), asked, [story()])).toBe('reason');
    expect(answer(reason(), asked, [story()])).toBe('out-of-reach');
    const comparing = reason({ reach: ['teller'], stories: ['story/1', 'story/2'] });
    expect(answer(comparing, asked, [story(), story({ owner: 'story/2', holder: 'person:other' })])).toBe(
      'not-consented',
    );
  });

  it('are not read by another way than the one their author opened', () => {
    const teller: Reader = { person: 'teller', organisation: 'valleys' };
    const everywhere = reason({ reach: ['this-panel', 'later-panels', 'teller', 'reports'] });
    const asTeller = { purpose: 'teller', reader: teller } as const;
    expect(answer(everywhere, { ...asTeller, reach: 'teller' }, [story()])).toBe('reason');
    expect(answer(everywhere, { ...asTeller, reach: 'reports' }, [story()])).toBe('out-of-reach');
    expect(answer(everywhere, { ...asTeller, reach: 'this-panel' }, [story()])).toBe('out-of-reach');
    expect(answer(everywhere, { audience: 'panel', reach: 'teller' }, [story()])).toBe('out-of-reach');
    expect(answer(everywhere, { purpose: 'code', reach: 'teller' }, [story()])).toBe('out-of-reach');
  });

  it('that name no story are read by the organisation they were said in, and by no other', () => {
    const aboutAll = reason({ stories: [] });
    const asked = { audience: 'organisation', reach: 'reports' } as const;
    const guest: Reader = { person: 'guest', organisation: 'coast' };
    expect(answer(aboutAll, asked)).toBe('reason');
    expect(answer(aboutAll, { ...asked, reader: guest })).toBe('not-consented');
  });

  it('are their author’s own, whatever their reach and their stories', () => {
    const author: Reader = { person: 'member', organisation: 'coast' };
    expect(answer(reason(), { purpose: 'own', reader: author }, [story({ state: 'withdrawn' })])).toBe('reason');
    expect(answer(reason(), { purpose: 'own' }, [story()])).toBe('not-consented');
    expect(answer(reason({ state: 'erased' }), { purpose: 'own', reader: author }, [story()])).toBe('erased');
  });

  it.each(['frozen', 'withdrawn'] as const)('that are %s are withheld from panels, not from rights', (state) => {
    expect(answer(reason({ state }), panel, [story()])).toBe(state);
    expect(answer(reason({ state }), { purpose: 'rights' }, [story()])).toBe('reason');
  });
});

describe('people, drafts, files and rounds', () => {
  const mair: Reader = { person: 'mair', organisation: 'valleys' };
  it.each<[string, Partial<UnlockRequest>, string]>([
    ['themselves', { purpose: 'own', reader: mair }, 'name contact'],
    ['another', { purpose: 'own' }, 'not-consented'],
    ['a colleague', { audience: 'organisation' }, 'name'],
    ['a panel', { audience: 'panel', reader: { person: 'guest', organisation: 'coast' } }, 'name'],
    [
      'someone of another organisation',
      { audience: 'organisation', reader: { person: 'guest', organisation: 'coast' } },
      'not-consented',
    ],
    ['the public', { audience: 'public' }, 'not-consented'],
    ['whoever answers rights', { purpose: 'rights' }, 'name contact'],
    ['a moderator', { purpose: 'moderate' }, 'not-consented'],
  ])('a person with an account, asked by %s', (_, asked, expected) => {
    expect(answer(personal(), asked)).toBe(expected);
  });

  it.each(['frozen', 'withdrawn'] as const)('a name that is %s is told to no colleague', (state) => {
    expect(answer(personal({ state }), { audience: 'organisation' })).toBe(state);
    expect(answer(personal({ state }), { purpose: 'own', reader: mair })).toBe('name contact');
  });

  it.each(['draft/1', 'file/1'])('%s is shown to nobody but its owner', (owner) => {
    const kept = personal({ owner, classes: ['text'] });
    expect(answer(kept, { purpose: 'own', reader: mair })).toBe('text');
    expect(answer(kept, { audience: 'organisation' })).toBe('not-consented');
    expect(answer(kept, { audience: 'panel' })).toBe('not-consented');
  });

  it('a round is opened by no reader', () => {
    const round = personal({ owner: 'round/1', kind: 'round', holder: 'round:round/1', classes: ['ballot'] });
    for (const purpose of ['audience', 'own', 'rights', 'safeguard'] as const)
      expect(answer(round, { purpose })).toBe('not-consented');
  });
});

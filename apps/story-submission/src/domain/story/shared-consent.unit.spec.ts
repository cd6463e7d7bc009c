import type { Consent } from '#contracts/shared/consent.js';
import { given } from '#contracts/testing/given.js';

import {
  answerAsContributor,
  eraseAsContributor,
  listContributors,
  offerWithout,
  pauseAsContributor,
  takeBackAsContributor,
} from './contributing.js';
import type { StoryEvent } from './events.js';
import { mayGoToPanels } from './going-to-panels.js';
import { clearStory } from './moderation.js';
import { awaited, sharedConsent } from './shared-consent.js';
import { aConsent, aStorySubmitted } from './story.builders.js';
import { narrowConsent, storyDecider, type StoryState } from './story.js';

const sealed = { class: 'name', version: 1, box: 'sealed' } as const;
const listed = (contributor: string, part: 'contributor' | 'about' = 'contributor'): StoryEvent => ({
  type: 'ContributorListed',
  schemaVersion: 1,
  data: { contributor, part, name: sealed, contact: null, codeHash: contributor },
});
const answered = (contributor: string, consent: Partial<Consent> = {}, storyVersion = 1): StoryEvent => ({
  type: 'ContributorAnswered',
  schemaVersion: 1,
  data: { contributor, storyVersion, consent: aConsent(consent) },
});
const tookBack = (contributor: string): StoryEvent => ({
  type: 'ContributorTookBack',
  schemaVersion: 1,
  data: { contributor, at: '2026-03-01' },
});
const corrected = (storyVersion: number) => ({
  ...{ storyVersion, words: 2, original: null },
  text: { class: 'text', version: storyVersion, box: 'sealed' } as const,
});
const leftOut = (storyVersion: number, ...contributors: readonly string[]): readonly StoryEvent[] => [
  { type: 'StoryCorrected', schemaVersion: 1, data: corrected(storyVersion) },
  { type: 'ContributorsLeftOut', schemaVersion: 1, data: { storyVersion, contributors } },
];
const group = aStorySubmitted({ route: 'group', awaitsThoseInIt: true, consent: aConsent({ audiences: {} }) });
const ofTwo: readonly StoryEvent[] = [group, listed('A'), listed('B')];

const after = (...events: readonly StoryEvent[]): StoryState => {
  const { state } = given(storyDecider, events);
  if (state === undefined) throw new Error('No story');
  return state;
};
const readBy = (...events: readonly StoryEvent[]) => sharedConsent(after(...events)).audiences;

const all = { panel: { named: true }, organisation: { named: true }, public: { named: true } };

describe('a story that several people answer for', () => {
  it('is read by nobody before everyone has said yes, and then by whom every one of them said yes to', () => {
    expect(readBy(...ofTwo)).toEqual({});
    expect(readBy(...ofTwo, answered('A', { audiences: all }))).toEqual({});
    expect(awaited(after(...ofTwo, answered('A')))).toBe(1);
    const both = [...ofTwo, answered('A', { audiences: all }), answered('B')];
    expect(readBy(...both)).toEqual({ panel: { named: false }, organisation: { named: false } });
  });

  it('is used and named only as all agree, and kept from everyone whom one of them leaves out', () => {
    const consent = sharedConsent(
      after(
        ...ofTwo,
        answered('A', { audiences: all, uses: ['quote', 'translate'], exclusions: [{ kind: 'team', id: 'east' }] }),
        answered('B', {
          audiences: { panel: { named: true } },
          uses: ['quote'],
          exclusions: [{ kind: 'person', id: 'P' }],
        }),
      ),
    );
    expect(consent).toMatchObject({ audiences: { panel: { named: true } }, uses: ['quote'] });
    expect(consent.exclusions).toEqual([
      { kind: 'team', id: 'east' },
      { kind: 'person', id: 'P' },
    ]);
  });

  it('is read by nobody from whom whoever brought it in has kept it since', () => {
    const agreed = [...ofTwo, answered('A', { audiences: all }), answered('B', { audiences: all })];
    const consent = aConsent({ audiences: { organisation: { named: true } } });
    expect(readBy(...agreed)).toEqual(all);
    expect(readBy(...agreed, { type: 'ConsentNarrowed', schemaVersion: 1, data: { consent } })).toEqual({
      organisation: { named: true },
    });
  });

  it('is read by whom the tellers of a story merged with it agreed to as well, and by nobody where it was merged itself', () => {
    const own = aStorySubmitted({ consent: aConsent({ audiences: all }) });
    const consent = aConsent({ audiences: { panel: { named: false }, public: { named: true } } });
    const known: StoryEvent = { type: 'MergedConsentKnown', schemaVersion: 1, data: { from: 'twin', consent } };
    const merged: StoryEvent = { type: 'StoryMerged', schemaVersion: 1, data: { into: 'twin', why: sealed } };
    const forgotten: StoryEvent = { type: 'MergedConsentForgotten', schemaVersion: 1, data: { from: 'twin' } };
    const undone: StoryEvent = { type: 'StoryMergeUndone', schemaVersion: 1, data: { into: 'twin' } };
    expect(readBy(own, known)).toEqual({ panel: { named: false }, public: { named: true } });
    expect(readBy(own, known, forgotten)).toEqual(all);
    expect(readBy(own, merged)).toEqual({});
    expect(readBy(own, merged, undone)).toEqual(all);
  });

  it('counts the teller’s own answer, where a teller lists others', () => {
    const own = [aStorySubmitted(), listed('A')];
    expect(readBy(...own)).toEqual({});
    expect(readBy(...own, answered('A', { audiences: all }))).toEqual(aConsent().audiences);
    const narrowed = given(storyDecider, [...own, answered('A')]).when((state) =>
      narrowConsent(state, aConsent({ audiences: { panel: { named: false } } })),
    );
    if (!Array.isArray(narrowed.decision)) throw new Error('Refused');
    expect(readBy(...own, answered('A'), ...narrowed.decision)).toEqual({ panel: { named: false } });
  });

  it('asks everyone anew when its words change', () => {
    const both = [...ofTwo, answered('A'), answered('B')];
    const changed = { type: 'StoryCorrected', schemaVersion: 1, data: corrected(2) } as const;
    expect(readBy(...both, changed)).toEqual({});
    expect(readBy(...both, changed, answered('A', {}, 2), answered('B', {}, 2))).toEqual(aConsent().audiences);
    given(storyDecider, [...both, changed])
      .when((state) => answerAsContributor(state, 'A', 1, aConsent()))
      .thenRefused('story-changed-since-read');
  });

  it('is read by nobody once one took their part back, until the others agree to words without them', () => {
    const gone = [...ofTwo, answered('A', { audiences: all }), answered('B', { audiences: all }), tookBack('B')];
    expect(readBy(...gone)).toEqual({});
    given(storyDecider, gone)
      .when((state) => offerWithout(state, 'Without B', corrected(2)))
      .then([...leftOut(2, 'B')]);
    expect(readBy(...gone, ...leftOut(2, 'B'))).toEqual({});
    const agreed = readBy(...gone, ...leftOut(2, 'B'), answered('A', { audiences: all }, 2));
    // Names were written down together: that of B is shown to nobody.
    expect(agreed).toEqual({ panel: { named: false }, organisation: { named: false }, public: { named: false } });
    given(storyDecider, gone)
      .when((state) => answerAsContributor(state, 'B', 1, aConsent()))
      .thenRefused('contributor-took-back');
  });

  it('has no version without the one it is about, without everyone, or where nobody left', () => {
    const about = [group, listed('A', 'about'), tookBack('A')];
    for (const [events, refusal] of [
      [about, 'nobody-left-in-story'],
      [[...ofTwo, tookBack('A'), tookBack('B')], 'nobody-left-in-story'],
      [ofTwo, 'nobody-took-back'],
    ] as const) {
      given(storyDecider, events)
        .when((state) => offerWithout(state, 'Without', corrected(2)))
        .thenRefused(refusal);
    }
  });

  it('goes to panels only once it was read and everyone said yes to panels', () => {
    const cleared: StoryEvent = { type: 'StoryCleared', schemaVersion: 1, data: { storyVersion: 1, how: 'read' } };
    const organisationOnly = { audiences: { organisation: { named: false } } };
    expect(mayGoToPanels(after(...ofTwo, cleared, answered('A')))).toBe(false);
    expect(mayGoToPanels(after(...ofTwo, cleared, answered('A'), answered('B', organisationOnly)))).toBe(false);
    expect(mayGoToPanels(after(...ofTwo, answered('A'), answered('B')))).toBe(false);
    expect(mayGoToPanels(after(...ofTwo, cleared, answered('A'), answered('B')))).toBe(true);
    expect(mayGoToPanels(after(...ofTwo, cleared, answered('A'), answered('B'), tookBack('A')))).toBe(false);
  });

  it('takes nobody in once it is withdrawn, and lets go of anybody at any time, once', () => {
    const withdrawn: StoryEvent = { type: 'StoryWithdrawn', schemaVersion: 1, data: { at: '2026-03-01' } };
    given(storyDecider, [...ofTwo, withdrawn])
      .when((state) =>
        listContributors(state, [
          { contributor: 'C', part: 'contributor', name: sealed, contact: null, codeHash: 'C' },
        ]),
      )
      .thenRefused('story-already-withdrawn');
    given(storyDecider, [...ofTwo, withdrawn])
      .when((state) => takeBackAsContributor(state, 'A', '2026-03-01'))
      .then([tookBack('A')]);
    given(storyDecider, [...ofTwo, tookBack('A')])
      .when((state) => takeBackAsContributor(state, 'A', '2026-03-02'))
      .thenNothing();
  });

  it('is read by nobody while one of them has set their answer aside, and goes on when they answer again', () => {
    const paused: StoryEvent = {
      type: 'ContributorPaused',
      schemaVersion: 1,
      data: { contributor: 'A', at: '2026-03-01' },
    };
    const pauses = (state: StoryState | undefined) => pauseAsContributor(state, 'A', '2026-03-01');
    const both = [...ofTwo, answered('A'), answered('B')];
    given(storyDecider, both).when(pauses).then([paused]);
    expect(readBy(...both, paused)).toEqual({});
    expect(readBy(...both, paused, answered('A'))).toEqual(readBy(...both));
    given(storyDecider, ofTwo).when(pauses).thenNothing();
    given(storyDecider, [...both, tookBack('A')])
      .when(pauses)
      .thenRefused('contributor-took-back');
  });

  it('has what names one of them erased with their part taken back, once', () => {
    const erased: StoryEvent = {
      type: 'ContributorErased',
      schemaVersion: 1,
      data: { contributor: 'A', at: '2026-03-01' },
    };
    const erases = (state: StoryState | undefined) => eraseAsContributor(state, 'A', '2026-03-01');
    const both = [...ofTwo, answered('A'), answered('B')];
    given(storyDecider, both)
      .when(erases)
      .then([tookBack('A'), erased]);
    given(storyDecider, [...both, tookBack('A')])
      .when(erases)
      .then([erased]);
    given(storyDecider, [...both, tookBack('A'), erased])
      .when(erases)
      .thenNothing();
    given(storyDecider, both)
      .when((state) => eraseAsContributor(state, 'Z', '2026-03-01'))
      .thenRefused('story-code-opens-nothing');
  });
});

describe('a story told so that nobody can be recognised', () => {
  const told = aStorySubmitted({ route: 'staff', collector: 'C1', nobodyRecognisable: { panels: ['east'] } });

  it('goes to panels only when somebody else has read it and says the same', () => {
    const story = given(storyDecider, [told]);
    story.when((state) => clearStory(state, 1, 'E1')).thenRefused('nobody-recognised-not-said');
    story.when((state) => clearStory(state, 1, 'C1', true)).thenRefused('story-read-by-who-told-it');
    story
      .when((state) => clearStory(state, 1, 'E1', true))
      .then([
        { type: 'StoryCleared', schemaVersion: 1, data: { storyVersion: 1, how: 'read', isNobodyRecognised: true } },
      ]);
  });
});

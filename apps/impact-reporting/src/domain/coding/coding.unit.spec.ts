import { given } from '#contracts/testing/given.js';

import { codePassage, codeStory, codingDecider, type Codes, type StoryCoded } from './coding.js';
import type { CodedPassage, PassageCoded } from './passage.js';

const of = { story: 'A', programme: 'telling', period: '2026-Q1' };
const codable = { themes: new Set(['person', 'system']), reasons: new Set(['R1']) };
const coded = (codes: Codes): StoryCoded => ({ type: 'StoryCoded', schemaVersion: 1, data: { ...of, ...codes } });

describe('coding a story', () => {
  it('puts themes on the whole of it and on reasons about it, each once', () => {
    given(codingDecider, [])
      .when((state) =>
        codeStory(state, of, codable, {
          themes: ['system', 'person', 'system'],
          reasons: [{ reason: 'R1', themes: ['person'] }],
        }),
      )
      .then([coded({ themes: ['person', 'system'], reasons: [{ reason: 'R1', themes: ['person'] }] })]);
  });

  it('is nothing new when it is the same; taking all themes off is', () => {
    const before = [coded({ themes: ['person'], reasons: [] })];
    given(codingDecider, before)
      .when((state) => codeStory(state, of, codable, { themes: ['person'], reasons: [{ reason: 'R1', themes: [] }] }))
      .thenNothing();
    given(codingDecider, before)
      .when((state) => codeStory(state, of, codable, { themes: [], reasons: [] }))
      .then([coded({ themes: [], reasons: [] })]);
  });

  it('keeps a theme that has gone out of use, and puts it nowhere new', () => {
    given(codingDecider, [coded({ themes: ['old'], reasons: [] })])
      .when((state) => codeStory(state, of, codable, { themes: ['old', 'person'], reasons: [] }))
      .then([coded({ themes: ['old', 'person'], reasons: [] })]);
    given(codingDecider, [coded({ themes: ['old'], reasons: [] })])
      .when((state) => codeStory(state, of, codable, { themes: [], reasons: [{ reason: 'R1', themes: ['old'] }] }))
      .thenRefused('theme-unknown', { field: 'reasons' });
  });

  it('takes no theme and no reason that there is not', () => {
    given(codingDecider, [])
      .when((state) => codeStory(state, of, codable, { themes: ['moon'], reasons: [] }))
      .thenRefused('theme-unknown', { field: 'themes' });
    given(codingDecider, [])
      .when((state) => codeStory(state, of, codable, { themes: [], reasons: [{ reason: 'R9', themes: ['person'] }] }))
      .thenRefused('reason-unknown');
  });
});

describe('coding a passage of a story', () => {
  const text = {
    themes: new Set(['person', 'system']),
    storyVersion: 2,
    parts: { title: '', narrative: 'She opened the door 🌼 herself', whySignificant: '' },
  };
  // `the door` of the narrative.
  const door = { part: 'narrative', storyVersion: 2, from: 11, to: 19 } as const;
  const passage = (given: Partial<CodedPassage>): CodedPassage => ({ ...door, themes: ['person'], ...given });
  const coded = (given: Partial<CodedPassage> = {}): PassageCoded => ({
    ...{ type: 'PassageCoded', schemaVersion: 1, data: { ...of, ...passage(given) } },
  });

  it('says where the words stand, and with which themes', () => {
    given(codingDecider, [])
      .when((state) => codePassage(state, of, text, passage({ themes: ['system', 'person', 'person'] })))
      .then([coded({ themes: ['person', 'system'] })]);
  });

  it('comes in the place of what the same passage was coded with; without a theme it is taken off', () => {
    given(codingDecider, [coded()])
      .when((state) => codePassage(state, of, text, passage({})))
      .thenNothing();
    given(codingDecider, [coded()])
      .when((state) => codePassage(state, of, text, passage({ themes: [] })))
      .then([coded({ themes: [] })]);
    given(codingDecider, [coded(), coded({ themes: [] })])
      .when((state) => codePassage(state, of, text, passage({ themes: [] })))
      .thenNothing();
  });

  it('leaves the themes of the whole story alone, and they leave it alone', () => {
    const both = [coded(), { type: 'StoryCoded', schemaVersion: 1, data: { ...of, themes: ['system'], reasons: [] } }];
    expect((both as (PassageCoded | StoryCoded)[]).reduce(codingDecider.evolve, codingDecider.initialState)).toEqual({
      ...{ themes: ['system'], reasons: [], passages: [passage({})] },
    });
  });

  it('is put on words of the version that is read now, and taken off any', () => {
    given(codingDecider, [])
      .when((state) => codePassage(state, of, text, passage({ storyVersion: 1 })))
      .thenRefused('passage-of-another-version', { field: 'storyVersion' });
    given(codingDecider, [coded({ storyVersion: 1 })])
      .when((state) => codePassage(state, of, text, passage({ storyVersion: 1, themes: [] })))
      .then([coded({ storyVersion: 1, themes: [] })]);
  });

  it('lies within its part, and cuts no sign in two', () => {
    // The flower stands at 20 and 21, a space at 19; the narrative is 30 long.
    for (const [from, to] of [
      [0, 31],
      [5, 5],
      [19, 20],
      [20, 21],
      [21, 24],
    ] as const) {
      given(codingDecider, [])
        .when((state) => codePassage(state, of, text, passage({ from, to })))
        .thenRefused('passage-outside', { field: 'from' });
    }
    given(codingDecider, [])
      .when((state) => codePassage(state, of, text, passage({ from: 20, to: 22 })))
      .then([coded({ from: 20, to: 22 })]);
  });

  it('takes no theme that there is not', () => {
    given(codingDecider, [])
      .when((state) => codePassage(state, of, text, passage({ themes: ['moon'] })))
      .thenRefused('theme-unknown', { field: 'themes' });
  });
});

import { given } from '#contracts/testing/given.js';

import { codeStory, codingDecider, type Codes, type StoryCoded } from './coding.js';

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

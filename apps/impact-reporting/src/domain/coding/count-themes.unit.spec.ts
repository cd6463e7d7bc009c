import { countThemes, type CodedStory } from './count-themes.js';

const coded = (count: number, period: string, ...themes: readonly string[]): readonly CodedStory[] =>
  Array.from({ length: count }, () => ({ period, themes: new Set(themes) }));

describe('counting themes over all stories', () => {
  it('counts a story under each of its themes', () => {
    const stories = [...coded(6, 'Q1', 'person', 'system'), ...coded(5, 'Q1', 'person'), ...coded(7, 'Q2', 'system')];
    expect(countThemes(stories, ['person', 'system', 'community'], ['Q1', 'Q2'])).toEqual([
      { theme: 'person', periods: [11, 0], overall: 11 },
      { theme: 'system', periods: [6, 7], overall: 13 },
      { theme: 'community', periods: [0, 0], overall: 0 },
    ]);
  });

  it('hides one to four, and what would tell of them', () => {
    const stories = [...coded(3, 'Q1', 'person'), ...coded(9, 'Q2', 'person')];
    expect(countThemes(stories, ['person'], ['Q1', 'Q2'])).toEqual([
      { theme: 'person', periods: [null, null], overall: 12 },
    ]);
  });
});

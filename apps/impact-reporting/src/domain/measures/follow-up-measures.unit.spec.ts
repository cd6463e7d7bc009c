import type { ActionFact, Facts, FeedbackFact, MeetingFact, StoryFact } from './facts.js';
import { measure, type Design } from './measure.js';
import type { Breakdown, MeasureName } from './measured.js';

const design: Design = {
  timeZone: 'Europe/London',
  periods: ['Q1'],
  domains: [
    { id: 'quality', kind: 'named' },
    { id: 'lessons', kind: 'negative' },
  ],
  panels: [
    { id: 'east', level: 1 },
    { id: 'national', level: 2 },
  ],
};
const told = (name: string, count: number, given: Partial<StoryFact> = {}): readonly StoryFact[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ story: `${name}${String(at + 1)}`, teller: `teller of ${name}${String(at + 1)}`, reference: '', period: 'Q1' },
    ...{ collector: null, domain: 'quality', route: 'own', language: 'en', toldOn: '2026-02-01', isWithdrawn: false },
    ...given,
  }));
const quality = told('q', 12, { collector: 'C1' });
const lessons = told('l', 10, { domain: 'lessons', collector: 'C2' });
const idsOf = (stories: readonly StoryFact[]): readonly string[] => stories.map(({ story }) => story);
const meeting = (id: string, panel: string, level: number, received: readonly string[]): MeetingFact => ({
  ...{ id, programme: 'telling', period: 'Q1', panel, level, domain: null, closedAt: '2026-02-11', plenaryOf: [] },
  received: received.map((story) => ({ story, firstReadAt: null })),
  ...{ chosen: [], rounds: [], reasonLengths: [], hasDissent: false },
});
const toTeller = (sitting: string, story: string, sentAt: string | null): FeedbackFact => ({
  ...{ story, sitting, to: 'teller', closedAt: '2026-02-11', sentAt },
});
const east = meeting('S1', 'east', 1, [...idsOf(quality.slice(0, 6)), ...idsOf(lessons.slice(0, 5))]);
const national = meeting('S2', 'national', 2, idsOf(quality.slice(0, 5)));
/** The east panel told all but the teller of q1, after a day. */
const byEast = east.received.map(({ story }) => toTeller('S1', story, story === 'q1' ? null : '2026-02-12'));

const figuresOf = (given: Partial<Facts>, name: MeasureName, by: Breakdown, asked: Partial<Design> = {}) => {
  const facts = {
    stories: [...quality, ...lessons],
    meetings: [east],
    feedback: undefined,
    verified: new Set<string>(),
  };
  const { series } = measure({ ...facts, actions: [], ...given }, { ...design, ...asked }, by);
  return series.find((each) => each.measure === name)?.periods[0];
};

describe('what followed, part by part', () => {
  it('is how many tellers were told, of each domain and each language', () => {
    expect(figuresOf({ feedback: byEast }, 'feedback-completion', 'domain')).toEqual({
      // The meeting looked at every domain: that is a part of its own, of meetings.
      ...{ whole: 10 / 11, parts: [5 / 6, 1, null] },
    });
    expect(figuresOf({ feedback: byEast }, 'feedback-completion', 'language')).toEqual({
      ...{ whole: 10 / 11, parts: [10 / 11] },
    });
  });

  it('is, of a panel or a level, how many were told what was said there', () => {
    // The national panel told one of five: as a whole q6 and the five of lessons have heard all.
    const feedback = [
      ...byEast,
      ...idsOf(quality.slice(0, 5)).map((story) => toTeller('S2', story, story === 'q5' ? '2026-02-13' : null)),
    ];
    const facts = { meetings: [east, national], feedback };
    const told = { whole: 7 / 11, parts: [10 / 11, 1 / 5] };
    expect(figuresOf(facts, 'feedback-completion', 'panel')).toEqual(told);
    expect(figuresOf(facts, 'feedback-completion', 'level')).toEqual(told);
    expect(figuresOf(facts, 'days-decided-to-fed-back', 'panel')).toEqual({ whole: 1, parts: [1, 'hidden'] });
  });

  it('hides with a share of few those that would tell it by subtraction', () => {
    // 6 of quality and 3 lessons: what the six did, less all nine, is what the three did.
    const fewer = meeting('S1', 'east', 1, [...idsOf(quality.slice(0, 6)), ...idsOf(lessons.slice(0, 3))]);
    const facts = { meetings: [fewer], feedback: byEast };
    expect(figuresOf(facts, 'feedback-completion', 'domain')).toEqual({
      ...{ whole: 8 / 9, parts: ['hidden', 'hidden', null] },
    });
    const rounds = (entitled: number) => [{ entitled, answered: 3, withReason: 3 }];
    const meetings = [
      { ...east, rounds: rounds(8) },
      { ...national, rounds: rounds(4) },
    ];
    expect(figuresOf({ meetings }, 'participation', 'panel')).toEqual({ whole: 6 / 12, parts: ['hidden', 'hidden'] });
    const enough = [
      { ...east, rounds: rounds(8) },
      { ...national, rounds: rounds(5) },
    ];
    expect(figuresOf({ meetings: enough }, 'participation', 'panel')).toEqual({ whole: 6 / 13, parts: [3 / 8, 3 / 5] });
  });

  it('is how many of the chosen were checked, those not counted that were taken back', () => {
    const stories = [...quality, ...lessons].map((story) => ({ ...story, isWithdrawn: story.story === 'q3' }));
    const chose = { ...national, chosen: ['q1', 'q2', 'q3', 'l1'] };
    const facts = { stories, meetings: [{ ...east, chosen: ['q4'] }, chose], verified: new Set(['q1', 'l1', 'q3']) };
    expect(figuresOf(facts, 'verification-cover', 'domain')).toEqual({ whole: 2 / 3, parts: [1 / 2, 1, null] });
    expect(figuresOf(facts, 'verification-cover', 'panel')).toEqual({ whole: 2 / 3, parts: [null, 2 / 3] });
    expect(figuresOf(facts, 'verification-cover', 'language')).toEqual({ whole: 'hidden', parts: ['hidden'] });
    const twice = [chose, { ...chose, id: 'S3', panel: 'other' }];
    expect(figuresOf({ ...facts, meetings: twice }, 'verification-cover', 'panel')).toEqual({
      ...{ whole: 2 / 3, parts: [null, 2 / 3, 2 / 3] },
    });
  });

  it('is what was recommended, in each domain and with each panel that it comes from, and once in all', () => {
    const action = (given: Partial<ActionFact>): ActionFact => ({
      ...{ period: 'Q1', state: 'open', stories: [], sittings: [] },
      ...given,
    });
    const actions = [
      action({ stories: ['q1', 'q2', 'l1'] }),
      action({ sittings: ['S1'], state: 'done' }),
      action({ sittings: ['S2'], stories: ['q1'], state: 'doing' }),
      action({}),
    ];
    const facts = { actions, meetings: [east, { ...national, domain: 'quality' }] };
    expect(figuresOf(facts, 'recommendations-made', 'domain')).toEqual({ whole: 4, parts: [2, 1, 1] });
    expect(figuresOf(facts, 'recommendations-made', 'panel')).toEqual({ whole: 4, parts: [1, 1] });
    expect(figuresOf(facts, 'actions-opened', 'panel')).toEqual({ whole: 2, parts: [1, 1] });
    expect(figuresOf(facts, 'actions-closed', 'domain')).toEqual({ whole: 1, parts: [0, 0, 1] });
    expect(figuresOf(facts, 'recommendations-made', 'language')).toBeUndefined();
  });
});

describe('what was told, domain by domain', () => {
  it('is how much of it came through one pair of hands', () => {
    const shared = lessons.map((story, at) => (at < 5 ? { ...story, collector: 'C3' } : story));
    expect(figuresOf({ stories: [...quality, ...shared] }, 'top-collector-share', 'domain')).toEqual({
      ...{ whole: 12 / 22, parts: [1, 5 / 10, null] },
    });
    expect(figuresOf({}, 'top-collector-share', 'language')).toBeUndefined();
  });

  it('is nothing to measure where the period did not ask about a domain', () => {
    const stories = { stories: quality };
    const asksAbout = (domain: string): boolean => domain !== 'lessons';
    expect(figuresOf(stories, 'stories-told', 'domain')).toEqual({ whole: 12, parts: [12, 0, null] });
    const asked = { whole: 12, parts: [12, null, null] };
    expect(figuresOf(stories, 'stories-told', 'domain', { asksAbout })).toEqual(asked);
    const share = { whole: 1, parts: [1, null, null] };
    expect(figuresOf(stories, 'share-of-stories', 'domain', { asksAbout })).toEqual(share);
    // Sorted into it by somebody: it is counted as it is.
    expect(figuresOf({}, 'stories-told', 'domain', { asksAbout })).toEqual({ whole: 22, parts: [12, 10, null] });
  });
});

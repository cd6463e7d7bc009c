import type { ActionFact, Facts, MeetingFact, StoryFact } from './facts.js';
import { measure, type Design, type Measures } from './measure.js';
import { median, type Breakdown, type MeasureName } from './measured.js';

const design: Design = {
  timeZone: 'Europe/London',
  periods: ['Q1', 'Q2'],
  domains: [
    { id: 'quality', kind: 'named' },
    { id: 'lessons', kind: 'negative' },
  ],
  panels: [
    { id: 'east', level: 1 },
    { id: 'national', level: 2 },
  ],
};

const aStory = (story: string, given: Partial<StoryFact> = {}): StoryFact => ({
  ...{ story, period: 'Q1', teller: `teller of ${story}`, collector: null, domain: 'quality', route: 'own' },
  ...{ language: 'en', toldOn: '2026-02-01', reference: story, isWithdrawn: false },
  ...given,
});
const stories = (count: number, name: string, given: Partial<StoryFact> = {}): readonly StoryFact[] =>
  Array.from({ length: count }, (_, at) => aStory(`${name}${String(at + 1)}`, given));
const aMeeting = (given: Partial<MeetingFact> = {}): MeetingFact => ({
  ...{ id: 'S1', programme: 'telling', period: 'Q1', panel: 'east', level: 1, domain: null },
  ...{
    closedAt: '2026-04-12T00:00:00.000Z',
    received: [],
    chosen: [],
    rounds: [],
    reasonLengths: [],
    plenaryOf: [],
    hasDissent: false,
  },
  ...given,
});
const of = (given: Partial<Facts>): Facts => ({
  ...{ stories: [], meetings: [], feedback: undefined, verified: new Set<string>(), actions: [] },
  ...given,
});
const figures = ({ series }: Measures, name: MeasureName) => {
  const found = series.find((each) => each.measure === name);
  return found === undefined ? undefined : [...found.periods.map(({ whole }) => whole), found.overall.whole];
};
const parts = ({ series }: Measures, name: MeasureName) =>
  series.find((each) => each.measure === name)?.periods.map((period) => period.parts);
const action = (given: Partial<ActionFact> = {}): ActionFact => ({
  ...{ period: 'Q1', state: 'open', stories: [], sittings: [] },
  ...given,
});
const measured = (given: Partial<Facts>, by: Breakdown = 'none') => measure(of(given), design, by);

// 12 of quality and 10 lessons in Q1, 8 of quality in Q2: five of them by people who told in Q1.
const told = [
  ...stories(12, 'q', { collector: 'C1' }),
  ...stories(10, 'l', { domain: 'lessons', collector: 'C2', language: 'cy' }),
  ...stories(8, 'r', { period: 'Q2' }).map((story, at) =>
    at < 5 ? { ...story, teller: `teller of q${String(at + 1)}` } : story,
  ),
];

describe('the measures of a programme', () => {
  it('count stories over time, and the share of those for the worse', () => {
    const measures = measured({ stories: told });
    expect(figures(measures, 'stories-told')).toEqual([22, 8, 30]);
    expect(figures(measures, 'negative-share')).toEqual([10 / 22, 0, 10 / 30]);
  });

  it('tell people who are new from those who come back, and hide the three who would be alone', () => {
    const measures = measured({ stories: told });
    // In Q2 5 come back and 3 are new: both are hidden, and that there ever were 25, of whom 22 were new in Q1.
    expect(figures(measures, 'new-tellers')).toEqual([22, 'hidden', 'hidden']);
    expect(figures(measures, 'returning-tellers')?.slice(0, 2)).toEqual([0, 'hidden']);
    const enough = measured({ stories: [...told, ...stories(2, 'n', { period: 'Q2' })] });
    expect(figures(enough, 'tellers')).toEqual([22, 10, 27]);
    expect(figures(enough, 'new-tellers')).toEqual([22, 5, 27]);
    expect(figures(enough, 'returning-tellers')).toEqual([0, 5, null]);
  });

  it('say how much came through one pair of hands', () => {
    expect(figures(measured({ stories: told }), 'top-collector-share')).toEqual([12 / 22, null, 12 / 22]);
    const nearlyAll = [...stories(12, 'q', { collector: 'C1' }), ...stories(2, 'l', { collector: 'C2' })];
    expect(figures(measured({ stories: nearlyAll }), 'top-collector-share')).toEqual(['hidden', null, 'hidden']);
  });

  it('break down by attribute, and hide what subtraction would tell', () => {
    const by = measured({ stories: [...told, ...stories(3, 'w', { language: 'cy', period: 'Q2' })] }, 'language');
    expect(by.parts).toEqual(['cy', 'en']);
    // Q2: 3 in Welsh and 8 in English. Column totals 13 and 20 would tell them from Q1.
    expect(parts(by, 'stories-told')).toEqual([
      ['hidden', 'hidden'],
      ['hidden', 'hidden'],
    ]);
    expect(figures(by, 'stories-told')).toEqual([22, 11, 33]);
    const enough = measured({ stories: told }, 'language');
    expect(parts(enough, 'share-of-stories')).toEqual([
      [10 / 22, 12 / 22],
      [0, 1],
    ]);
  });

  it('say how many of each kind were for the worse, and hide it where it tells of few', () => {
    // Of Q1 5 of 15 in English and 5 of 12 in Welsh; of Q2 none.
    const enough = [
      ...stories(10, 'e'),
      ...stories(5, 'f', { domain: 'lessons' }),
      ...stories(7, 'g', { language: 'cy' }),
      ...stories(5, 'h', { language: 'cy', domain: 'lessons' }),
      ...stories(6, 'i', { period: 'Q2' }),
    ];
    const by = measured({ stories: enough }, 'language');
    expect(parts(by, 'negative-share')).toEqual([
      [5 / 12, 5 / 15],
      [null, 0],
    ]);
    expect(by.series.find(({ measure: name }) => name === 'negative-share')?.overall).toEqual({
      ...{ whole: 10 / 33, parts: [5 / 12, 5 / 21] },
    });
    // 3 of 10 in Welsh are few: those in English would be told by all, and so would both by the other period.
    const few = stories(3, 'w', { language: 'cy', domain: 'lessons' });
    const ofFew = measured({ stories: [...enough.slice(0, 22), ...few, ...enough.slice(27)] }, 'language');
    expect(parts(ofFew, 'negative-share')?.[0]).toEqual(['hidden', 'hidden']);
    // 3 of 8 in Welsh are not for the worse: as few.
    const most = [...stories(3, 'x', { language: 'cy' }), ...enough.slice(22, 27)];
    const ofMost = measured({ stories: [...enough.slice(0, 15), ...most] }, 'language');
    expect(figures(ofMost, 'stories-told')?.[0]).toBe(23);
    expect(parts(ofMost, 'negative-share')?.[0]).toEqual(['hidden', 'hidden']);
    expect(parts(measured({ stories: enough }, 'domain'), 'negative-share')).toBeUndefined();
  });

  it('compare what is chosen with what came, at every level, with the spread', () => {
    const received = told.slice(0, 22).map(({ story }) => ({ story, firstReadAt: null }));
    const chosen = ['q1', 'q2', 'q3', 'q4', 'q5', 'l1', 'l2', 'l3', 'l4', 'l5'];
    const { selection } = measured({ stories: told, meetings: [aMeeting({ received, chosen })] });
    const found = selection.find(({ attribute, period }) => attribute === 'domain' && period === 'Q1');
    // 5 of 10 chosen against 12 of 22 told, and 5 of 10 against 10 of 22.
    expect(found?.ratios).toEqual([
      { part: 'quality', ratio: 0.5 / (12 / 22) },
      { part: 'lessons', ratio: 0.5 / (10 / 22) },
    ]);
    expect(found?.spread).toBeCloseTo(1.1 - 11 / 12, 9);
    const few = measured({ stories: told, meetings: [aMeeting({ received, chosen: chosen.slice(3) })] }).selection;
    expect(few.find(({ attribute, period }) => attribute === 'domain' && period === 'Q1')?.ratios).toEqual([
      { part: 'quality', ratio: 'hidden' },
      { part: 'lessons', ratio: 'hidden' },
    ]);
  });

  it('do not tell how few of a kind were left where most of them were chosen', () => {
    const received = told.slice(0, 22).map(({ story }) => ({ story, firstReadAt: null }));
    // 9 of 12 of quality and 5 of 10 lessons: 3 were left. 14 chosen less 5 would tell the 9.
    const chosen = [...told.slice(0, 9), ...told.slice(12, 17)].map(({ story }) => story);
    const { selection } = measured({ stories: told, meetings: [aMeeting({ received, chosen })] });
    expect(selection.find(({ attribute, period }) => attribute === 'domain' && period === 'Q1')?.ratios).toEqual([
      { part: 'quality', ratio: 'hidden' },
      { part: 'lessons', ratio: 'hidden' },
    ]);
  });

  it('say how many answered, how many of them why, and at what length', () => {
    const meetings = [
      aMeeting({
        rounds: [
          { entitled: 8, answered: 6, withReason: 3 },
          { entitled: 8, answered: 8, withReason: null },
        ],
        reasonLengths: [10, 20, 30, 50, 90],
        hasDissent: true,
      }),
      aMeeting({ id: 'S2', period: 'Q2', rounds: [{ entitled: 4, answered: 4, withReason: 4 }], reasonLengths: [7] }),
    ];
    const measures = measured({ meetings });
    // 20 answers could have been given in all: less the 16 of Q1 they would be the 4 of Q2.
    expect(figures(measures, 'participation')).toEqual(['hidden', 'hidden', 18 / 20]);
    expect(figures(measures, 'reasons-rate')).toEqual(['hidden', 'hidden', 7 / 10]);
    expect(figures(measured({ meetings: meetings.slice(0, 1) }), 'participation')).toEqual([14 / 16, null, 14 / 16]);
    expect(figures(measures, 'median-reason-length')).toEqual([30, 'hidden', 25]);
    expect(figures(measures, 'rounds-to-outcome')).toEqual([2, 1, 1.5]);
    expect(figures(measures, 'dissent-rate')).toEqual([1, 0, 0.5]);
    expect(parts(measured({ meetings }, 'panel'), 'meetings-closed')).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('keep meetings over every domain apart from those over stories without one', () => {
    const rounds = [{ entitled: 8, answered: 6, withReason: 6 }];
    const meetings = [
      aMeeting({ rounds }),
      aMeeting({ id: 'S2', domain: 'quality', rounds: [{ entitled: 8, answered: 8, withReason: 8 }] }),
    ];
    const untold = stories(5, 'u', { domain: null });
    const by = measured({ stories: [...told, ...untold], meetings }, 'domain');
    expect(by.parts).toEqual(['quality', 'lessons', '', '*']);
    expect(parts(by, 'participation')?.[0]).toEqual([1, null, null, 6 / 8]);
    expect(parts(by, 'meetings-closed')?.[0]).toEqual([1, 0, 0, 1]);
    expect(parts(by, 'stories-told')?.[0]).toEqual([12, 10, 5, null]);
    expect(measured({ stories: told, meetings: meetings.slice(1) }, 'domain').parts).toEqual(['quality', 'lessons']);
  });

  it('count a meeting of parallel panels together as what they chose, and as no further meeting', () => {
    const received = told.slice(0, 22).map(({ story }) => ({ story, firstReadAt: null }));
    const rounds = [{ entitled: 8, answered: 8, withReason: 8 }];
    const ids = received.map(({ story }) => story);
    const [east, west] = [ids.slice(0, 12), ids.slice(12)].map((chosen, at) =>
      aMeeting({ id: `S${String(at + 1)}`, received, rounds, chosen }),
    );
    if (east === undefined || west === undefined) throw new Error('There are two');
    const chosen = ['q1', 'q2', 'q3', 'q4', 'q5', 'l1', 'l2', 'l3', 'l4', 'l5'];
    const plenary = aMeeting({ id: 'P', plenaryOf: ['S1', 'S2'], received, rounds: [], chosen, hasDissent: true });
    const alone = measured({ stories: told, meetings: [east, west] });
    const together = measured({ stories: told, meetings: [east, west, plenary] });
    for (const name of ['meetings-closed', 'participation', 'rounds-to-outcome', 'dissent-rate'] as const) {
      expect(figures(together, name)).toEqual(figures(alone, name));
    }
    const ratios = ({ selection }: Measures) =>
      selection.find(({ attribute, period }) => attribute === 'domain' && period === 'Q1')?.ratios;
    expect(ratios(alone)?.map(({ ratio }) => ratio)).toEqual([1, 1]);
    // 5 of 10 chosen against 12 of 22 told, and 5 of 10 against 10 of 22.
    expect(ratios(together)?.map(({ ratio }) => ratio)).toEqual([0.5 / (12 / 22), 0.5 / (10 / 22)]);
  });

  it('say how long stories wait, and hide it of fewer than five', () => {
    const received = told.slice(0, 5).map(({ story }, at) => ({ story, firstReadAt: `2026-02-0${String(at + 2)}` }));
    const meetings = [aMeeting({ received, closedAt: '2026-02-11' })];
    const measures = measured({ stories: told, meetings });
    // Read after 1, 2, 3, 4 and 5 days; decided 10 days after they were told.
    expect(figures(measures, 'days-told-to-read')).toEqual([3, null, 3]);
    expect(figures(measures, 'days-read-to-decided')).toEqual([7, null, 7]);
    expect(figures(measures, 'days-told-to-decided')).toEqual([10, null, 10]);
    const fewer = measured({ stories: told, meetings: [aMeeting({ received: received.slice(1) })] });
    expect(figures(fewer, 'days-told-to-read')).toEqual(['hidden', null, 'hidden']);
  });

  it('count a story that two panels had once in the whole, and once in each of them', () => {
    const five = told.slice(0, 5).map(({ story }) => story);
    const had = (id: string, level: number, readAt: string, closedAt: string): MeetingFact =>
      aMeeting({ id, level, panel: id, closedAt, received: five.map((story) => ({ story, firstReadAt: readAt })) });
    // Told on 1 February. Read two days later by the east, 12 and 13 days later by those above: the first reading is the east's.
    const meetings = [
      had('east', 1, '2026-02-03', '2026-02-05'),
      had('national', 2, '2026-02-13', '2026-02-15'),
      had('world', 3, '2026-02-14', '2026-02-16'),
    ];
    for (const by of ['none', 'panel', 'level', 'domain'] as const) {
      expect(figures(measured({ stories: told, meetings }, by), 'days-told-to-read')).toEqual([2, null, 2]);
      expect(figures(measured({ stories: told, meetings }, by), 'days-told-to-decided')).toEqual([4, null, 4]);
    }
    expect(parts(measured({ stories: told, meetings }, 'panel'), 'days-told-to-read')?.[0]).toEqual([2, 12, 13]);
    expect(parts(measured({ stories: told, meetings }, 'level'), 'days-told-to-decided')?.[0]).toEqual([4, 14, 15]);
  });

  it('count from the midnight at which the day of telling began where the programme runs', () => {
    const inSummer = told.slice(0, 5).map((story) => ({ ...story, toldOn: '2026-07-02' }));
    // Midnight in Wales at which 2 July begins, and two days later.
    const received = inSummer.map(({ story }) => ({ story, firstReadAt: '2026-07-01T23:00:00.000Z' }));
    const meetings = [aMeeting({ received, closedAt: '2026-07-03T23:00:00.000Z' })];
    const measures = measured({ stories: inSummer, meetings });
    expect(figures(measures, 'days-told-to-read')).toEqual([0, null, 0]);
    expect(figures(measures, 'days-told-to-decided')).toEqual([2, null, 2]);
  });

  it('say what followed, and that it is not known where nothing was heard of it', () => {
    const received = told.slice(0, 5).map(({ story }) => ({ story, firstReadAt: null }));
    const meetings = [
      aMeeting({ received, chosen: ['q1', 'q2', 'q3'], closedAt: '2026-02-11' }),
      // Of those it chose, one was checked; that q3 was not is for the level below.
      aMeeting({ id: 'S2', level: 2, chosen: ['q1', 'q2'] }),
    ];
    const unheard = measured({ stories: told, meetings });
    expect(unheard.series.filter(({ isKnown }) => !isKnown).map((series) => series.measure)).toEqual([
      'days-decided-to-fed-back',
      'feedback-completion',
    ]);
    // Nobody was asked to check either of the two that rose.
    expect(figures(unheard, 'verification-cover')).toEqual([0, null, 0]);
    const heard = measured({
      ...{ stories: told, meetings, verified: new Set(['q1']) },
      feedback: received.map(({ story }, at) => ({
        ...{ story, sitting: 'S1', to: 'teller', closedAt: '2026-02-11' },
        sentAt: at === 0 ? null : `2026-02-1${String(at + 1)}`,
      })),
      actions: [
        action({ period: 'Q1', state: 'open' }),
        action({ period: 'Q1', state: 'done' }),
        action({ period: 'Q2', state: 'dropped' }),
      ],
    });
    expect(figures(heard, 'feedback-completion')).toEqual([0.8, null, 0.8]);
    expect(figures(heard, 'days-decided-to-fed-back')).toEqual(['hidden', null, 'hidden']);
    expect(figures(heard, 'verification-cover')).toEqual([0.5, null, 0.5]);
    expect(figures(heard, 'recommendations-made')).toEqual([2, 1, 3]);
    expect(figures(heard, 'actions-opened')).toEqual([1, 0, 1]);
    expect(figures(heard, 'actions-closed')).toEqual([1, 1, 2]);
  });

  it('count a teller as told once every meeting that considered a story of theirs has told them', () => {
    const received = told.slice(0, 5).map(({ story }) => ({ story, firstReadAt: null }));
    const sent = (story: string, sentAt: string | null, to = 'teller') => ({
      ...{ story, sitting: 'S1', to, closedAt: '2026-02-11', sentAt },
    });
    const share = (...feedback: readonly ReturnType<typeof sent>[]) =>
      figures(measured({ stories: told, meetings: [aMeeting({ received })], feedback }), 'feedback-completion')?.[0];
    const each = received.map(({ story }) => sent(story, '2026-02-12'));
    expect(share(...each)).toBe(1);
    expect(share(sent('q1', null), ...each)).toBe(0.8);
    expect(share(...each, sent('q1', null))).toBe(0.8);
    expect(share(...each, sent('q1', null, 'collector'))).toBe(1);
  });

  it('count a teller of two stories as told once they were told about both', () => {
    const ofOne = told.map((story) => (story.story === 'q2' ? { ...story, teller: 'teller of q1' } : story));
    const considered = ofOne.slice(0, 6).map(({ story }) => story);
    const meetings = [aMeeting({ received: considered.map((story) => ({ story, firstReadAt: null })) })];
    const feedback = considered.map((story) => ({
      ...{ story, sitting: 'S1', to: 'teller', closedAt: '2026-02-11', sentAt: story === 'q1' ? null : '2026-02-12' },
    }));
    expect(figures(measured({ stories: ofOne, meetings, feedback }), 'feedback-completion')?.[0]).toBe(0.8);
  });

  it('have nothing to say of nothing', () => {
    expect(figures(measured({}), 'stories-told')).toEqual([0, 0, 0]);
    expect(figures(measured({}), 'participation')).toEqual([null, null, null]);
    expect([median([]), median([4, 1]), median([9, 1, 2])]).toEqual([null, 2.5, 2]);
  });
});

import fc from 'fast-check';

import { aPanel, aProgramme } from '#contracts/testing/a-programme.js';

import { convenePanelApi } from './addresses.js';
import { MeetingTwice } from './testing/meeting-twice.js';
import {
  leastInSecret,
  members,
  methods,
  ModelOfAMeeting,
  stories,
  type Kind,
  type Member,
  type Method,
} from './testing/model-of-a-meeting.js';
import { PanelOfThree } from './testing/panel-of-three.js';
import {
  cast,
  close,
  closeRound,
  correct,
  countEarly,
  countHands,
  leave,
  lessons,
  meetTogether,
  openRound,
  read,
  readAll,
  readAloud,
  receive,
  record,
  recordSlip,
  recordWhoCame,
  stands,
  tooClose,
  withdraw,
  type Reasons,
  type Step,
} from './testing/steps-of-a-meeting.js';

/** Of these panels whoever chooses says why. */
const needReasons: readonly Method[] = ['majority', 'consensus', 'approval'];

/** After this nothing more is begun: how many sequences there are depends on how busy the machine is. */
const limit = 1_700;
const patience = 60_000;

const aMember = fc.constantFrom(...members);
const aStory = fc.constantFrom(...stories);
const someStories = fc.uniqueArray(aStory, { maxLength: 3 });
const aReason = fc.constantFrom<Reasons>('as needed', 'as needed', 'otherwise');
const answers = fc.tuple(aMember, someStories, aReason).map((given) => cast(...given));
const steps = fc.commands(
  [
    fc
      .tuple(aMember, aStory, fc.constantFrom('read' as const, 'skipped' as const))
      .map(([m, s, how]) => read(m, s, how)),
    fc.constant(readAll),
    aStory.map(readAloud),
    fc.subarray([...members]).map(recordWhoCame),
    fc.tuple(aMember, someStories, aReason).map((given) => recordSlip(...given)),
    someStories.map(countHands),
    fc.constant(countEarly),
    fc.tuple(aMember, aStory).map(([m, s]) => tooClose(m, s)),
    aMember.map(leave),
    fc.constant(receive),
    fc.boolean().map((secret) => openRound(secret)),
    fc.tuple(fc.boolean(), someStories).map(([secret, proposal]) => openRound(secret, proposal)),
    answers,
    answers,
    aStory.map(withdraw),
    aStory.map(correct),
    fc.constant(closeRound),
    fc
      .tuple(fc.constantFrom<Kind>('one', 'joint', 'none', 'learning'), fc.uniqueArray(aStory, { maxLength: 2 }))
      .map(([kind, named]) => record(kind, named)),
    fc.constant(lessons),
    fc.constant(close),
    fc.constant(meetTogether),
  ],
  { maxCommands: 30, size: '+1' },
);

type Named = Parameters<typeof cast>[1];

/**
 * From reading to the close, with what may not be asked for yet, an answer given twice, one who rather would not choose, one
 * who leaves, and one who says too late that they are too close to a story they named.
 */
function theWholeWay(method: Method): readonly Step[] {
  const isSecret = method === 'secret_ballot';
  const answer = (named: Named, ...who: readonly Member[]) => who.map((member) => cast(member, named));
  const tooEarly = [openRound(false, ['B']), ...(isSecret ? [openRound(false)] : []), record('one', ['B']), close];
  const round = [
    ...[openRound(isSecret), receive],
    ...[...answer(['A', 'B'], 'M1', 'M4'), ...answer(['C', 'B'], 'M2'), ...answer(['B'], 'M3', 'M5')],
    ...[...answer(['B', 'A'], 'M1'), ...(isSecret ? [] : answer([], 'M4')), ...answer(['A'], 'M3')],
    ...[leave('M5'), tooClose('M2', 'C'), record('one', ['B']), closeRound, record('one', ['B'])],
  ];
  const vote = [openRound(false), ...answer(['B'], 'M1', 'M2', 'M3'), closeRound];
  const proposed = [openRound(false, ['B']), ...answer([], 'M1', 'M2', 'M3'), closeRound];
  return [
    ...[receive, tooClose('M3', 'A'), ...answer(['B'], 'M1'), readAll, ...tooEarly, ...round],
    ...(method === 'pre_score_then_vote' ? vote : method === 'consensus' ? proposed : []),
    ...[record('joint', ['B']), record('one', ['B']), close, lessons, close],
  ];
}

/** Around a table: who is not there heard nothing; hands in the first round, slips beside what a member sends in the second. */
const aroundATable: readonly Step[] = [
  ...[readAloud('A'), read('M5', 'B', 'read'), recordWhoCame(['M1', 'M2', 'M3', 'M4']), openRound(false)],
  ...[countEarly, readAloud('B'), cast('M5', ['B']), countEarly, countHands(['B', 'A']), record('one', ['B'])],
  ...[openRound(false), recordSlip('M5', ['B']), recordSlip('M1', ['A']), recordSlip('M1', ['B'])],
  ...[recordSlip('M2', ['B'], 'otherwise'), cast('M2', ['A'], 'otherwise'), cast('M2', ['A']), recordSlip('M2', ['B'])],
  ...[recordSlip('M3', ['B']), countHands(['A']), closeRound, record('one', ['B']), lessons, close],
];

/** And then with a panel beside that chose A: who had left the one is there again, and M3 is still too close to A. */
const together = (method: Method): readonly Step[] => [
  ...[meetTogether, receive, readAll, openRound(method === 'secret_ballot')],
  ...[cast('M1', ['A']), cast('M2', ['A']), cast('M3', ['A']), cast('M3', ['B']), cast('M4', ['B']), cast('M5', ['B'])],
  ...[closeRound, record('one', ['C']), record('one', ['B']), close, lessons, close],
];

type Way = readonly [name: string, heldIn: 'online' | 'room', steps: readonly Step[]];

const ways = (method: Method): readonly Way[] => [
  method === 'majority' || method === 'secret_ballot'
    ? ['online, then with a panel beside', 'online', [...theWholeWay(method), ...together(method)]]
    : ['online', 'online', theWholeWay(method)],
  ...(method === 'majority' || method === 'approval' ? [['in a room', 'room', aroundATable] as const] : []),
];

describe.each(methods)('whatever people do in a meeting held by %s, in whatever order', (method) => {
  let panel: PanelOfThree;
  let origin = '';

  beforeAll(async () => {
    const { rules } = aProgramme();
    const choicesNeedReasons = needReasons.includes(method);
    panel = await PanelOfThree.start({
      rules: { ...rules, minimumBallots: leastInSecret, choicesNeedReasons },
      panels: [aPanel({ passesUpTo: ['national'] }), aPanel({ id: 'west' }), aPanel({ id: 'national', level: 2 })],
    });
    await panel.convene(members);
    const west = { members, facilitator: 'F2' };
    await panel.done('E1', convenePanelApi.to({ programme: 'telling', panel: 'west' }), west);
    await panel.service.app.listen(0, '127.0.0.1');
    origin = await panel.service.app.getUrl();
  }, patience);
  afterAll(() => panel.close(), patience);

  const held = async (taken: Iterable<Step>, heldIn: 'online' | 'room' = 'online'): Promise<ModelOfAMeeting> => {
    const model = new ModelOfAMeeting(method, { in: heldIn, needsReasons: needReasons.includes(method) });
    model.received.add('A').add('B');
    const real = new MeetingTwice(panel, origin, method, heldIn);
    await real.begin();
    await fc.asyncModelRun(() => ({ model, real }), taken);
    await stands(model, real);
    return model;
  };

  it.each(ways(method))(
    'it comes to its end by way of every round that it has (%s)',
    async (_, heldIn, way) => {
      const { isClosed, outcome } = await held(way, heldIn);
      expect([isClosed, outcome]).toEqual([true, { kind: 'one', stories: ['B'] }]);
    },
    patience,
  );

  it(
    'it comes to nothing that the method forbids, and nothing shows of a count before its round has closed',
    async () => {
      let sequences = 0;
      const until = performance.now() + limit;
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          if (sequences > 0 && performance.now() > until) return;
          sequences += 1;
          await held(taken, sequences % 2 === 0 ? 'room' : 'online');
        }),
        { numRuns: 300, endOnFailure: true },
      );
    },
    patience * 2,
  );
});

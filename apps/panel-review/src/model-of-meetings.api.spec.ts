import fc from 'fast-check';

import { aProgramme } from '#contracts/testing/a-programme.js';

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
  leave,
  lessons,
  openRound,
  read,
  readAll,
  receive,
  record,
  stands,
  tooClose,
  withdraw,
  type Step,
} from './testing/steps-of-a-meeting.js';

/** After this nothing more is begun: how many sequences there are depends on how busy the machine is. */
const limit = 2_000;
const patience = 60_000;

const aMember = fc.constantFrom(...members);
const aStory = fc.constantFrom(...stories);
const someStories = fc.uniqueArray(aStory, { maxLength: 3 });
const answers = fc.tuple(aMember, someStories).map(([member, named]) => cast(member, named));
const steps = fc.commands(
  [
    fc
      .tuple(aMember, aStory, fc.constantFrom('read' as const, 'skipped' as const))
      .map(([m, s, how]) => read(m, s, how)),
    fc.constant(readAll),
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

describe.each(methods)('whatever people do in a meeting held by %s, in whatever order', (method) => {
  let panel: PanelOfThree;
  let origin = '';

  beforeAll(async () => {
    const { rules } = aProgramme();
    panel = await PanelOfThree.start({ rules: { ...rules, minimumBallots: leastInSecret } });
    await panel.convene(members);
    await panel.service.app.listen(0, '127.0.0.1');
    origin = await panel.service.app.getUrl();
  }, patience);
  afterAll(() => panel.close(), patience);

  const held = async (taken: Iterable<Step>): Promise<ModelOfAMeeting> => {
    const model = new ModelOfAMeeting(method);
    model.received.add('A').add('B');
    const real = new MeetingTwice(panel, origin, method);
    await real.begin();
    await fc.asyncModelRun(() => ({ model, real }), taken);
    await stands(model, real);
    return model;
  };

  it(
    'it comes to its end by way of every round that it has',
    async () => {
      const model = await held(theWholeWay(method));
      expect([model.isClosed, model.outcome?.kind]).toEqual([true, 'one']);
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
          await held(taken);
        }),
        { numRuns: 300, endOnFailure: true },
      );
    },
    patience * 2,
  );
});

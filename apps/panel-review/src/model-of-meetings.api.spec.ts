import fc from 'fast-check';

import { aProgramme } from '#contracts/testing/a-programme.js';

import {
  closeRoundApi,
  closeSittingApi,
  conflictsApi,
  departuresApi,
  lessonLinesApi,
  outcomeApi,
  readingsApi,
  receiveStoriesApi,
  sittingApi,
  skipsApi,
} from './addresses.js';
import { MeetingTwice } from './testing/meeting-twice.js';
import {
  leastInSecret,
  members,
  ModelOfAMeeting,
  stories,
  type Choice,
  type Kind,
  type Member,
  type Story,
} from './testing/model-of-a-meeting.js';
import { PanelOfThree } from './testing/panel-of-three.js';

/** Longer than this no run goes on: what it has found by then is what it finds. */
const limit = 8_000;
const patience = 60_000;

type Step = fc.AsyncCommand<ModelOfAMeeting, MeetingTwice>;

/** Allowed or refused as the model says, whatever it is; then somebody looks. */
const step = (
  name: string,
  may: (model: ModelOfAMeeting) => boolean,
  ask: (real: MeetingTwice, model: ModelOfAMeeting) => Promise<number>,
  then: (model: ModelOfAMeeting, real: MeetingTwice) => void | Promise<void>,
): Step => ({
  check: () => true,
  toString: () => name,
  run: async (model, real) => {
    const isAllowed = may(model);
    const status = await ask(real, model);
    expect([name, status < 300]).toEqual([name, isAllowed]);
    if (isAllowed) await then(model, real);
    await real.look();
  },
});

const read = (member: Member, story: Story, how: 'read' | 'skipped') =>
  step(
    `${member} ${how} ${story}`,
    (model) => model.may.read(member, story),
    async (real) =>
      (await real.both(member, (sitting) => (how === 'read' ? readingsApi : skipsApi).to({ sitting, story }))).status,
    (model) => {
      model.see(member, story, how);
    },
  );

/** Everybody who still takes part, everything: without it few sequences come as far as a vote. */
const readAll: Step = {
  check: (model) => !model.isClosed,
  toString: () => 'everybody reads',
  run: async (model, real) => {
    const here = members.filter((member) => !model.left.has(member));
    await Promise.all(
      here.flatMap((member) =>
        [...model.received].map(async (story) => {
          await real.both(member, (sitting) => readingsApi.to({ sitting, story }));
          model.see(member, story, 'read');
        }),
      ),
    );
  },
};

const tooClose = (member: Member, story: Story) =>
  step(
    `${member} is too close to ${story}`,
    (model) => model.may.read(member, story),
    async (real) =>
      (await real.both(member, (sitting) => conflictsApi.to({ sitting }), { member, story, because: 'close' })).status,
    (model) => {
      model.declare(member, story);
    },
  );

const leave = (member: Member) =>
  step(
    `${member} leaves`,
    (model) => model.may.leave(),
    async (real) => (await real.both('F1', (sitting) => departuresApi.to({ sitting }), { member })).status,
    (model) => {
      model.left.add(member);
    },
  );

const receive = step(
  'C comes',
  (model) => model.may.receive(),
  async (real) => (await real.both('F1', (sitting) => receiveStoriesApi.to({ sitting }), { stories: ['C'] })).status,
  (model) => {
    model.received.add('C');
  },
);

const openRound = (secret: boolean) =>
  step(
    `a round is opened${secret ? ' in secret' : ''}`,
    (model) => model.may.openRound(secret),
    (real) => real.openRound(secret),
    (model) => {
      model.openRound(secret);
    },
  );

const cast = (member: Member, choice: Choice): Step => ({
  ...step(
    `${member} chooses ${choice}`,
    (model) => model.may.cast(member, choice),
    async (real, model) => {
      const open = model.choicesOf(member);
      const others = open.filter((story) => story !== choice && open.some((each) => each === choice));
      const ballot = (chosen: Choice) => (chosen === 'abstain' ? { abstain: true } : { choice: chosen });
      const other = choice === 'abstain' ? choice : (others[0] ?? choice);
      return (await real.cast(member, [ballot(choice), ballot(other)])).status;
    },
    (model) => {
      model.open?.ballots.set(member, choice);
    },
  ),
  check: (model) => model.rounds > 0,
});

const closeRound: Step = {
  check: (model) => model.open !== undefined,
  toString: () => 'the round is closed',
  run: async (model, real) => {
    const expected = model.closeRound();
    real.part();
    const [round = ''] = real.rounds;
    const { status, text } = await real.post('F1', closeRoundApi.to({ round }));
    expect(status).toBe(200);
    const { result } = JSON.parse(text);
    const { votes, leading, ...counts } = expected;
    expect(result).toMatchObject({ ...counts, leading });
    const shown = Object.fromEntries(
      Object.entries(result.byStory).map(([story, each]) => [story, (each as { votes: number }).votes]),
    );
    const present = Object.entries(votes ?? {}).filter(([story]) =>
      stories.some((s) => s === story && model.received.has(s)),
    );
    expect(shown).toEqual(Object.fromEntries(present));
  },
};

const record = (kind: Kind, named: readonly Story[]) =>
  step(
    `${kind} is recorded: ${named.join(' ')}`,
    (model) => model.may.record(kind, named),
    async (real) => {
      const body = { kind, stories: named, reason: 'We talked' };
      return (await real.both('F1', (sitting) => outcomeApi.to({ sitting }), body)).status;
    },
    (model) => {
      model.outcome = { kind, stories: named };
    },
  );

const lessons: Step = {
  check: () => true,
  toString: () => 'lesson lines are written',
  run: async (model, real) => {
    for (const story of model.received) {
      const line = step(
        `a lesson line for ${story}`,
        ({ isClosed }) => !isClosed,
        async () => {
          const body = { story, text: 'It taught us to wait' };
          return (await real.both('F1', (sitting) => lessonLinesApi.to({ sitting }), body)).status;
        },
        () => {
          model.writeLesson(story);
        },
      );
      await line.run(model, real);
    }
  },
};

const close = step(
  'the meeting is closed',
  (model) => model.may.close(),
  async (real) => (await real.both('F1', (sitting) => closeSittingApi.to({ sitting }))).status,
  (model) => {
    model.isClosed = true;
  },
);

/** What stands in the first of the two, against the model. */
async function stands(model: ModelOfAMeeting, real: MeetingTwice): Promise<void> {
  const [sitting = ''] = real.sittings;
  const { isClosed, outcome, rounds } = JSON.parse((await real.get('E1', sittingApi.to({ sitting }))).text);
  expect({ isClosed, rounds: rounds.length }).toEqual({ isClosed: model.isClosed, rounds: model.rounds });
  expect(outcome).toEqual(model.outcome === undefined ? null : { ...model.outcome, followsCount: expect.any(Boolean) });
  const uncounted = rounds.filter(({ result }: { result?: object }) => result === undefined);
  expect(uncounted).toHaveLength(model.open === undefined ? 0 : 1);
}

const aMember = fc.constantFrom(...members);
const aStory = fc.constantFrom(...stories);
const steps = fc.commands(
  [
    fc
      .tuple(aMember, aStory, fc.constantFrom('read' as const, 'skipped' as const))
      .map(([m, s, how]) => read(m, s, how)),
    fc.constant(readAll),
    fc.tuple(aMember, aStory).map(([m, s]) => tooClose(m, s)),
    aMember.map(leave),
    fc.constant(receive),
    fc.boolean().map(openRound),
    fc.tuple(aMember, fc.constantFrom<Choice>(...stories, 'abstain')).map(([m, c]) => cast(m, c)),
    fc.tuple(aMember, fc.constantFrom<Choice>(...stories, 'abstain')).map(([m, c]) => cast(m, c)),
    fc.constant(closeRound),
    fc
      .tuple(fc.constantFrom<Kind>('one', 'joint', 'none', 'learning'), fc.uniqueArray(aStory, { maxLength: 2 }))
      .map(([kind, named]) => record(kind, named)),
    fc.constant(lessons),
    fc.constant(close),
  ],
  { maxCommands: 30, size: '+1' },
);

describe('whatever people do in a meeting, in whatever order', () => {
  let panel: PanelOfThree;
  let origin = '';

  beforeAll(async () => {
    const { rules } = aProgramme();
    panel = await PanelOfThree.start({ rules: { ...rules, minimumBallots: leastInSecret } });
    for (const story of stories) await panel.tell(story);
    await panel.convene(members);
    await panel.service.app.listen(0, '127.0.0.1');
    origin = await panel.service.app.getUrl();
  }, patience);
  afterAll(() => panel.close(), patience);

  it(
    'it comes to nothing that the method forbids, and nothing shows of a count before its round has closed',
    async () => {
      let sequences = 0;
      await fc.assert(
        fc.asyncProperty(steps, async (taken) => {
          sequences += 1;
          const model = new ModelOfAMeeting();
          model.received.add('A').add('B');
          const real = new MeetingTwice(panel, origin);
          await real.begin();
          await fc.asyncModelRun(() => ({ model, real }), taken);
          await stands(model, real);
        }),
        { numRuns: 300, interruptAfterTimeLimit: limit, endOnFailure: true },
      );
      // How many depends on how busy the machine is.
      expect(sequences).toBeGreaterThan(1);
    },
    patience * 2,
  );
});

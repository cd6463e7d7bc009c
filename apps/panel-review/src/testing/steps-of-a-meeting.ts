import type fc from 'fast-check';

import {
  attendanceApi,
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
} from '../addresses.js';
import type { MeetingTwice } from './meeting-twice.js';
import {
  members,
  namedIn,
  type Ballot,
  type Kind,
  type Member,
  type ModelOfAMeeting,
  type RoundKind,
  type Story,
} from './model-of-a-meeting.js';

export type Step = fc.AsyncCommand<ModelOfAMeeting, MeetingTwice>;

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

export const read = (member: Member, story: Story, how: 'read' | 'skipped') =>
  step(
    `${member} ${how} ${story}`,
    (model) => model.may.read(member, story),
    async (real) =>
      (
        await real.both(member, (sitting) =>
          (how === 'read' ? readingsApi : skipsApi).to({ sitting, story: real.idOf(story) }),
        )
      ).status,
    (model) => {
      model.see(member, story, how);
    },
  );

/** Everybody who still takes part, everything: without it few sequences come as far as a vote. */
export const readAll: Step = {
  check: (model) => !model.isClosed,
  toString: () => 'everybody reads',
  run: async (model, real) => {
    const here = members.filter((member) => !model.left.has(member));
    await Promise.all(
      here.flatMap((member) =>
        model.here.map(async (story) => {
          await real.both(member, (sitting) => readingsApi.to({ sitting, story: real.idOf(story) }));
          model.see(member, story, 'read');
        }),
      ),
    );
  },
};

export const readAloud = (story: Story) =>
  step(
    `${story} is read aloud`,
    (model) => model.may.readAloud(story),
    async (real) => {
      const to = (sitting: string): string => readingsApi.to({ sitting, story: real.idOf(story) });
      return (await real.both('F1', to, { how: 'read-aloud' })).status;
    },
    (model) => {
      model.readAloud(story);
    },
  );

export const recordWhoCame = (came: readonly Member[]) =>
  step(
    `those who came are ${came.join(' ')}`,
    (model) => model.may.recordWhoCame(came),
    async (real) => (await real.both('F1', (sitting) => attendanceApi.to({ sitting }), { came })).status,
    (model) => {
      model.recordWhoCame(came);
    },
  );

export const tooClose = (member: Member, story: Story) =>
  step(
    `${member} is too close to ${story}`,
    (model) => model.may.read(member, story),
    async (real) => {
      const conflict = { member, story: real.idOf(story), because: 'close' };
      return (await real.both(member, (sitting) => conflictsApi.to({ sitting }), conflict)).status;
    },
    (model) => {
      model.declare(member, story);
    },
  );

export const leave = (member: Member) =>
  step(
    `${member} leaves`,
    (model) => model.may.leave(),
    async (real) => (await real.both('F1', (sitting) => departuresApi.to({ sitting }), { member })).status,
    (model) => {
      model.left.add(member);
    },
  );

export const receive = step(
  'C comes',
  (model) => model.may.receive(),
  async (real) =>
    (await real.both('F1', (sitting) => receiveStoriesApi.to({ sitting }), { stories: [real.idOf('C')] })).status,
  (model) => {
    model.received.add('C');
  },
);

/** Its teller takes it back. */
export const withdraw = (story: Story): Step => ({
  check: (model) => !model.gone.has(story),
  toString: () => `${story} is taken back`,
  run: async (model, real) => {
    await real.withdraw(story);
    model.withdraw(story);
    await real.look();
  },
});

/** Its teller corrects it, once. */
export const correct = (story: Story): Step => ({
  check: (model) => !model.gone.has(story) && !model.corrected.has(story),
  toString: () => `${story} is corrected`,
  run: async (model, real) => {
    await real.correct(story);
    model.correct(story);
    await real.look();
  },
});

const idsOf = (named: readonly Story[], real: MeetingTwice): readonly string[] =>
  named.map((story) => real.idOf(story));

export const openRound = (secret: boolean, proposal?: readonly Story[]) =>
  step(
    `a round is opened${secret ? ' in secret' : ''}${proposal === undefined ? '' : `, proposing ${proposal.join(' ')}`}`,
    (model) => model.may.openRound(secret, proposal),
    (real) => real.openRound({ secret, ...(proposal === undefined ? {} : { proposal: idsOf(proposal, real) }) }),
    (model) => {
      model.openRound(secret, proposal);
    },
  );

const stances = ['agree', 'stand_aside', 'object'] as const;

/** These stories, in this order, as the round asks for them. `turn`: which of several answers it is. */
function ballotOf(kind: RoundKind, named: readonly Story[], turn: number): Ballot {
  const [first] = named;
  if (kind === 'stance') return { stance: stances[(named.length + turn) % stances.length] ?? 'agree' };
  if (first === undefined) return { abstain: true };
  if (kind === 'choice') return { choice: first };
  if (kind === 'score') return { scores: Object.fromEntries(named.map((story, at) => [story, 2 + 3 * at + turn])) };
  return kind === 'rank' ? { ranking: named } : { approve: named };
}

/** Another of the same kind, where `given` is one that this member may give. */
function otherThan(kind: RoundKind, given: readonly string[], named: readonly Story[], open: readonly Story[]): Ballot {
  if (kind === 'score' || kind === 'stance' || named.length === 0) return ballotOf(kind, named, 1);
  const others = open.filter((story) => !given.includes(story));
  return ballotOf(kind, others.length > 0 ? others : kind === 'rank' ? [...named].reverse() : named, 0);
}

function sent({ choice, scores, ranking, approve, ...ballot }: Ballot, saysWhy: boolean, real: MeetingTwice): object {
  return {
    ...ballot,
    ...(choice === undefined ? {} : { choice: real.idOf(choice) }),
    ...(scores === undefined ? {} : { scores: real.byId(scores) }),
    ...(ranking === undefined ? {} : { ranking: ranking.map((story) => real.idOf(story)) }),
    ...(approve === undefined ? {} : { approve: approve.map((story) => real.idOf(story)) }),
    ...(saysWhy ? { reason: 'It moved me' } : {}),
  };
}

/** With a reason where one is needed, or else with one where none is, and none where one is. */
export type Reasons = 'as needed' | 'otherwise';

type Answering = (
  may: (model: ModelOfAMeeting, ballot: Ballot, saysWhy: boolean) => boolean,
  by: Member | 'F1',
  then: (model: ModelOfAMeeting) => void,
) => (name: string, member: Member, named: readonly Story[], reasons: Reasons) => Step;

const answering: Answering = (may, by, then) => (name, member, named, reasons) => ({
  check: (model) => model.rounds > 0,
  toString: () => `${name} ${named.join(' ') || 'without a story'}, reasons ${reasons}`,
  run: async (model, real) => {
    const { kind = 'choice' } = model.open ?? {};
    const ballot = ballotOf(kind, named, 0);
    const canSayWhy = kind !== 'score' && ballot.abstain !== true;
    const saysWhy = model.needsReason(ballot) === (reasons === 'as needed') && canSayWhy;
    const isAllowed = may(model, ballot, saysWhy);
    const other = isAllowed ? otherThan(kind, namedIn(ballot), named, model.choicesOf(member)) : ballot;
    const of = by === 'F1' ? { member } : {};
    const ballots = [
      { ...of, ...sent(ballot, saysWhy, real) },
      { ...of, ...sent(other, saysWhy || other.stance === 'object', real) },
    ] as const;
    const { status } = await real.answer(by, ballots);
    expect([name, namedIn(ballot), saysWhy, status < 300]).toEqual([name, namedIn(ballot), saysWhy, isAllowed]);
    if (isAllowed) {
      model.open?.ballots.set(member, ballot);
      then(model);
    }
    await real.look();
  },
});

export const cast = (member: Member, named: readonly Story[], reasons: Reasons = 'as needed'): Step =>
  answering(
    (model, ballot, saysWhy) => model.may.cast(member, ballot, saysWhy),
    member,
    (model) => model.open?.sent.add(member),
  )(`${member} answers`, member, named, reasons);

export const recordSlip = (member: Member, named: readonly Story[], reasons: Reasons = 'as needed'): Step =>
  answering(
    (model, ballot, saysWhy) => model.may.recordSlip(member, ballot, saysWhy),
    'F1',
    () => undefined,
  )(`a slip of ${member} says`, member, named, reasons);

/** Closed in the first of the two alone; what it came to, against what is reckoned. */
async function closed(model: ModelOfAMeeting, real: MeetingTwice, asked: object): Promise<void> {
  real.part();
  const [round = ''] = real.rounds;
  const { byStory = {}, stance, leading, skipped: _skipped, movement: _movement, ...counts } = model.closeRound();
  const { status, text } = await real.post('F1', closeRoundApi.to({ round }), asked);
  expect(status).toBe(200);
  const said: unknown = JSON.parse(text);
  // It is the first round that is reckoned by itself.
  expect(said).toMatchObject({
    result: { ...counts, round: model.rounds, leading: leading.map((story) => real.idOf(story)) },
  });
  expect(said).toHaveProperty('result.byStory', real.byId(byStory as object));
  if (stance === undefined) expect(said).not.toHaveProperty('result.stance');
  else expect(said).toHaveProperty('result.stance', stance);
}

const refuses = async (real: MeetingTwice, asked: object): Promise<void> => {
  const [round = ''] = real.rounds;
  const { status } = await real.post('F1', closeRoundApi.to({ round }), asked);
  expect([asked, status >= 400 && status < 500]).toEqual([asked, true]);
};

export const closeRound: Step = {
  check: (model) => model.open !== undefined,
  toString: () => 'the round is closed',
  run: async (model, real) => {
    const withoutResult = model.comesToNothing;
    if (withoutResult) await refuses(real, {});
    await closed(model, real, { withoutResult });
  },
};

/** One more than there are in the room who have heard everything. */
export const countEarly: Step = {
  check: (model) => model.may.countHands(),
  toString: () => 'more hands are counted than have heard everything',
  run: async (model, real) => {
    const answered = model.ready.length + 1;
    await refuses(real, { roomCounts: { counts: {}, abstained: answered, answered } });
  },
};

/** Hands raised for these, where they can be counted. */
export const countHands = (named: readonly Story[]): Step => ({
  check: (model) => model.open !== undefined,
  toString: () => `hands are counted for ${named.join(' ')}`,
  run: async (model, real) => {
    const isAllowed = model.may.countHands();
    if (!isAllowed) return refuses(real, { roomCounts: { counts: {}, abstained: 0, answered: 0 } });
    model.raiseHands(named);
    const hands = [...(model.open?.ballots.values() ?? [])];
    const votes = (story: Story): number => hands.filter((each) => namedIn(each).includes(story)).length;
    const roomCounts = {
      counts: real.byId(Object.fromEntries(model.here.map((story) => [story, votes(story)]))),
      abstained: hands.filter(({ abstain }) => abstain === true).length,
      answered: hands.length,
    };
    return closed(model, real, { roomCounts });
  },
});

export const record = (kind: Kind, named: readonly Story[]) =>
  step(
    `${kind} is recorded: ${named.join(' ')}`,
    (model) => model.may.record(kind, named),
    async (real) => {
      const body = { kind, stories: idsOf(named, real), reason: 'We talked' };
      return (await real.both('F1', (sitting) => outcomeApi.to({ sitting }), body)).status;
    },
    (model) => {
      model.outcome = { kind, stories: named };
    },
  );

export const lessons: Step = {
  check: () => true,
  toString: () => 'lesson lines are written',
  run: async (model, real) => {
    for (const story of model.here) {
      const line = step(
        `a lesson line for ${story}`,
        ({ isClosed }) => !isClosed,
        async () => {
          const body = { story: real.idOf(story), text: 'It taught us to wait' };
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

export const close = step(
  'the meeting is closed',
  (model) => model.may.close(),
  async (real) => (await real.both('F1', (sitting) => closeSittingApi.to({ sitting }))).status,
  (model) => {
    model.isClosed = true;
  },
);

/** Opened with what both panels chose, and with everybody of either. */
export const meetTogether: Step = {
  check: (model) => model.isClosed && !model.isPlenary && model.forAPanelBeside !== undefined,
  toString: () => 'the panel meets together with one beside it',
  run: async (model, real) => {
    const { forAPanelBeside: theirs } = model;
    if (theirs === undefined) return;
    await real.meetTogether(theirs);
    model.meetTogether(theirs);
    const [sitting = ''] = real.sittings;
    const said = JSON.parse((await real.get('E1', sittingApi.to({ sitting }))).text) as {
      readonly members: readonly string[];
      readonly stories: readonly { readonly story: string }[];
    };
    const expected = [[...members], idsOf([...model.received], real)].map((each) => [...each].sort());
    expect([[...said.members].sort(), said.stories.map(({ story }) => story).sort()]).toEqual(expected);
  },
};

/** What stands in the first of the two, against the model. */
export async function stands(model: ModelOfAMeeting, real: MeetingTwice): Promise<void> {
  const [sitting = ''] = real.sittings;
  const said: unknown = JSON.parse((await real.get('E1', sittingApi.to({ sitting }))).text);
  const { outcome } = model;
  const [hasResult, either] = [expect.anything(), expect.any(Boolean)] as readonly unknown[];
  const counted = (at: number): unknown =>
    model.open !== undefined && at === model.rounds - 1
      ? expect.not.objectContaining({ result: hasResult })
      : expect.objectContaining({ result: hasResult });
  expect(said).toMatchObject({
    isClosed: model.isClosed,
    outcome: outcome === undefined ? null : { ...outcome, stories: idsOf(outcome.stories, real), followsCount: either },
    rounds: Array.from({ length: model.rounds }, (_, at) => counted(at)),
  });
}

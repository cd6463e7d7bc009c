import type { CalendarDay } from '#contracts/shared/calendar-day.js';
import { given } from '#contracts/testing/given.js';

import { begun, cast, round, sealed, stopped } from '../round/round.builders.js';
import { castBallot, goOnWithout, roundDecider, stopRound } from '../round/round.js';
import { openRound, openStory, readAloud, recordOutcome } from './decide.js';
import { correctStory, leaveOutNamed, leaveSitting, letGoOfMoved, moveAnswerBy, takeOutStory } from './meanwhile.js';
import { nextStepFor } from './next-step.js';
import {
  aReason,
  closed,
  conflict,
  facilitator,
  member,
  opened,
  outcome,
  read,
  received,
  roundCounted,
  roundOpened,
  sitting,
  sittingInRoom,
  stateOf,
  takenOut,
} from './sitting.builders.js';
import type { AnswerByMoved, MemberLeft, StoryCorrected } from './events.js';
import { conflictsTold, hasRead, sittingDecider, storiesPresent } from './state.js';

const left = (who: string, recordedBy = who): MemberLeft => ({
  type: 'MemberLeft',
  schemaVersion: 1,
  data: { member: who, recordedBy },
});
const corrected = (story: string, storyVersion = 2): StoryCorrected => ({
  type: 'StoryCorrected',
  schemaVersion: 1,
  data: { story, storyVersion, words: 210 },
});
const present = (before: ReturnType<typeof sitting>) => storiesPresent(stateOf(before)).map(({ story }) => story);
const ballot = { choice: 'A', skipped: [], reasons: {} };

describe('a member who leaves while a round is open', () => {
  const before = sitting(read('M1', 'A'), roundOpened());

  it('says so themselves, or the facilitator does', () => {
    before.when((state) => leaveSitting(state, member('M1'), 'M1')).then([left('M1')]);
    before.when((state) => leaveSitting(state, facilitator, 'M1')).then([left('M1', 'F1')]);
    before.when((state) => leaveSitting(state, member('M2'), 'M1')).thenRefused('not-the-facilitator');
    before.when((state) => leaveSitting(state, facilitator, 'M9')).thenRefused('not-a-member', { field: 'member' });
  });

  it('leaves once', () => {
    sitting(left('M1'))
      .when((state) => leaveSitting(state, facilitator, 'M1'))
      .thenNothing();
  });

  it('may choose nothing from then on, and counts no longer among those who may', () => {
    expect(conflictsTold(stateOf(sitting(left('M1'))))).toEqual([
      { member: 'M1', story: 'A' },
      { member: 'M1', story: 'B' },
    ]);
    sitting(left('M1'))
      .when((state) => openStory(state, member('M1'), 'A'))
      .thenRefused('member-has-left');
  });

  it('is asked for nothing, and nothing is read aloud to them', () => {
    expect(nextStepFor('M1', stateOf(sitting(left('M1'))), undefined)).toEqual({ step: 'left' });
    const { decision } = sittingInRoom(left('M1')).when((state) => readAloud(state, facilitator, 'A'));
    expect(decision).toEqual([read('M2', 'A', 'read-aloud'), read('M3', 'A', 'read-aloud')]);
  });

  it('is not waited for: of three, two may answer', () => {
    const open = given(roundDecider, [begun({ members: ['M1', 'M2', 'M3'] }), cast('M1'), cast('M2')]).state;
    expect(nextStepFor('F1', stateOf(sitting(roundOpened(), left('M1'))), open)).toMatchObject({
      ...{ step: 'close-round', answered: 1, entitled: 2 },
    });
  });

  it('leaves nobody to hold a round when they were the last', () => {
    const alone = sitting(left('M1'), left('M2'), left('M3'));
    alone.when((state) => openRound(state, facilitator, 'R1')).thenRefused('nobody-may-choose');
    expect(nextStepFor('F1', stateOf(alone), undefined)).toEqual({ step: 'nobody-may-choose' });
  });
});

describe('a story that is corrected', () => {
  it('is read again by everybody who had read the version before', () => {
    const before = sitting(read('M1', 'A'), read('M1', 'B'), corrected('A'));
    expect(['A', 'B'].map((story) => hasRead(stateOf(before), 'M1', story))).toEqual([false, true]);
    expect(stateOf(before).stories[0]).toMatchObject({ storyVersion: 2, words: 210 });
  });

  it('is out of a round that is open, and back when it has been counted', () => {
    expect(present(sitting(roundOpened(), corrected('A')))).toEqual(['B']);
    expect(present(sitting(roundOpened(), corrected('A'), roundCounted()))).toEqual(['A', 'B']);
  });

  it('stays where no round is open', () => {
    expect(present(sitting(corrected('A')))).toEqual(['A', 'B']);
  });

  it('leaves the group to decide again where it had been chosen', () => {
    const chosen = sitting(roundOpened(), roundCounted(), outcome('one', ['A']), corrected('A'));
    expect(stateOf(chosen).outcome).toBeNull();
    expect(nextStepFor('F1', stateOf(chosen), undefined)).toEqual({ step: 'record-outcome' });
  });

  it('is corrected once for each version, and not after the sitting has closed', () => {
    const to = (storyVersion: number) => ({ story: 'A', storyVersion, words: 210 });
    sitting()
      .when((state) => correctStory(state, to(2)))
      .then([corrected('A')]);
    sitting(corrected('A'))
      .when((state) => correctStory(state, to(2)))
      .thenNothing();
    sitting(closed())
      .when((state) => correctStory(state, to(2)))
      .thenNothing();
    sitting(takenOut('A'))
      .when((state) => correctStory(state, to(2)))
      .thenNothing();
  });

  it('can still be withdrawn while it is out of a round', () => {
    const { decision } = sitting(roundOpened(), corrected('A')).when((state) => takeOutStory(state, 'A', 'withdrawn'));
    expect(decision).toEqual([takenOut('A')]);
  });
});

describe('a story that is moved', () => {
  it('leaves the sitting as one that is withdrawn does', () => {
    const { decision } = sitting(roundOpened()).when((state) => takeOutStory(state, 'A', 'moved'));
    expect(decision).toEqual([{ ...takenOut('A'), data: { story: 'A', because: 'moved' } }]);
  });
});

describe('a round that a story has left', () => {
  const without = (story: string) => ({ type: 'StoryLeftRound' as const, schemaVersion: 1, data: { story } });
  const text = (choice: string) => ({ ...ballot, choice });
  const votes = (choice: string) => (state: Parameters<typeof castBallot>[0]) =>
    castBallot(state, 'pont-y-bore', 'M2', text(choice), sealed());

  it('goes on without it', () => {
    round(without('B')).when(votes('B')).thenRefused('story-not-in-sitting', { field: 'choice' });
    round(without('B'))
      .when(votes('C'))
      .then([cast('M2')]);
  });

  it('asks those who had answered to look again, until they answer again', () => {
    expect([...(round(cast('M2'), without('B')).state?.toLookAgain ?? [])]).toEqual(['M2']);
    expect([...(round(cast('M2'), without('B'), cast('M3'), cast('M2')).state?.toLookAgain ?? [])]).toEqual([]);
    const open = round(cast('M2'), without('B')).state;
    const everythingRead = [read('M2', 'A'), read('M2', 'B')];
    expect(nextStepFor('M2', stateOf(sitting(...everythingRead, roundOpened())), open)).toEqual({
      ...{ step: 'look-again', round: 'R1' },
    });
  });

  it('hears of it once, and not when it has been stopped', () => {
    round(without('B'))
      .when((state) => goOnWithout(state, 'B'))
      .thenNothing();
    round(stopped())
      .when((state) => goOnWithout(state, 'B'))
      .thenNothing();
    round()
      .when((state) => goOnWithout(state, 'Z'))
      .thenNothing();
  });
});

describe('two people who close a round at once', () => {
  const by = { actor: 'F1', organisation: 'pont-y-bore' };
  const hands = (a: number) => ({ counts: { A: a, B: 1 }, abstained: 0, answered: a + 1, recordedBy: 'F1' });
  const closedWith = round(stopped(hands(2)));

  it('with the same hands counted both get what stands', () => {
    closedWith.when((state) => stopRound(state, by, hands(2))).thenNothing();
    closedWith.when((state) => stopRound(state, by, null)).thenNothing();
  });

  it('with other hands: the second is told that the first stands', () => {
    closedWith.when((state) => stopRound(state, by, hands(1))).thenRefused('round-counted-otherwise');
    round(stopped())
      .when((state) => stopRound(state, by, hands(1)))
      .thenRefused('round-counted-otherwise');
  });
});

describe('the day by which members are asked to answer', () => {
  const moved: AnswerByMoved = {
    type: 'AnswerByMoved',
    schemaVersion: 1,
    data: { round: 'R1', answerBy: '2026-04-30' },
  };
  const set = (today: CalendarDay, before = sitting(roundOpened())) =>
    before.when((state) => moveAnswerBy(state, facilitator, '2026-04-30', today));

  it('is today or later, of the round that is open', () => {
    set('2026-04-30').then([moved]);
    set('2026-05-01').thenRefused('answer-by-in-the-past', { field: 'answerBy' });
    set('2026-04-01', sitting()).thenRefused('no-round-open');
    set('2026-04-01', sitting(roundOpened(), moved)).thenNothing();
    sitting(roundOpened())
      .when((state) => moveAnswerBy(state, member('M1'), '2026-04-30', '2026-04-01'))
      .thenRefused('not-the-facilitator');
  });
});

describe('a sitting', () => {
  const none = { kind: 'none' as const, stories: [], reason: aReason('group', []) };

  it('of one member goes on as any other', () => {
    const one = given(sittingDecider, [opened({ members: ['M1'] }), received('A'), read('M1', 'A')]);
    expect(one.when((state) => openRound(state, facilitator, 'R1')).decision).toHaveLength(1);
  });

  it('of one member holds nothing in secret', () => {
    const one = given(sittingDecider, [opened({ members: ['M1'] }), received('A')]);
    one.when((state) => openRound(state, facilitator, 'R1', { secret: true })).thenRefused('too-few-for-secret-round');
  });

  it('without any story can only record that nobody was chosen, and why', () => {
    const empty = given(sittingDecider, [opened()]);
    empty.when((state) => openRound(state, facilitator, 'R1')).thenRefused('sitting-without-stories');
    expect(empty.when((state) => recordOutcome(state, facilitator, none)).decision).toHaveLength(1);
    const recorded = given(sittingDecider, [opened(), outcome('none', [])]).state;
    if (recorded === undefined) throw new Error('There is no sitting');
    expect(nextStepFor('F1', recorded, undefined)).toEqual({ step: 'close-sitting' });
  });

  it('in which everybody is too close to every story opens no round, and can record why nobody was chosen', () => {
    const close = ['M1', 'M2', 'M3'].flatMap((who) => ['A', 'B'].map((story) => conflict(who, story)));
    const before = sitting(...close);
    before.when((state) => openRound(state, facilitator, 'R1')).thenRefused('nobody-may-choose');
    expect(before.when((state) => recordOutcome(state, facilitator, none)).decision).toHaveLength(1);
    expect(nextStepFor('F1', stateOf(before), undefined)).toEqual({ step: 'nobody-may-choose' });
  });

  it('whose facilitator is a member waits for what they read and choose first', () => {
    const before = given(sittingDecider, [opened({ members: ['F1', 'M2'] }), received('A')]).state;
    if (before === undefined) throw new Error('There is no sitting');
    expect(nextStepFor('F1', before, undefined)).toEqual({ step: 'read', stories: ['A'] });
  });
});

describe('somebody whom a story turns out to credit or criticise', () => {
  const named = [
    { person: 'M1', as: 'criticised' },
    { person: 'M9', as: 'credited' },
  ] as const;

  it('does not choose it from then on, and nobody has to say so', () => {
    sitting()
      .when((state) => leaveOutNamed(state, 'A', named))
      .then([conflict('M1', 'A', 'criticised', 'system')]);
  });

  it('is left out once, and of a story that is not there nothing is said', () => {
    sitting(conflict('M1', 'A'))
      .when((state) => leaveOutNamed(state, 'A', named))
      .thenNothing();
    sitting(takenOut('A'))
      .when((state) => leaveOutNamed(state, 'A', named))
      .thenNothing();
  });
});

describe('a story that is moved into another domain', () => {
  it('leaves a meeting about the one it came from, and stays where all of them are looked at', () => {
    const moved = (domain: string | null, from: string | null) =>
      given(sittingDecider, [opened({ domain }), received('A')]).when((state) => letGoOfMoved(state, 'A', from));
    const taken = { type: 'StoryTakenOut', schemaVersion: 1, data: { story: 'A', because: 'moved' } } as const;
    moved('quality', 'quality').then([taken]);
    moved('quality', 'other').thenNothing();
    moved('quality', null).thenNothing();
    moved(null, 'quality').thenNothing();
    moved(null, null).thenNothing();
  });
});

import { given } from '#contracts/testing/given.js';

import { begun, cast, round } from '../round/round.builders.js';
import { nextStepFor, progressOf } from './next-step.js';
import {
  closed,
  conflict,
  lessonLine,
  opened,
  outcome,
  read,
  received,
  roundCounted,
  roundOpened,
  sitting,
  skipped,
  stateOf,
  takenOut,
} from './sitting.builders.js';
import { roundDecider } from '../round/round.js';
import type { SittingEvent } from './events.js';
import { sittingDecider } from './state.js';

const voted = [roundOpened(1), roundCounted(1)];
const next = (person: string, before = sitting(), open = given(roundDecider, []).state) =>
  nextStepFor(person, stateOf(before), open);

describe('what a sitting waits for from its facilitator', () => {
  it.each([
    ['stories', given(sittingDecider, [opened()]), { step: 'receive-stories' }],
    ['a round', sitting(), { step: 'open-round' }],
    ['an outcome', sitting(...voted), { step: 'record-outcome' }],
    ['two lesson lines', sitting(...voted, outcome('one', ['A'])), { step: 'write-lesson-lines', missing: 2 }],
    ['one', sitting(...voted, outcome('one', ['A']), lessonLine('B')), { step: 'write-lesson-lines', missing: 1 }],
    [
      'its closing',
      sitting(...voted, outcome('one', ['A']), lessonLine('A'), lessonLine('B')),
      { step: 'close-sitting' },
    ],
    ['nothing more', sitting(closed()), { step: 'closed' }],
    ['another outcome', sitting(...voted, outcome('one', ['A']), takenOut('A')), { step: 'record-outcome' }],
  ])('%s', (_, before, step) => {
    expect(next('F1', before)).toEqual(step);
  });

  it('another proposal where nobody agreed to the last, though nobody objected either', () => {
    const asked = (stance: { readonly agree: number; readonly standAside: number; readonly object: number }) => {
      const second = { ...roundOpened(2), data: { ...roundOpened(2).data, kind: 'stance' as const, proposal: ['A'] } };
      const counted = roundCounted(2, { kind: 'stance', byStory: {}, stance });
      const consensus = [opened({ method: 'consensus' }), received('A'), ...voted, second, counted];
      return next('F1', given(sittingDecider, consensus)).step;
    };
    expect(asked({ agree: 1, standAside: 2, object: 0 })).toBe('record-outcome');
    expect(asked({ agree: 0, standAside: 3, object: 0 })).toBe('propose');
    expect(asked({ agree: 2, standAside: 0, object: 1 })).toBe('propose');
  });

  it('the closing of the round that is open, with how many answered of those who may', () => {
    const open = given(roundDecider, [begun(), cast('M2'), cast('M3'), cast('M2')]).state;
    expect(next('F1', sitting(conflict('M1', 'A'), conflict('M1', 'B'), roundOpened(1)), open)).toEqual({
      step: 'close-round',
      round: 'R1',
      answered: 2,
      entitled: 2,
    });
  });
});

describe('how far a round is', () => {
  const gone = (member: string): SittingEvent => ({
    ...{ type: 'MemberLeft', schemaVersion: 1 },
    data: { member, recordedBy: member },
  });
  const progress = (before: ReturnType<typeof sitting>, ...answered: readonly string[]) => {
    const open = round(...answered.map((member) => cast(member))).state;
    return open === undefined ? undefined : progressOf(open, stateOf(before));
  };

  it('is reckoned over the members who may choose at least one story, whatever others had answered', () => {
    const isTooClose = sitting(conflict('M1', 'A'), conflict('M1', 'B'), conflict('M2', 'A'), roundOpened(1));
    expect(progress(isTooClose, 'M1', 'M2')).toEqual({ entitled: 2, answered: 1, waiting: ['M3'] });
    expect(progress(sitting(roundOpened(1), gone('M2')), 'M2', 'M3')).toEqual({
      ...{ entitled: 2, answered: 1, waiting: ['M1'] },
    });
    const empty = sitting(roundOpened(1), takenOut('A'), takenOut('B'));
    expect(progress(empty, 'M1')).toEqual({ entitled: 0, answered: 0, waiting: [] });
  });
});

describe('what a sitting waits for from a member', () => {
  const ready = sitting(read('M1', 'A'), skipped('M1', 'B'), roundOpened(1));

  it('reading, story by story', () => {
    expect(next('M1')).toEqual({ step: 'read', stories: ['A', 'B'] });
    expect(next('M1', sitting(read('M1', 'A')))).toEqual({ step: 'read', stories: ['B'] });
    expect(next('M1', sitting(read('M1', 'A'), takenOut('B')))).toEqual({ step: 'wait' });
  });

  it('a choice, once every story they do not skip is read', () => {
    expect(next('M1', ready, round().state)).toEqual({ step: 'choose', round: 'R1' });
    expect(next('M2', ready, round().state)).toEqual({ step: 'read', stories: ['A', 'B'] });
  });

  it('no more than the answer they gave', () => {
    expect(next('M1', ready, round(cast('M1')).state)).toEqual({ step: 'answered', round: 'R1' });
  });

  it('nothing while a round is open in which they may choose nothing', () => {
    const tooClose = sitting(conflict('M1', 'A'), conflict('M1', 'B'), roundOpened(1));
    expect(next('M1', tooClose, round().state)).toEqual({ step: 'too-close' });
    expect(next('M1', tooClose, round(cast('M1')).state)).toEqual({ step: 'too-close' });
    const ofOne = sitting(conflict('M1', 'A'), read('M1', 'B'), roundOpened(1));
    expect(next('M1', ofOne, round().state)).toEqual({ step: 'choose', round: 'R1' });
    const empty = sitting(roundOpened(1), takenOut('A'), takenOut('B'));
    expect(next('M1', empty, round().state)).toEqual({ step: 'wait' });
  });

  it('nothing when it has closed', () => {
    expect(next('M1', sitting(closed()))).toEqual({ step: 'closed' });
  });
});

describe('what a sitting waits for from a facilitator who is a member too', () => {
  const leading = (before: ReturnType<typeof sitting>) => {
    const state = stateOf(before);
    return { ...state, opened: { ...state.opened, facilitator: 'M1' } };
  };

  it('reading and choosing first, then what the facilitator does', () => {
    const unread = leading(sitting());
    const isRead = leading(sitting(read('M1', 'A'), skipped('M1', 'B')));
    const inRound = leading(sitting(read('M1', 'A'), skipped('M1', 'B'), roundOpened(1)));
    expect([
      nextStepFor('M1', unread, undefined).step,
      nextStepFor('M1', isRead, undefined).step,
      nextStepFor('M1', inRound, round().state).step,
      nextStepFor('M1', inRound, round(cast('M1')).state).step,
    ]).toEqual(['read', 'open-round', 'choose', 'close-round']);
  });
});

import { given } from '#contracts/testing/given.js';

import { declareConflict, openStory, readAloud, skipStory } from './decide.js';
import type { ConflictBecause, SittingEvent } from './events.js';
import { choosesAmongTheirOwn, everythingIsReadOrSkipped } from './rules.js';
import {
  closed,
  conflict,
  facilitator,
  member,
  opened,
  read,
  received,
  sitting,
  sittingInRoom,
  skipped,
  stateOf,
  takenOut,
} from './sitting.builders.js';
import { sittingDecider } from './state.js';

describe('reading a story', () => {
  it('is written down once for each member', () => {
    sitting()
      .when((state) => openStory(state, member('M1'), 'A'))
      .then([read('M1', 'A')]);
    sitting(read('M1', 'A'))
      .when((state) => openStory(state, member('M1'), 'A'))
      .thenNothing();
    sitting(read('M1', 'A'))
      .when((state) => openStory(state, member('M2'), 'A'))
      .then([read('M2', 'A')]);
  });

  it('is a member’s own: the facilitator who is none does not vote', () => {
    sitting()
      .when((state) => openStory(state, facilitator, 'A'))
      .thenRefused('not-a-member');
  });

  it('is refused for a story that is not here, or no longer', () => {
    sitting()
      .when((state) => openStory(state, member('M1'), 'Z'))
      .thenRefused('story-not-in-sitting', { field: 'story' });
    sitting(takenOut('A'))
      .when((state) => openStory(state, member('M1'), 'A'))
      .thenRefused('story-not-in-sitting', { details: { story: 'DN-A' } });
  });

  it('is refused when the sitting has closed', () => {
    sitting(closed())
      .when((state) => openStory(state, member('M1'), 'A'))
      .thenRefused('sitting-closed');
  });
});

describe('a story read out in a room', () => {
  it('is read by everybody in it', () => {
    sittingInRoom(read('M2', 'A'))
      .when((state) => readAloud(state, facilitator, 'A'))
      .then([read('M1', 'A', 'read-aloud'), read('M3', 'A', 'read-aloud')]);
  });

  it('or from a printed pack is read by everybody in it, and says how', () => {
    sittingInRoom(read('M2', 'A'))
      .when((state) => readAloud(state, facilitator, 'A', 'printed'))
      .then([read('M1', 'A', 'printed'), read('M3', 'A', 'printed')]);
  });

  it('stays skipped by who stepped out of it', () => {
    sittingInRoom(skipped('M1', 'A'))
      .when((state) => readAloud(state, facilitator, 'A'))
      .then([read('M2', 'A', 'read-aloud'), read('M3', 'A', 'read-aloud')]);
  });

  it('is read out by the facilitator alone, and is one of the sitting’s', () => {
    sittingInRoom()
      .when((state) => readAloud(state, member('M1'), 'A'))
      .thenRefused('not-the-facilitator');
    sittingInRoom()
      .when((state) => readAloud(state, facilitator, 'Z'))
      .thenRefused('story-not-in-sitting');
  });

  it('is heard by nobody where each reads in their own time', () => {
    sitting()
      .when((state) => readAloud(state, facilitator, 'A'))
      .thenRefused('reading-aloud-without-room');
  });
});

describe('skipping a story that is too hard to read', () => {
  it('is written down once', () => {
    sitting()
      .when((state) => skipStory(state, member('M1'), 'A'))
      .then([skipped('M1', 'A')]);
    sitting(skipped('M1', 'A'))
      .when((state) => skipStory(state, member('M1'), 'A'))
      .thenNothing();
  });

  it('can be undone by opening it after all, also where it was opened before', () => {
    sitting(read('M1', 'A'), skipped('M1', 'A'))
      .when((state) => openStory(state, member('M1'), 'A'))
      .then([read('M1', 'A')]);
    expect(stateOf(sitting(skipped('M1', 'A'), read('M1', 'A'))).skipped).toEqual({ A: [] });
  });

  it('is refused where the panel reads every story', () => {
    const rules = { ...opened().data.rules, skippingAllowed: false };
    given(sittingDecider, [opened({ rules }), received('A')])
      .when((state) => skipStory(state, member('M1'), 'A'))
      .thenRefused('skipping-not-allowed');
  });

  it('is a member’s own, of a story that is here', () => {
    sitting()
      .when((state) => skipStory(state, member('M9'), 'A'))
      .thenRefused('not-a-member');
    sitting()
      .when((state) => skipStory(state, member('M1'), 'Z'))
      .thenRefused('story-not-in-sitting');
  });
});

describe('before choosing', () => {
  const gate = (...events: readonly SittingEvent[]) => everythingIsReadOrSkipped(stateOf(sitting(...events)), 'M1');

  it('a member has opened every story, or skipped it', () => {
    expect(gate(read('M1', 'A'), read('M1', 'B'))).toBeUndefined();
    expect(gate(read('M1', 'A'), skipped('M1', 'B'))).toBeUndefined();
    expect(gate(skipped('M1', 'A'), skipped('M1', 'B'))).toBeUndefined();
  });

  it('one story unread is one too many, and is named as the programme knows it', () => {
    expect(gate(read('M1', 'A'))).toEqual({ refusal: 'story-unread', field: 'choice', details: { story: 'DN-B' } });
  });

  it('what another member read does not help', () => {
    expect(gate(read('M2', 'A'), read('M2', 'B'))).toMatchObject({ refusal: 'story-unread' });
  });

  it('what was read out in the room does', () => {
    expect(gate(read('M1', 'A', 'read-aloud'), read('M1', 'B', 'read-aloud'))).toBeUndefined();
  });

  it('a story that they are too close to is not waited for: nobody has to read or skip it', () => {
    expect(gate(read('M1', 'A'), conflict('M1', 'B'))).toBeUndefined();
    expect(gate(read('M1', 'A'), conflict('M2', 'B'))).toMatchObject({ refusal: 'story-unread' });
  });

  it('a story taken back is not waited for', () => {
    expect(gate(read('M1', 'A'), takenOut('B'))).toBeUndefined();
  });
});

describe('a ballot', () => {
  const choosing = (story: string, ...events: readonly SittingEvent[]) =>
    choosesAmongTheirOwn(stateOf(sitting(...events)), 'M1', [{ story, field: 'choice' }]);

  it('names stories that its member read', () => {
    expect(choosing('A', read('M1', 'A'), read('M1', 'B'))).toBeUndefined();
  });

  it.each<[string, readonly SittingEvent[], string]>([
    ['a story that its member skipped', [read('M1', 'B'), skipped('M1', 'A')], 'story-unread'],
    ['a story that its member has a conflict with', [conflict('M1', 'A')], 'member-has-conflict'],
    ['a story taken back since', [takenOut('A')], 'story-not-in-sitting'],
  ])('does not name %s', (_, events, refusal) => {
    expect(choosing('A', ...events)).toMatchObject({ refusal, field: 'choice' });
  });

  it('is refused by the reference of a story that left, which is what people know it by', () => {
    expect(choosing('A', takenOut('A'))).toMatchObject({ details: { story: 'DN-A' } });
  });

  it('may name another story than the one its member skipped or has a conflict with', () => {
    expect(choosing('B', skipped('M1', 'A'), conflict('M1', 'A'), read('M1', 'B'))).toBeUndefined();
  });

  it('may name a story that another member has a conflict with', () => {
    expect(choosing('A', conflict('M2', 'A'), skipped('M2', 'A'))).toBeUndefined();
  });
});

describe('a conflict of interest', () => {
  const because: readonly ConflictBecause[] = [
    'told',
    'collected',
    'credited',
    'criticised',
    'team',
    'manages',
    'close',
  ];

  it.each(because)('is declared by the member it is about: %s', (why) => {
    sitting()
      .when((state) => declareConflict(state, member('M1'), 'M1', 'A', why))
      .then([conflict('M1', 'A', why)]);
  });

  it('is declared by the facilitator for a member, and says so', () => {
    sitting()
      .when((state) => declareConflict(state, facilitator, 'M1', 'A', 'manages'))
      .then([conflict('M1', 'A', 'manages', 'F1')]);
  });

  it('stands once for a member and a story', () => {
    sitting(conflict('M1', 'A'))
      .when((state) => declareConflict(state, facilitator, 'M1', 'A', 'team'))
      .thenNothing();
  });

  it('of one member with one story is not another’s, nor with another story', () => {
    sitting(conflict('M2', 'A'), conflict('M1', 'B'))
      .when((state) => declareConflict(state, member('M1'), 'M1', 'A', 'close'))
      .then([conflict('M1', 'A')]);
  });

  it('leaves reading as it was: they can still discuss', () => {
    sitting(conflict('M1', 'A'))
      .when((state) => openStory(state, member('M1'), 'A'))
      .then([read('M1', 'A')]);
  });

  it.each([
    ['of another member', member('M2'), 'M1', 'A', 'not-the-facilitator'],
    ['of somebody outside the panel', facilitator, 'M9', 'A', 'not-a-member'],
    ['with a story that is not here', member('M1'), 'M1', 'Z', 'story-not-in-sitting'],
    ['in a sitting of another organisation', { actor: 'M1', organisation: 'another' }, 'M1', 'A', 'sitting-not-found'],
  ])('%s is refused', (_, by, who, story, refusal) => {
    sitting()
      .when((state) => declareConflict(state, by, who, story, 'close'))
      .thenRefused(refusal);
  });
});

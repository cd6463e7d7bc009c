import { given } from '#contracts/testing/given.js';

import { recordWhoCame } from './attendance.js';
import { openStory, readAloud } from './decide.js';
import type { AttendanceRecorded, MemberLeft, SittingEvent } from './events.js';
import { entitledNow } from './rules.js';
import { closed, facilitator, member, opened, read, received, sitting, stateOf } from './sitting.builders.js';
import { isUnread, sittingDecider } from './state.js';

const came = (...members: readonly string[]): AttendanceRecorded => ({
  ...{ type: 'AttendanceRecorded', schemaVersion: 1 },
  data: { came: members, recordedBy: 'F1' },
});
const left = (who: string): MemberLeft => ({
  ...{ type: 'MemberLeft', schemaVersion: 1 },
  data: { member: who, recordedBy: 'F1' },
});
/** In a room: M1, M2 and M3 are convened; A has come to it. */
const room = (...events: readonly SittingEvent[]) =>
  given(sittingDecider, [opened({ heldIn: 'room' }), received('A'), ...events]);

describe('who came to a meeting in a room', () => {
  it('is recorded whole, by whoever leads, and is no change when it is said again', () => {
    room()
      .when((state) => recordWhoCame(state, facilitator, ['M2', 'M1', 'M2']))
      .then([came('M1', 'M2')]);
    room(came('M1', 'M2'))
      .when((state) => recordWhoCame(state, facilitator, ['M2', 'M1']))
      .thenNothing();
    room(came('M1', 'M2'))
      .when((state) => recordWhoCame(state, facilitator, ['M3']))
      .then([came('M3')]);
    room()
      .when((state) => recordWhoCame(state, facilitator, []))
      .then([came()]);
  });

  it('is refused of somebody who is no member, or has left, of a meeting in no room, and by anybody else', () => {
    room()
      .when((state) => recordWhoCame(state, facilitator, ['M1', 'M9']))
      .thenRefused('attendance-of-no-member', { field: 'came' });
    room(left('M3'))
      .when((state) => recordWhoCame(state, facilitator, ['M3']))
      .thenRefused('attendance-of-no-member');
    sitting()
      .when((state) => recordWhoCame(state, facilitator, ['M1']))
      .thenRefused('attendance-without-room');
    room()
      .when((state) => recordWhoCame(state, member('M1'), ['M1']))
      .thenRefused('not-the-facilitator');
    room(closed())
      .when((state) => recordWhoCame(state, facilitator, ['M1']))
      .thenRefused('sitting-closed');
  });

  it('is who hears what is read out; until it is recorded everybody does', () => {
    room(came('M1', 'M3'))
      .when((state) => readAloud(state, facilitator, 'A'))
      .then([read('M1', 'A', 'read-aloud'), read('M3', 'A', 'read-aloud')]);
    room()
      .when((state) => readAloud(state, facilitator, 'A', 'printed'))
      .then([read('M1', 'A', 'printed'), read('M2', 'A', 'printed'), read('M3', 'A', 'printed')]);
  });

  it('takes back what was heard by somebody who turns out not to be there, and not what they opened', () => {
    const aloud = ['M1', 'M2', 'M3'].map((each) => read(each, 'A', 'read-aloud'));
    const heard = stateOf(room(...aloud, came('M1')));
    expect(['M1', 'M2', 'M3'].map((each) => isUnread(heard, each, 'A'))).toEqual([false, true, true]);
    const opens = stateOf(room(...aloud, read('M2', 'A'), came('M1')));
    expect(isUnread(opens, 'M2', 'A')).toBe(false);
    room(...aloud)
      .when((state) => openStory(state, member('M2'), 'A'))
      .then([read('M2', 'A')]);
    room(...aloud, came('M1'), came('M1', 'M2'))
      .when((state) => readAloud(state, facilitator, 'A'))
      .then([read('M2', 'A', 'read-aloud')]);
  });

  it('does not change how many may choose: the quorum is of all who are entitled', () => {
    expect(entitledNow(stateOf(room(came('M1'))))).toBe(3);
  });
});

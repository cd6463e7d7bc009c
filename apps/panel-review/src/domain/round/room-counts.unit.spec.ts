import { handsAreOfThoseThere, roomCountsAreRight, type RoomCounts } from './room-counts.js';

const choosing = {
  kind: 'choice' as const,
  stories: ['A', 'B'],
  members: ['M1', 'M2', 'M3', 'M4', 'M5'],
  conflicts: [{ member: 'M1', story: 'A' }],
};
const room = (counts: Readonly<Record<string, number>>, abstained: number, answered: number): RoomCounts => ({
  ...{ counts, abstained, answered },
  recordedBy: 'F1',
});

describe('hands, dots or slips counted in a room', () => {
  it.each([
    ['everybody answered', room({ A: 3, B: 1 }, 1, 5)],
    ['somebody kept out of it', room({ A: 2 }, 0, 2)],
    ['nobody answered', room({}, 0, 0)],
    ['everybody abstained', room({}, 5, 5)],
    ['everybody who may chose A', room({ A: 4 }, 1, 5)],
  ])('are right where %s', (_, counts) => {
    expect(roomCountsAreRight(choosing, counts)).toBeUndefined();
  });

  it.each([
    ['one hand too few', room({ A: 2, B: 1 }, 0, 4), 'counts-do-not-add-up', 'answered'],
    ['one hand too many', room({ A: 2, B: 1 }, 1, 3), 'counts-do-not-add-up', 'answered'],
    ['a story that is not here', room({ Z: 1 }, 0, 1), 'story-not-in-sitting', 'counts.Z'],
    ['half a hand', room({ A: 0.5 }, 0, 0.5), 'count-not-whole', 'counts.A'],
    ['fewer hands than none', room({ A: -1 }, 1, 0), 'count-not-whole', 'counts.A'],
    ['fewer abstentions than none', room({ A: 1 }, -1, 0), 'count-not-whole', 'abstained'],
    ['answers that cannot be counted', room({ A: 1 }, 0, Number.NaN), 'count-not-whole', 'answered'],
    ['more people than may choose', room({ A: 3, B: 3 }, 0, 6), 'more-answers-than-entitled', 'answered'],
    ['more for a story than may choose it', room({ A: 5 }, 0, 5), 'more-answers-than-entitled', 'counts.A'],
  ])('are refused with %s', (_, counts, refusal, field) => {
    expect(roomCountsAreRight(choosing, counts)).toMatchObject({ refusal, field });
  });

  it('leave out a member who may choose nothing', () => {
    const conflicts = ['A', 'B'].map((story) => ({ member: 'M1', story }));
    expect(roomCountsAreRight({ ...choosing, conflicts }, room({ B: 1 }, 4, 5))).toMatchObject({
      refusal: 'more-answers-than-entitled',
      details: { answered: 5, entitled: 4 },
    });
  });

  it('may name several stories for each who approves, and none for more than answered', () => {
    const approving = { ...choosing, kind: 'approval' as const };
    expect(roomCountsAreRight(approving, room({ A: 3, B: 4 }, 0, 4))).toBeUndefined();
    expect(roomCountsAreRight(approving, room({ A: 3, B: 4 }, 1, 4))).toMatchObject({
      refusal: 'counts-do-not-add-up',
      field: 'answered',
    });
  });

  it('are of those who are there: who has left, or did not come, takes no hand from them', () => {
    const four = ['M1', 'M2', 'M3', 'M4'];
    const leftBefore = { stories: ['A'], conflicts: [{ member: 'M5', story: 'A' }] };
    expect(handsAreOfThoseThere(leftBefore, { answered: 4 }, four)).toBeUndefined();
    expect(handsAreOfThoseThere(leftBefore, { answered: 5 }, four)).toMatchObject({
      details: { answered: 5, came: 4 },
    });
  });
});

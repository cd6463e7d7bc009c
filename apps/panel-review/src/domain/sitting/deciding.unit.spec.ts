import { closeSitting, holdOver, keepDissent, recordOutcome, writeLessonLines } from './decide.js';
import type { OutcomeKind, SittingEvent } from './events.js';
import type { By } from './in-sitting.js';
import {
  aReason,
  closed,
  facilitator,
  heldOver,
  lessonLine,
  member,
  outcome,
  roundCounted,
  roundOpened,
  sitting,
  sittingInRoom,
  stateOf,
  takenOut,
} from './sitting.builders.js';

/** Two of three chose A. */
const voted = [roundOpened(1), roundCounted(1)];
const tied = [roundOpened(1), roundCounted(1, { leading: ['A', 'B'], tie: true })];
const tooFew = [roundOpened(1), roundCounted(1, { answered: 1, quorate: false })];

const deciding = (
  kind: OutcomeKind,
  stories: readonly string[],
  before: readonly SittingEvent[],
  by: By = facilitator,
) => sitting(...before).when((state) => recordOutcome(state, by, { kind, stories, reason: aReason('group', stories) }));

describe('the outcome of a sitting', () => {
  it('is what the group decided, with its reason', () => {
    deciding('one', ['A'], voted).then([outcome('one', ['A'], true)]);
  });

  it('may differ from the count, and says so: leading is not deciding', () => {
    deciding('one', ['B'], voted).then([outcome('one', ['B'], false)]);
    deciding('joint', ['A', 'B'], voted).then([outcome('joint', ['A', 'B'], false)]);
  });

  it('of a tie is the group’s: both, in either order, or one of them', () => {
    deciding('joint', ['B', 'A'], tied).then([outcome('joint', ['B', 'A'], true)]);
    deciding('one', ['A'], tied).then([outcome('one', ['A'], false)]);
  });

  it('may be that nobody is chosen, or lessons alone', () => {
    deciding('none', [], voted).then([outcome('none', [], false)]);
    deciding('learning', [], voted).then([outcome('learning', [], false)]);
  });

  it('follows the count where nobody chose anything and nobody is chosen', () => {
    deciding('none', [], [roundOpened(1), roundCounted(1, { leading: [] })]).then([outcome('none', [], true)]);
  });

  it.each<[OutcomeKind, readonly string[]]>([
    ['one', []],
    ['one', ['A', 'B']],
    ['one', ['A', 'A']],
    ['joint', ['A', 'B', 'A']],
    ['joint', ['A']],
    ['joint', ['A', 'A']],
    ['none', ['A']],
    ['learning', ['A']],
  ])('that is %s does not name %j', (kind, stories) => {
    deciding(kind, stories, voted).thenRefused(`outcome-${kind}-names-other-stories`, { field: 'stories' });
  });

  it.each<[OutcomeKind, readonly string[]]>([
    ['one', ['A']],
    ['joint', ['A', 'B']],
  ])('that is %s needs a round, and one with a quorum', (kind, stories) => {
    deciding(kind, stories, []).thenRefused('no-round-counted');
    deciding(kind, stories, tooFew).thenRefused('not-quorate');
  });

  it.each<OutcomeKind>(['none', 'learning'])('that is %s needs no round, nor a quorum: nobody is chosen', (kind) => {
    deciding(kind, [], []).then([outcome(kind, [], true)]);
    deciding(kind, [], tooFew).then([outcome(kind, [], true)]);
  });

  it('is measured against the last round alone', () => {
    const again = [roundOpened(2), roundCounted(2, { leading: ['B'] })];
    deciding('one', ['B'], [...tooFew, ...again]).then([outcome('one', ['B'], true)]);
    const fewer = [roundOpened(2), roundCounted(2, { quorate: false })];
    deciding('one', ['A'], [...voted, ...fewer]).thenRefused('not-quorate');
  });

  it('waits until the round that is open has closed', () => {
    deciding('one', ['A'], [...voted, roundOpened(2)]).thenRefused('another-round-open');
  });

  it('names stories that are here', () => {
    deciding('one', ['Z'], voted).thenRefused('story-not-in-sitting', { field: 'stories' });
    deciding('one', ['A'], [...voted, takenOut('A')]).thenRefused('story-not-in-sitting', { field: 'stories' });
  });

  it('is recorded by the facilitator, in a sitting that is open', () => {
    deciding('one', ['A'], voted, member('M1')).thenRefused('not-the-facilitator');
    deciding('one', ['A'], [...voted, closed()]).thenRefused('sitting-closed');
  });

  it('can be recorded again before closing: the last counts, and its reason with it', () => {
    const state = stateOf(sitting(...voted, outcome('one', ['A']), outcome('none', [], false)));
    expect(state.outcome).toEqual({ kind: 'none', stories: [], followsCount: false });
    expect(state.reasons).toEqual([aReason('group', [])]);
  });
});

describe('lesson lines', () => {
  const line = (story: string) => ({ story, reason: aReason('lesson', [story]) });

  it('say what each story taught the group, chosen or not', () => {
    sitting()
      .when((state) => writeLessonLines(state, facilitator, [line('A'), line('B')]))
      .then([lessonLine('A'), lessonLine('B')]);
  });

  it('written again take the place of the first', () => {
    const { lessons, reasons } = stateOf(sitting(lessonLine('A'), lessonLine('B'), lessonLine('A')));
    expect([...lessons].sort()).toEqual(['A', 'B']);
    expect(reasons.map(({ stories }) => stories)).toEqual([['B'], ['A']]);
  });

  it('are all written or none: one of a story that is not here refuses the others', () => {
    sitting()
      .when((state) => writeLessonLines(state, facilitator, [line('A'), line('Z')]))
      .thenRefused('story-not-in-sitting');
  });

  it('are the facilitator’s to write', () => {
    sitting()
      .when((state) => writeLessonLines(state, member('M1'), [line('A')]))
      .thenRefused('not-the-facilitator');
  });
});

describe('dissent', () => {
  const another = aReason('dissent', ['A']);

  it.each(['dissent', 'caveat'] as const)('is kept for a member: %s', (kind) => {
    sitting(...voted, outcome('one', ['A']))
      .when((state) => keepDissent(state, member('M2'), kind, another))
      .then([{ type: 'DissentKept', schemaVersion: 1, data: { kind, reason: another } }]);
  });

  it('can be the facilitator’s', () => {
    sitting()
      .when((state) => keepDissent(state, facilitator, 'dissent', another))
      .then([{ type: 'DissentKept', schemaVersion: 1, data: { kind: 'dissent', reason: another } }]);
  });

  it('can be written down by the facilitator for a member who says it in the room', () => {
    const saying = (author: string, before = sittingInRoom(), by = facilitator) =>
      before.when((state) => keepDissent(state, by, 'dissent', another, author));
    saying('M2').then([{ type: 'DissentKept', schemaVersion: 1, data: { kind: 'dissent', reason: another } }]);
    saying('M2', sitting()).thenRefused('said-aloud-without-room');
    saying('M9').thenRefused('said-aloud-by-nobody-here');
    const came: SittingEvent = {
      ...{ type: 'AttendanceRecorded', schemaVersion: 1 },
      data: { came: ['M1'], recordedBy: 'F1' },
    };
    saying('M2', sittingInRoom(came)).thenRefused('said-aloud-by-nobody-here');
    saying('M2', sittingInRoom(), member('M1')).thenRefused('not-the-facilitator');
  });

  it('is kept beside the outcome for ever, also when that is recorded again', () => {
    const kept: SittingEvent = { type: 'DissentKept', schemaVersion: 1, data: { kind: 'dissent', reason: another } };
    const state = stateOf(sitting(...voted, outcome('one', ['A']), kept, kept, outcome('one', ['B'], false)));
    expect(state.reasons.filter(({ kind }) => kind === 'dissent')).toHaveLength(2);
  });

  it('is the panel’s own, while the sitting is open', () => {
    sitting()
      .when((state) => keepDissent(state, member('M9'), 'dissent', another))
      .thenRefused('not-a-member');
    sitting(closed())
      .when((state) => keepDissent(state, member('M1'), 'dissent', another))
      .thenRefused('sitting-closed');
  });
});

describe('a story held over', () => {
  const because = aReason('held-over', ['B'], 'until 2026-Q2');

  it('is to be heard again in a period that is named, with a reason', () => {
    sitting()
      .when((state) => holdOver(state, facilitator, 'B', '2026-Q2', because))
      .then([heldOver('B', '2026-Q2')]);
  });

  it('stands beside any outcome, also one that chose it', () => {
    const state = stateOf(sitting(...voted, outcome('one', ['A']), heldOver('A', '2026-Q2')));
    expect(state.outcome?.stories).toEqual(['A']);
    expect(state.heldOver).toEqual([{ story: 'A', toPeriod: '2026-Q2' }]);
  });

  it('held over again goes to the last period named, with the last reason', () => {
    const state = stateOf(sitting(heldOver('B', '2026-Q2'), heldOver('A', '2026-Q2'), heldOver('B', '2026-Q3')));
    expect(state.heldOver).toEqual([
      { story: 'A', toPeriod: '2026-Q2' },
      { story: 'B', toPeriod: '2026-Q3' },
    ]);
    expect(state.reasons.map(({ reason }) => reason)).toEqual(['until 2026-Q2', 'until 2026-Q3']);
  });

  it('is the facilitator’s to record, of a story that is here', () => {
    sitting()
      .when((state) => holdOver(state, member('M1'), 'B', '2026-Q2', because))
      .thenRefused('not-the-facilitator');
    sitting()
      .when((state) => holdOver(state, facilitator, 'Z', '2026-Q2', because))
      .thenRefused('story-not-in-sitting');
  });
});

describe('closing a sitting', () => {
  const decided = [...voted, outcome('one', ['A'])];
  const ready = [...decided, lessonLine('A'), lessonLine('B')];
  const closing = (before: readonly SittingEvent[], above: readonly string[] = [], by: By = facilitator) =>
    sitting(...before).when((state) => closeSitting(state, by, above));

  it('passes what was chosen up to every panel above, and nothing else', () => {
    closing(ready, ['valleys', 'national']).then([closed([{ story: 'A', toPanels: ['valleys', 'national'] }])]);
  });

  it('passes nothing up where no panel is above, or nobody was chosen', () => {
    closing(ready).then([closed()]);
    closing([...voted, outcome('learning', [], false), lessonLine('A'), lessonLine('B')], ['national']).then([
      closed(),
    ]);
  });

  it('waits for the outcome', () => {
    closing([...voted, lessonLine('A'), lessonLine('B')]).thenRefused('outcome-missing');
  });

  it('waits for a lesson line of each story, chosen or not, and names the one that is missing', () => {
    closing([...decided, lessonLine('A')]).thenRefused('lesson-line-missing', { details: { story: 'DN-B' } });
    closing(decided).thenRefused('lesson-line-missing', { details: { story: 'DN-A' } });
  });

  it('waits for no line of a story taken back', () => {
    closing([...decided, lessonLine('A'), takenOut('B')]).then([closed()]);
  });

  it('waits for another outcome where the story chosen was taken back, and passes it to nobody', () => {
    closing([...ready, takenOut('A')], ['national']).thenRefused('outcome-missing');
  });

  it('waits for another outcome where the group voted again', () => {
    closing([...ready, roundOpened(2), roundCounted(2, { leading: ['B'] })]).thenRefused('outcome-missing');
  });

  it('waits for the round that is open', () => {
    closing([...ready, roundOpened(2)]).thenRefused('another-round-open');
  });

  it('is the facilitator’s, and is done once', () => {
    closing(ready, [], member('M1')).thenRefused('not-the-facilitator');
    closing([...ready, closed()]).thenRefused('sitting-closed');
    closing(ready, [], { ...facilitator, organisation: 'another' }).thenRefused('sitting-not-found');
  });
});

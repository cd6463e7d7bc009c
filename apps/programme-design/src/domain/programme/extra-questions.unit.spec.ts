import { aProgramme } from '#contracts/testing/a-programme.js';
import { given } from '#contracts/testing/given.js';

import type { ExtraQuestionSet, ProgrammeCreated } from './events.js';
import { setExtraQuestion, type ExtraQuestionGiven } from './extra-questions.js';
import { programmeDecider } from './state.js';

const created: ProgrammeCreated = { type: 'ProgrammeCreated', schemaVersion: 1, data: { design: aProgramme() } };
const both = (text: string) => ({ en: text, cy: `${text} (cy)` });
const asked = (change: Partial<ExtraQuestionGiven> = {}): ExtraQuestionGiven => ({
  kind: 'one',
  wording: both('Where did it happen?'),
  hint: { en: '', cy: '' },
  isRequired: false,
  options: [both('At home'), both('In a group')],
  least: null,
  most: null,
  isRetired: false,
  ...change,
});
const set = (id: string, version: number, change: Partial<ExtraQuestionGiven> = {}): ExtraQuestionSet => {
  const { options, ...rest } = asked(change);
  const numbered = options.map((name, at) => ({ id: `o${String(at + 1)}`, name }));
  return {
    type: 'ExtraQuestionSet',
    schemaVersion: 1,
    data: { question: { ...rest, id, version, options: numbered }, why: null },
  };
};
const setting =
  (which: string | undefined, change: Partial<ExtraQuestionGiven> = {}) =>
  (state: Parameters<typeof setExtraQuestion>[0]) =>
    setExtraQuestion(state, 'pont-y-bore', which, asked(change), null);

describe('a further question of a programme', () => {
  it('is numbered by the programme, which says nothing of what it asks', () => {
    given(programmeDecider, [created])
      .when(setting(undefined))
      .then([set('q1', 1)]);
    given(programmeDecider, [created, set('q1', 1, { isRetired: true })])
      .when(setting(undefined, { wording: both('When?') }))
      .then([set('q2', 1, { wording: both('When?') })]);
  });

  it('has a next version whenever what is asked changes, and none when nothing does', () => {
    const before = given(programmeDecider, [created, set('q1', 1)]);
    before.when(setting('q1')).thenNothing();
    before
      .when(setting('q1', { wording: both('Where was it?') }))
      .then([set('q1', 2, { wording: both('Where was it?') })]);
    before.when(setting('q1', { kind: 'text', options: [] })).then([set('q1', 2, { kind: 'text', options: [] })]);
  });

  it('keeps its version when it is only asked no longer, and can be asked again', () => {
    given(programmeDecider, [created, set('q1', 3)])
      .when(setting('q1', { isRetired: true }))
      .then([set('q1', 3, { isRetired: true })]);
    given(programmeDecider, [created, set('q1', 3, { isRetired: true })])
      .when(setting('q1'))
      .then([set('q1', 3)]);
  });

  it.each([
    ['extra-options-too-few', { options: [both('At home')] }],
    ['extra-option-named-twice', { options: [both('At home'), both(' at HOME')] }],
    ['extra-options-not-asked-for', { kind: 'text' }],
    ['extra-bounds-do-not-rise', { kind: 'number', options: [], least: 5, most: 4 }],
    ['extra-bounds-do-not-rise', { kind: 'date', options: [], least: 5 }],
    ['extra-options-too-many', { options: Array.from({ length: 51 }, (_, at) => both(`Answer ${String(at)}`)) }],
  ] as const)('is refused with %s', (refusal, change) => {
    given(programmeDecider, [created]).when(setting(undefined, change)).thenRefused(refusal);
  });

  it('is not asked in the words of another that is asked', () => {
    given(programmeDecider, [created, set('q1', 1)])
      .when(setting(undefined, { wording: { en: 'WHERE did it happen? ', cy: 'Ble?' } }))
      .thenRefused('extra-wording-used-twice');
    given(programmeDecider, [created, set('q1', 1, { isRetired: true })])
      .when(setting(undefined))
      .then([set('q2', 1)]);
  });

  it('is one of ten at most that are asked', () => {
    const ten = Array.from({ length: 10 }, (_, at) =>
      set(`q${String(at + 1)}`, 1, { wording: both(`Question ${String(at)}`) }),
    );
    given(programmeDecider, [created, ...ten])
      .when(setting(undefined))
      .thenRefused('extra-questions-full');
    given(programmeDecider, [created, ...ten])
      .when(setting('q10', { wording: both('Another') }))
      .then([set('q10', 2, { wording: both('Another') })]);
  });

  it('is not there under an id that is none, nor for another organisation', () => {
    given(programmeDecider, [created]).when(setting('q1')).thenRefused('extra-question-not-found');
    given(programmeDecider, [created])
      .when((state) => setExtraQuestion(state, 'others', undefined, asked(), null))
      .thenRefused('programme-not-found');
  });
});

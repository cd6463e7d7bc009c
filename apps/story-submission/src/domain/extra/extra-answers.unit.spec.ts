import type { ExtraQuestionDesign } from '#contracts/shared/extra-questions.js';
import { isRefusal } from '#contracts/shared/refusal.js';

import { extraAnswer, extraAnswers } from './extra-answers.js';

export const question = (given: Partial<ExtraQuestionDesign> = {}): ExtraQuestionDesign => ({
  id: 'q1',
  version: 1,
  kind: 'text',
  wording: { en: 'Where?', cy: 'Ble?' },
  hint: { en: '', cy: '' },
  isRequired: false,
  options: [],
  least: null,
  most: null,
  isRetired: false,
  ...given,
});
const options = [
  { id: 'o1', name: { en: 'At home', cy: 'Gartref' } },
  { id: 'o2', name: { en: 'In the carers’ group', cy: 'Yn y grŵp gofalwyr' } },
];
const asAsked = { question: 'q1', version: 1, wording: { en: 'Where?', cy: 'Ble?' } };

describe('an answer to a further question', () => {
  it('keeps the question as it was asked', () => {
    expect(extraAnswer(question({ version: 3 }), 'By the sea')).toEqual({
      ...asAsked,
      version: 3,
      kind: 'text',
      text: 'By the sea',
    });
  });

  it('chooses by id, or by name in either language, whatever its capitals and apostrophes', () => {
    const one = question({ kind: 'one', options });
    for (const said of ['o2', "in the CARERS'  group", 'Yn y grŵp gofalwyr']) {
      expect(extraAnswer(one, said)).toEqual({ ...asAsked, kind: 'one', chosen: [options[1]] });
    }
    const several = question({ kind: 'several', options });
    expect(extraAnswer(several, ['o2', 'gartref'])).toEqual({ ...asAsked, kind: 'several', chosen: options });
  });

  it('is a whole number within its limits, and a day that there is', () => {
    const number = question({ kind: 'number', least: 0, most: 2_000 });
    expect(extraAnswer(number, '1,200')).toEqual({ ...asAsked, kind: 'number', number: 1_200 });
    const date = question({ kind: 'date' });
    expect(extraAnswer(date, '2024-02-29')).toEqual({ ...asAsked, kind: 'date', date: '2024-02-29' });
  });

  it.each([
    ['number', '2,001'],
    ['number', '-1'],
    ['number', '1.5'],
    ['number', 'many'],
    ['date', '2026-02-29'],
    ['date', '31/01/2026'],
    ['one', 'o3'],
    ['one', ['o1', 'o2']],
    ['several', ['o1', 'elsewhere']],
  ] as const)('of kind %s does not fit when it is %s', (kind, said) => {
    const asked = question({ kind, options, least: 0, most: 2_000 });
    expect(extraAnswer(asked, said)).toEqual({ refusal: 'extra-answer-does-not-fit', field: 'extra.q1' });
  });

  it('may be left out, unless it must be given', () => {
    for (const said of ['', ' \n', []]) {
      expect(extraAnswer(question(), said)).toBeUndefined();
      expect(extraAnswer(question({ isRequired: true }), said)).toMatchObject({ refusal: 'extra-answer-missing' });
    }
  });

  it('is taken only to what is asked now', () => {
    const extraQuestions = [question({ isRetired: true }), question({ id: 'q2', isRequired: true })];
    expect(extraAnswers({ extraQuestions }, { q1: 'Old', q2: 'New' })).toMatchObject({
      refusal: 'extra-answer-to-nothing',
    });
    expect(extraAnswers({ extraQuestions }, {})).toMatchObject({ refusal: 'extra-answer-missing', field: 'extra.q2' });
    const taken = extraAnswers({ extraQuestions }, { q2: 'New' });
    expect(isRefusal(taken) ? taken : taken.map(({ question: id }) => id)).toEqual(['q2']);
    expect(extraAnswers({}, {})).toEqual([]);
  });
});

import { given } from '#contracts/testing/given.js';

import {
  enterForm,
  formNumber,
  paperFormDecider,
  printForms,
  type FormEntered,
  type FormsPrinted,
} from './paper-form.js';

const forms = (count: number) => Array.from({ length: count }, (_, at) => ({ form: String(at), codeHash: 'hash' }));
const data: FormsPrinted['data'] = {
  ...{ programme: 'telling', period: '2026-Q1', language: 'cy', wordingVersion: 1, forms: forms(50) },
};
const printed: FormsPrinted = { type: 'FormsPrinted', schemaVersion: 1, data };
const entered: FormEntered = {
  ...{ type: 'FormEntered', schemaVersion: 1, data: { story: 'S', programme: 'telling', form: '3F9A-01BC' } },
};

describe('forms on paper', () => {
  it('are printed once, fifty at most', () => {
    given(paperFormDecider, [])
      .when((state) => printForms(state, data))
      .then([printed]);
    given(paperFormDecider, [printed])
      .when((state) => printForms(state, data))
      .thenRefused('forms-printed-already');
    for (const count of [0, 51]) {
      given(paperFormDecider, [])
        .when((state) => printForms(state, { ...data, forms: forms(count) }))
        .thenRefused('forms-too-many');
    }
  });

  it('are entered once', () => {
    given(paperFormDecider, [])
      .when((state) => enterForm(state, entered.data))
      .then([entered]);
    given(paperFormDecider, [entered])
      .when((state) => enterForm(state, entered.data))
      .thenRefused('form-entered-already');
  });

  it('have a number that is read however it is typed', () => {
    expect(['3f9a-01bc', ' 3F9A 01BC ', '3F9A01BC'].map(formNumber)).toEqual(Array(3).fill('3F9A-01BC'));
    expect(['', '3F9A', '3F9A-01BG', '3F9A-01BC-2'].map(formNumber)).toEqual(Array(4).fill(undefined));
  });
});

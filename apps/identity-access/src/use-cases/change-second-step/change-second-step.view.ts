import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { howISignIn } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import { password } from '../../password-field.js';
import { passwordInput } from '../../password-input.js';
import { appToAdd } from '../../proof/app-to-add.view.js';

export const addAppForm = defineForm({
  code: text({ required: 'code-missing' }),
  password: password({ required: 'password-missing' }),
});
export const confirmForm = defineForm({ password: password({ required: 'password-missing' }) });

export function addAppView(state: FormState, secret: string, words: Words) {
  const { errors, fields } = showForm(addAppForm, state, words, identityAccessErrors);
  return {
    ...frame('add-app', words),
    errors,
    app: appToAdd(secret, '', words.language),
    code: macroParams({
      ...fields.code,
      label: { text: words('code') },
      hint: { text: words('code-hint') },
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      classes: 'nhsuk-input--width-5',
    }),
    password: passwordInput(fields.password, words.language, words('password'), 'current-password'),
  };
}

export function confirmView(kind: 'remove-app' | 'new-recovery-codes', state: FormState, words: Words) {
  const { errors, fields } = showForm(confirmForm, state, words, identityAccessErrors);
  return {
    ...frame(kind, words),
    errors,
    app: null,
    code: null,
    password: passwordInput(fields.password, words.language, words('password'), 'current-password'),
  };
}

const frame = (kind: 'add-app' | 'remove-app' | 'new-recovery-codes', words: Words) => ({
  title: words(`heading-${kind}`),
  backLink: howISignIn.to({ language: words.language }),
  heading: words(`heading-${kind}`),
  explanation: words(`explanation-${kind}`),
  send: words(`send-${kind}`),
});

import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { signIn } from '../../addresses.js';
import { identityAccessErrors } from '../../errors.js';
import type { passkeyForm } from '../../proof/passkey-form.view.js';
import { appToAdd } from '../../proof/app-to-add.view.js';

export const passSecondStepForm = defineForm({ code: text({ required: 'code-missing' }) });

/** With a secret: it is an app to be added. */
export function passSecondStepView(
  state: FormState,
  secret: string | undefined,
  passkey: ReturnType<typeof passkeyForm>,
  words: Words,
) {
  const { errors, fields } = showForm(passSecondStepForm, state, words, identityAccessErrors);
  const kind = secret === undefined ? 'ask' : 'add';
  return {
    title: words(`heading-${kind}`),
    backLink: signIn.to({ language: words.language }),
    errors,
    heading: words(`heading-${kind}`),
    explanation: words(`explanation-${kind}`),
    app: secret === undefined ? null : appToAdd(secret, '', words.language),
    code: macroParams({
      ...fields.code,
      label: { text: words('code') },
      hint: { text: words(`code-hint-${kind}`) },
      autocomplete: 'one-time-code',
      spellcheck: false,
      classes: 'nhsuk-input--width-20',
    }),
    passkey,
    send: words('send'),
    lost: secret === undefined ? words('lost') : null,
  };
}

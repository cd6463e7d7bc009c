import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { leastCharacters } from '../../domain/password/password-rules.js';
import { identityAccessErrors } from '../../errors.js';
import { passwordInput } from '../../password-input.js';
import { invitationForm, newPasswordForm, setUpForm, signInForm, type LinkForPeople } from './link-forms.js';

/** Each purpose of a link asks for something else; no state: nothing was typed yet. */
export function useLinkView({ purpose }: LinkForPeople, state: FormState | undefined, words: Words) {
  const heading = words(`heading-${purpose}`);
  const { errors, questions, password } = shownFor(purpose, state, words);
  return {
    title: heading,
    errors,
    heading,
    explanation: words(`explanation-${purpose}`),
    questions,
    password,
    send: words(`send-${purpose}`),
  };
}

function shownFor(purpose: LinkForPeople['purpose'], state: FormState | undefined, words: Words) {
  const passwordOf = (field: object) =>
    passwordInput(
      field,
      words.language,
      words('password'),
      'new-password',
      words('password-hint', { least: leastCharacters }),
    );
  const signInNameOf = (field: object) =>
    macroParams({
      ...field,
      label: { text: words('sign-in-name') },
      hint: { text: words('sign-in-name-hint') },
      autocomplete: 'username',
      spellcheck: false,
      autocapitalize: 'none',
    });
  switch (purpose) {
    case 'set-up': {
      const { errors, fields } = showForm(setUpForm, state ?? setUpForm.empty, words, identityAccessErrors);
      const questions = [
        macroParams({ ...fields.organisationEn, label: { text: words('organisation-en') } }),
        macroParams({ ...fields.organisationCy, label: { text: words('organisation-cy') } }),
        macroParams({ ...fields.name, label: { text: words('name') }, autocomplete: 'name' }),
        signInNameOf(fields.signInName),
      ];
      return { errors, questions, password: passwordOf(fields.password) };
    }
    case 'invitation': {
      const { errors, fields } = showForm(invitationForm, state ?? invitationForm.empty, words, identityAccessErrors);
      return { errors, questions: [signInNameOf(fields.signInName)], password: passwordOf(fields.password) };
    }
    case 'new-password': {
      const { errors, fields } = showForm(newPasswordForm, state ?? newPasswordForm.empty, words, identityAccessErrors);
      return { errors, questions: [], password: passwordOf(fields.password) };
    }
    case 'sign-in': {
      const { errors } = showForm(signInForm, state ?? signInForm.empty, words, identityAccessErrors);
      return { errors, questions: [], password: null };
    }
  }
}

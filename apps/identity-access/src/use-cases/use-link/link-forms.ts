import type { OneTimeLink } from '#access/sessions.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { defineForm } from '#web/forms/form.js';
import { text } from '#web/forms/text-fields.js';

import { password } from '../../password-field.js';

export const signInForm = defineForm({});

export const setUpForm = defineForm({
  organisationEn: text({ required: 'organisation-en-missing' }),
  organisationCy: text({ required: 'organisation-cy-missing' }),
  name: text({ required: 'name-missing' }),
  signInName: text({ required: 'sign-in-name-missing' }),
  password: password({ required: 'password-missing' }),
});

export const invitationForm = defineForm({
  signInName: text({ required: 'sign-in-name-missing' }),
  password: password({ required: 'password-missing' }),
});

export const newPasswordForm = defineForm({ password: password({ required: 'password-missing' }) });

export type LinkForPeople = OneTimeLink & {
  readonly purpose: 'set-up' | 'sign-in' | 'invitation' | 'new-password';
};

const purposes = new Set(['set-up', 'sign-in', 'invitation', 'new-password']);

const isForPeople = (link: OneTimeLink | undefined): link is LinkForPeople =>
  link !== undefined && purposes.has(link.purpose);

/** The steps of signing in are links as well, but none that anybody opens here. */
export const linkForPeople = (link: OneTimeLink | undefined): LinkForPeople =>
  isForPeople(link) ? link : throwRefusal(refuse('link-not-usable'));

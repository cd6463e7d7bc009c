import { consentAudiences, type Consent } from '#contracts/shared/consent.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { hidden } from '#web/forms/text-fields.js';
import type { Language } from '#web/language.js';

import { agreedIn, type Asked, type AskedOf } from '../../telling/asked.js';
import { audiencesOf } from '../../consent/consent-of.js';
import { askedQuestion } from '../../telling/questions.js';
import type { PanelSeen } from '../../readers/panels-seen.js';
import type { YourPart } from './your-part.js';

/** Beside the question that every teller is asked about readers. */
export const partForm = defineForm({
  named: choice({ options: ['yes', 'no'], required: 'named-missing' }),
  storyVersion: hidden({ required: 'named-missing' }),
});

/** The same question, in the same words, as a teller’s. */
export function readersAsked({ design, state }: YourPart, panels: readonly PanelSeen[], language: Language): Asked {
  const period = design.periods.find(({ id }) => id === state.submitted.period);
  const of: AskedOf = { design, period, answers: {}, panels, language };
  return askedQuestion('readers', of);
}

export interface PartStates {
  readonly readers: FormState;
  readonly rest: FormState;
}

/** As they answered; nothing is chosen for somebody who has not. */
export function statesOf({ you, state }: YourPart, readers: Asked): PartStates {
  const version = { storyVersion: String(state.storyVersion) };
  if (you.answer === null) {
    return { readers: readers.stateOf({}), rest: { typed: { ...partForm.empty.typed, ...version }, errors: [] } };
  }
  const { audiences } = you.answer.consent;
  const chosen = consentAudiences.map((one) => [one, audiences[one] === undefined ? 'no' : 'yes'] as const);
  const isNamed = consentAudiences.some((one) => audiences[one]?.named === true);
  const typed = { ...partForm.empty.typed, ...version, named: isNamed ? 'yes' : 'no' };
  return { readers: readers.stateOf(Object.fromEntries(chosen)), rest: { typed, errors: [] } };
}

export interface PartAnswered {
  readonly audiences: Consent['audiences'];
  readonly storyVersion: number;
  readonly readers: FormState['typed'];
  readonly rest: FormState['typed'];
}

export function partIn(
  body: unknown,
  readers: Asked,
): { readonly ok: true; readonly value: PartAnswered } | ({ readonly ok: false } & PartStates) {
  const problems = readers.problemsIn(body);
  const rest = partForm.parse(body);
  const typed = readers.typedIn(body);
  if (problems !== undefined || !rest.ok) {
    return {
      ok: false,
      readers: problems ?? readers.stateOf(typed),
      rest: rest.ok ? { typed: rest.typed, errors: [] } : rest,
    };
  }
  const { named, storyVersion } = rest.values;
  const agreed = agreedIn({ readers: { typed, shownIn: 'en', wordingVersion: 0 } }, consentAudiences);
  const audiences = audiencesOf(Object.fromEntries(agreed.map((one) => [one, { named: named === 'yes' }])));
  return { ok: true, value: { audiences, storyVersion: Number(storyVersion), readers: typed, rest: rest.typed } };
}

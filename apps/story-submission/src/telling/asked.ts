import type { ConsentAudience } from '#contracts/shared/consent.js';
import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import type { Fields, Form, FormError, FormState, ValuesOf } from '#web/forms/form.js';
import { showForm, type ParamsOf } from '#web/forms/show-form.js';
import { textsIn } from '#web/forms/typed-text.js';
import type { ErrorLine } from '#web/rendering/page-view.js';
import type { Words } from '#web/words/words.js';

import { storySubmissionErrors } from '../errors.js';
import type { KeptAnswers } from './draft-by-code.js';
import type { PanelSeen } from '../readers/panels-seen.js';

/** One macro of a question's page, and what it is given. */
export interface Part {
  readonly kind: 'textarea' | 'input' | 'radios' | 'checkboxes' | 'date' | 'lines';
  readonly params: object;
}

export interface QuestionShown {
  /** Empty where the label or legend is the heading. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly parts: readonly Part[];
}

/** What a question may depend on. */
export interface AskedOf {
  readonly design: ProgrammeDesign;
  readonly period: PeriodDesign | undefined;
  readonly answers: KeptAnswers;
  /** Empty where the question of readers is not shown. */
  readonly panels: readonly PanelSeen[];
  readonly language: 'en' | 'cy';
}

/** One question of the journey, whatever its fields are. */
export interface Asked {
  readonly typedIn: (body: unknown) => FormState['typed'];
  /** What stands against it, with what was typed; nothing when it can be taken. */
  readonly problemsIn: (body: unknown) => FormState | undefined;
  readonly stateOf: (typed: FormState['typed']) => FormState;
  readonly shown: (state: FormState, words: Words) => QuestionShown & { readonly errors: readonly ErrorLine[] };
}

export function asked<const Of extends Fields>(
  form: Form<Of>,
  show: (fields: ParamsOf<Of>, words: Words) => QuestionShown,
  problemOf: (values: ValuesOf<Of>) => FormError | undefined = () => undefined,
): Asked {
  return {
    typedIn: (body) => form.parse(body).typed,
    problemsIn: (body) => {
      const parsed = form.parse(body);
      if (!parsed.ok) return parsed;
      const problem = problemOf(parsed.values);
      return problem === undefined ? undefined : { typed: parsed.typed, errors: [problem] };
    },
    stateOf: (typed) => ({ typed: { ...form.empty.typed, ...typed }, errors: [] }),
    shown: (state, words) => {
      const { errors, fields } = showForm(form, state, words, storySubmissionErrors);
      return { errors, ...show(fields, words) };
    },
  };
}

/** Who may read it, as far as it was answered. */
export const agreedIn = ({ readers }: KeptAnswers, audiences: readonly ConsentAudience[]): readonly ConsentAudience[] =>
  audiences.filter((audience) => textsIn(readers?.typed, audience).includes('yes'));

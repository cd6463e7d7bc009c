import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { periodAskedWords, periodQuestions, promptTyped } from '../../asking-in-periods/period-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { addPeriodForm } from './add-period.form.js';

/** A new period begins with the question of the last one, or of the programme. */
export function nextPeriodOf({ periods, prompt }: ProgrammeDesign): FormState {
  const last = [...periods].sort((a, b) => (a.closes < b.closes ? 1 : -1))[0];
  return addPeriodForm.filled(promptTyped(last?.prompt ?? prompt));
}

export function addPeriodView(found: ProgrammeDocument, state: FormState, words: Words) {
  const { language } = words;
  const asked = periodAskedWords[language];
  const { errors, fields } = showForm(addPeriodForm, state, asked, programmeDesignErrors);
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version: null,
    asked: periodQuestions(fields, asked),
    questionHint: words('question-hint'),
    why: whyAsked(fields.why, words, { hint: asked('why-hint') }),
  };
}

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { dateTyped } from '#web/forms/typed-text.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { periodAskedWords, periodQuestions, promptTyped } from '../../asking-in-periods/period-asked.js';
import { daysAfterPeriod } from '../../domain/programme/days-after-period.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { addPeriodForm } from './add-period.form.js';

/** A new period begins as a copy of the last one, in the days after it, or with the question of the programme. */
export function nextPeriodOf({ periods, prompt }: ProgrammeDesign): FormState {
  const last = [...periods].sort((a, b) => (a.closes < b.closes ? 1 : -1))[0];
  const asked = promptTyped(last?.prompt ?? prompt);
  if (last === undefined) return addPeriodForm.filled(asked);
  const { opens, closes } = daysAfterPeriod(last);
  return addPeriodForm.filled({ ...asked, opens: dateTyped(opens), closes: dateTyped(closes) });
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

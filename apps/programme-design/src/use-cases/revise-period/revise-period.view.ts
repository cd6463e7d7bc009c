import type { PeriodDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { periodAskedWords, periodQuestions } from '../../asking-in-periods/period-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { revisePeriodForm } from './revise-period.form.js';

export function revisePeriodView(
  found: ProgrammeDocument,
  { name }: PeriodDesign,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const asked = periodAskedWords[language];
  const { errors, fields } = showForm(revisePeriodForm, state, asked, programmeDesignErrors);
  const heading = words('heading', { name: name[language] });
  return {
    ...aroundPart(found, words, heading),
    errors,
    explanation: words('explanation'),
    version,
    asked: periodQuestions(fields, asked),
    questionHint: words('question-hint'),
    why: whyAsked(fields.why, words, { hint: asked('why-hint') }),
  };
}

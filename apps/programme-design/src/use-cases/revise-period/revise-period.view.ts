import type { PeriodDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { periodAskedWords, periodQuestions } from '../../asking-in-periods/period-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { revisePeriodForm } from './revise-period.form.js';

export function revisePeriodView(
  { id, design }: ProgrammeDocument,
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
    title: heading,
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading,
    explanation: words('explanation'),
    version,
    asked: periodQuestions(fields, asked),
    questionHint: words('question-hint'),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: asked('why-hint') }, rows: 2 }),
    send: words('send'),
  };
}

import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart } from '../../around-part.js';
import { rulesAskedWords, rulesQuestions } from '../../choosing-rules/rules-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseRulesForm } from './revise-rules.form.js';

export function reviseRulesView(found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) {
  const { language } = words;
  const asked = rulesAskedWords[language];
  const { errors, fields } = showForm(reviseRulesForm, state, asked, programmeDesignErrors);
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version,
    asked: rulesQuestions(fields, asked, undefined),
  };
}

import type { LadderPanelDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart } from '../../around-part.js';
import { rulesAskedWords, rulesQuestions } from '../../choosing-rules/rules-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { revisePanelRulesForm } from './revise-panel-rules.form.js';

export function revisePanelRulesView(
  found: ProgrammeDocument,
  { name, rules = {} }: LadderPanelDesign,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { design } = found;
  const { language } = words;
  const asked = rulesAskedWords[language];
  const { errors, fields } = showForm(revisePanelRulesForm, state, asked, programmeDesignErrors);
  const heading = words('heading', { name: name[language] });
  return {
    ...aroundPart(found, words, heading),
    errors,
    explanation: words('explanation'),
    version,
    asked: rulesQuestions(fields, asked, { programme: design.rules, own: rules }),
  };
}

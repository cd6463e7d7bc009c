import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { aboutAskedWords, aboutQuestions } from '../../asking-about-programmes/about-asked.js';
import { bilingualPair } from '../../bilingual-pair.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { lookBacks } from '../../programme-parts/look-backs.js';
import { reviseProgrammeForm } from './revise-programme.form.js';

export function reviseProgrammeView(found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) {
  const { design } = found;
  const asked = aboutAskedWords[words.language];
  const { errors, fields } = showForm(reviseProgrammeForm, state, asked, programmeDesignErrors);
  // A look-back that was given by the API and is not in the usual list stays possible.
  const others = [design.prompt.lookBack].filter((each) => !lookBacks.some((known) => known === each));
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version,
    asked: aboutQuestions(fields, asked),
    stage: macroParams({
      ...fields.stage,
      fieldset: { legend: { text: words('stage'), size: 'm' } },
      items: (['pilot', 'whole'] as const).map((value) => ({ value, text: words(`stage-${value}`) })),
    }),
    lookBack: macroParams({
      ...fields.lookBack,
      id: 'lookBack',
      label: { text: words('look-back') },
      items: [...lookBacks, ...others].map((value) => ({
        value,
        text: others.includes(value) ? value : words(`look-back-${value}`),
      })),
    }),
    questions: [
      bilingualPair('question', fields['question.en'], fields['question.cy'], words, 4),
      bilingualPair('lessons', fields['lessons.en'], fields['lessons.cy'], words, 4),
      bilingualPair('confidentiality', fields['confidentiality.en'], fields['confidentiality.cy'], words, 3),
    ],
    why: whyAsked(fields.why, words),
  };
}

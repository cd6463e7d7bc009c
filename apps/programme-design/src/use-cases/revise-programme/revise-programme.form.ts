import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { aboutAnswered, aboutFields } from '../../asking-about-programmes/about-asked.js';
import type { ProgrammeAbout } from '../../domain/programme/events.js';
import { lookBacks } from '../../programme-parts/look-backs.js';

const textLimit = { characters: 5_000, words: 'text-too-long' };

const fields = {
  ...aboutFields,
  stage: choice({ options: ['pilot', 'whole'], required: 'stage-missing' }),
  lookBack: choice({ options: lookBacks, required: 'look-back-missing' }),
  'question.en': longText({ required: 'question-en-missing', limit: textLimit }),
  'question.cy': longText({ required: 'question-cy-missing', limit: textLimit }),
  'lessons.en': longText({ limit: textLimit }),
  'lessons.cy': longText({ limit: textLimit }),
  'confidentiality.en': longText({ required: 'confidentiality-en-missing', limit: textLimit }),
  'confidentiality.cy': longText({ required: 'confidentiality-cy-missing', limit: textLimit }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseProgrammeForm = defineForm(fields);

export const aboutTyped = (design: ProgrammeDesign): FormState =>
  reviseProgrammeForm.filled({
    'name.en': design.name.en,
    'name.cy': design.name.cy,
    'purpose.en': design.purpose.en,
    'purpose.cy': design.purpose.cy,
    'runBy.en': design.runBy.en,
    'runBy.cy': design.runBy.cy,
    languages: design.languages,
    stage: design.isPilot ? 'pilot' : 'whole',
    lookBack: design.prompt.lookBack,
    'question.en': design.prompt.question.en,
    'question.cy': design.prompt.question.cy,
    'lessons.en': design.promptForTheWorse?.en ?? '',
    'lessons.cy': design.promptForTheWorse?.cy ?? '',
    'confidentiality.en': design.confidentiality.en,
    'confidentiality.cy': design.confidentiality.cy,
  });

/** The question about lessons is left out where it stands in neither language. */
export function aboutGiven(values: ValuesOf<typeof fields>): ProgrammeAbout {
  const lessons = { en: values['lessons.en'] ?? '', cy: values['lessons.cy'] ?? '' };
  return {
    ...aboutAnswered(values),
    isPilot: values.stage === 'pilot',
    prompt: { lookBack: values.lookBack, question: { en: values['question.en'], cy: values['question.cy'] } },
    ...(lessons.en === '' && lessons.cy === '' ? {} : { promptForTheWorse: lessons }),
    confidentiality: { en: values['confidentiality.en'], cy: values['confidentiality.cy'] },
  };
}

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

import type { ProgrammeAbout } from '../../domain/programme/events.js';
import { lookBacks } from '../../programme-parts/look-backs.js';

const nameLimit = { characters: 200, words: 'name-too-long' };
const textLimit = { characters: 5_000, words: 'text-too-long' };

const fields = {
  'name.en': text({ required: 'name-en-missing', limit: nameLimit }),
  'name.cy': text({ required: 'name-cy-missing', limit: nameLimit }),
  'purpose.en': longText({ required: 'purpose-en-missing', limit: textLimit }),
  'purpose.cy': longText({ required: 'purpose-cy-missing', limit: textLimit }),
  'runBy.en': text({ required: 'run-by-en-missing', limit: nameLimit }),
  'runBy.cy': text({ required: 'run-by-cy-missing', limit: nameLimit }),
  languages: choices({ options: ['en', 'cy'], required: 'languages-missing' }),
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
    name: { en: values['name.en'], cy: values['name.cy'] },
    purpose: { en: values['purpose.en'], cy: values['purpose.cy'] },
    runBy: { en: values['runBy.en'], cy: values['runBy.cy'] },
    languages: [...values.languages],
    isPilot: values.stage === 'pilot',
    prompt: { lookBack: values.lookBack, question: { en: values['question.en'], cy: values['question.cy'] } },
    ...(lessons.en === '' && lessons.cy === '' ? {} : { promptForTheWorse: lessons }),
    confidentiality: { en: values['confidentiality.en'], cy: values['confidentiality.cy'] },
  };
}

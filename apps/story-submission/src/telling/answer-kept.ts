import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';

import type { DraftQuestion } from '../domain/draft/events.js';
import { extraNamed } from './extra-question.js';
import type { KeptAnswer } from './draft-by-code.js';

/** What was typed, with which wording it answers. */
export function answerKept(
  question: DraftQuestion,
  typed: FormState['typed'],
  shownIn: 'en' | 'cy',
  design: ProgrammeDesign,
): KeptAnswer {
  const extra = extraNamed(design, question);
  return {
    ...{ typed, shownIn, wordingVersion: design.consentWording.version },
    ...(extra === undefined ? {} : { questionVersion: extra.version }),
  };
}

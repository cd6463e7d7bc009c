import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { domainAskedWords, domainQuestions, firstPeriodQuestion } from '../../asking-about-domains/domain-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { addDomainForm, domainKinds } from './add-domain.form.js';

export function addDomainView(found: ProgrammeDocument, state: FormState, words: Words) {
  const { design } = found;
  const { language } = words;
  const asked = domainAskedWords[language];
  const { errors, fields } = showForm(addDomainForm(design), state, asked, programmeDesignErrors);
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    advice: design.domains.some(({ kind }) => kind === 'negative') ? '' : words('advice-negative'),
    version: null,
    kind: macroParams({
      ...fields.kind,
      fieldset: { legend: { text: asked('kind'), size: 'm' } },
      items: domainKinds.map((value) => ({
        value,
        text: asked(`kind-${value}`),
        hint: { text: asked(`kind-${value}-hint`) },
      })),
    }),
    asked: domainQuestions(fields, asked),
    // Of a programme without a period there is none to choose.
    periods:
      design.periods.length === 0
        ? null
        : { first: firstPeriodQuestion(fields.firstPeriod, design, asked), last: null },
    why: whyAsked(fields.why, words, { hint: asked('why-hint') }),
  };
}

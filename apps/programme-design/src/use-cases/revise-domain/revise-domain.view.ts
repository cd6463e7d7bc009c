import type { DomainDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import {
  domainAskedWords,
  domainQuestions,
  firstPeriodQuestion,
  periodItems,
} from '../../asking-about-domains/domain-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseDomainForm } from './revise-domain.form.js';

export function reviseDomainView(
  found: ProgrammeDocument,
  { name }: DomainDesign,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { design } = found;
  const { language } = words;
  const asked = domainAskedWords[language];
  const { errors, fields } = showForm(reviseDomainForm(design), state, asked, programmeDesignErrors);
  const heading = words('heading', { name: name[language] });
  return {
    ...aroundPart(found, words, heading),
    errors,
    explanation: words('explanation'),
    advice: '',
    version,
    kind: null,
    asked: domainQuestions(fields, asked),
    periods: {
      first: firstPeriodQuestion(fields.firstPeriod, design, asked),
      last: macroParams({
        ...fields.lastPeriod,
        id: 'lastPeriod',
        label: { text: asked('last'), size: 'm' },
        hint: { text: asked('periods-hint') },
        items: [{ value: '', text: asked('no-end') }, ...periodItems(design, language)],
      }),
    },
    why: whyAsked(fields.why, words, { hint: asked('why-hint') }),
  };
}

import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { domainAskedWords, domainQuestions } from '../../asking-about-domains/domain-asked.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { addDomainForm, domainKinds } from './add-domain.form.js';

export function addDomainView({ id, design }: ProgrammeDocument, state: FormState, words: Words) {
  const { language } = words;
  const asked = domainAskedWords[language];
  const { errors, fields } = showForm(addDomainForm, state, asked, programmeDesignErrors);
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
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
    periods: null,
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: asked('why-hint') }, rows: 2 }),
    send: words('send'),
  };
}

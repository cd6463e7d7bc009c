import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import { addDomainForm, domainKinds } from './add-domain.form.js';

export function addDomainView({ id, design }: ProgrammeDocument, state: FormState, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(addDomainForm, state, words, programmeDesignErrors);
  const inWelsh = { lang: 'cy' };
  const inEnglish = { lang: 'en' };
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    explanation: words('explanation'),
    advice: design.domains.some(({ kind }) => kind === 'negative') ? '' : words('advice-negative'),
    kind: macroParams({
      ...fields.kind,
      fieldset: { legend: { text: words('kind'), size: 'm' } },
      items: domainKinds.map((value) => ({
        value,
        text: words(`kind-${value}`),
        hint: { text: words(`kind-${value}-hint`) },
      })),
    }),
    nameLegend: words('name'),
    nameEn: macroParams({ ...fields['name.en'], label: { text: words('name-en') }, attributes: inEnglish }),
    nameCy: macroParams({ ...fields['name.cy'], label: { text: words('name-cy') }, attributes: inWelsh }),
    descriptionLegend: words('description'),
    descriptionEn: macroParams({
      ...fields['description.en'],
      label: { text: words('description-en') },
      attributes: { ...fields['description.en'].attributes, ...inEnglish },
      rows: 3,
    }),
    descriptionCy: macroParams({
      ...fields['description.cy'],
      label: { text: words('description-cy') },
      attributes: { ...fields['description.cy'].attributes, ...inWelsh },
      rows: 3,
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
    confirmed: macroParams({
      ...fields.confirmed,
      fieldset: { legend: { text: words('before'), size: 's' } },
      items: [{ value: 'yes', text: words('confirm') }],
    }),
    send: words('send'),
  };
}

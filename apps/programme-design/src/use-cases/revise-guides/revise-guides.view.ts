import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { guided } from '../../domain/programme/guides.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseGuidesForm } from './revise-guides.form.js';

export function reviseGuidesView(
  { id, design }: ProgrammeDocument,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(reviseGuidesForm, state, words, programmeDesignErrors);
  const text = (whom: (typeof guided)[number], spoken: 'en' | 'cy') =>
    macroParams({
      ...fields[`${whom}.${spoken}`],
      label: { text: words(`in-${spoken}`) },
      attributes: { ...fields[`${whom}.${spoken}`].attributes, lang: spoken },
      rows: 5,
    });
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    explanation: words('explanation'),
    version,
    guides: guided.map((whom) => ({
      legend: words(whom),
      hint: words(`${whom}-hint`),
      texts: [text(whom, 'en'), text(whom, 'cy')],
    })),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
    send: words('send'),
  };
}

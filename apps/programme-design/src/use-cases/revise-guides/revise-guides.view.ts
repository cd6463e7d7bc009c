import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { guided } from '../../domain/programme/guides.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseGuidesForm } from './revise-guides.form.js';

export function reviseGuidesView(found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) {
  const { errors, fields } = showForm(reviseGuidesForm, state, words, programmeDesignErrors);
  const text = (whom: (typeof guided)[number], spoken: 'en' | 'cy') =>
    macroParams({
      ...fields[`${whom}.${spoken}`],
      label: { text: words(`in-${spoken}`) },
      attributes: { ...fields[`${whom}.${spoken}`].attributes, lang: spoken },
      rows: 5,
    });
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version,
    guides: guided.map((whom) => ({
      legend: words(whom),
      hint: words(`${whom}-hint`),
      texts: [text(whom, 'en'), text(whom, 'cy')],
    })),
    why: whyAsked(fields.why, words),
  };
}

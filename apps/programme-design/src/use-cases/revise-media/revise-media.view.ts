import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { kinds, reviseMediaForm } from './revise-media.form.js';

export function reviseMediaView(found: ProgrammeDocument, state: FormState, version: VersionShown, words: Words) {
  const { errors, fields } = showForm(reviseMediaForm, state, words, programmeDesignErrors);
  const numeric = { inputmode: 'numeric', classes: 'nhsuk-input--width-4' };
  return {
    ...aroundPart(found, words),
    errors,
    paragraphs: [words('explanation'), words('identifies')],
    version,
    most: macroParams({ ...fields.most, ...numeric, label: { text: words('most'), size: 'm' } }),
    sizes: { legend: words('sizes'), hint: words('sizes-hint') },
    kinds: kinds.map((kind) =>
      macroParams({ ...fields[kind], ...numeric, label: { text: words(kind) }, suffix: words('megabytes') }),
    ),
    why: whyAsked(fields.why, words),
  };
}

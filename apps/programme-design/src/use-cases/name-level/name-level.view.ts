import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { nameLevelForm } from './name-level.form.js';

/** `known` is undefined for a new level. */
export function nameLevelView(
  found: ProgrammeDocument,
  known: ProgrammeDesign['levels'][number] | undefined,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { levels } = found.design;
  const { language } = words;
  const { errors, fields } = showForm(nameLevelForm, state, words, programmeDesignErrors);
  const heading = known === undefined ? words('heading-new') : words('heading', { level: known.level });
  const highest = [...levels].sort((a, b) => b.level - a.level)[0];
  return {
    ...aroundPart(found, words, heading),
    errors,
    explanation: words('explanation'),
    place:
      known !== undefined
        ? ''
        : highest === undefined
          ? words('place-first')
          : words('place-above', { name: highest.name[language] }),
    version,
    nameEn: macroParams({
      ...fields['name.en'],
      label: { text: words('name-en') },
      hint: { text: words('name-en-hint') },
      attributes: { lang: 'en' },
    }),
    nameCy: macroParams({
      ...fields['name.cy'],
      label: { text: words('name-cy') },
      hint: { text: words('name-cy-hint') },
      attributes: { lang: 'cy' },
    }),
    why: whyAsked(fields.why, words),
    send: words(known === undefined ? 'send-new' : 'send'),
  };
}

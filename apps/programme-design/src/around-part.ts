import type { LongTextParams } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from './addresses.js';
import type { ProgrammeDocument } from './read-models/programmes/programmes.js';

/** What every page about one part of a programme says around its questions. */
export function aroundPart({ id, design }: ProgrammeDocument, words: Words, heading = words('heading')) {
  const { language } = words;
  return {
    title: heading,
    backLink: seeProgramme.to({ language, programme: id }),
    programme: design.name[language],
    heading,
    send: words('send'),
  };
}

/** What stands in the programme’s record beside the change. */
export const whyAsked = (field: LongTextParams, words: Words, { hint = words('why-hint'), rows = 2 } = {}) =>
  macroParams({ ...field, label: { text: words('why') }, hint: { text: hint }, rows });

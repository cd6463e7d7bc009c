import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { takeLevelOffForm } from './take-level-off.form.js';

export function takeLevelOffView(
  found: ProgrammeDocument,
  { name, level }: ProgrammeDesign['levels'][number],
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { errors, fields } = showForm(takeLevelOffForm, state, words, programmeDesignErrors);
  const heading = words('heading', { name: name[words.language] });
  const around = aroundPart(found, words, heading);
  return {
    ...around,
    errors,
    consequence: words('back-again', { level }),
    version,
    why: whyAsked(fields.why, words, { rows: 3 }),
    keep: { text: words('keep'), href: around.backLink },
  };
}

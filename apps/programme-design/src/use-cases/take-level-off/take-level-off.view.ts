import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { takeLevelOffForm } from './take-level-off.form.js';

export function takeLevelOffView(
  { id, design }: ProgrammeDocument,
  { name, level }: ProgrammeDesign['levels'][number],
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(takeLevelOffForm, state, words, programmeDesignErrors);
  const heading = words('heading', { name: name[language] });
  const backLink = seeProgramme.to({ language, programme: id });
  return {
    title: heading,
    backLink,
    errors,
    programme: design.name[language],
    heading,
    consequence: words('back-again', { level }),
    version,
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 3 }),
    send: words('send'),
    keep: { text: words('keep'), href: backLink },
  };
}

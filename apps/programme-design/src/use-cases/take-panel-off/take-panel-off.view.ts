import type { LadderPanelDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { takePanelOffForm } from './take-panel-off.form.js';

export function takePanelOffView(
  { id, design }: ProgrammeDocument,
  panel: LadderPanelDesign,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(takePanelOffForm, state, words, programmeDesignErrors);
  const heading = words('heading', { name: panel.name[language] });
  const backLink = seeProgramme.to({ language, programme: id });
  return {
    title: heading,
    backLink,
    errors,
    programme: design.name[language],
    heading,
    consequences: [
      words('record-stays'),
      ...design.panels
        .filter(({ passesUpTo }) => passesUpTo.includes(panel.id))
        .map(({ name }) => words('passes-up-no-longer', { name: name[language] })),
      ...design.panels
        .filter(({ parallelTo }) => parallelTo === panel.id)
        .map(({ name }) => words('parallel-no-longer', { name: name[language] })),
      words('back-again'),
    ],
    version,
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 3 }),
    send: words('send'),
    keep: { text: words('keep'), href: backLink },
  };
}

import type { LadderPanelDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { takePanelOffForm } from './take-panel-off.form.js';

export function takePanelOffView(
  found: ProgrammeDocument,
  panel: LadderPanelDesign,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { panels } = found.design;
  const { language } = words;
  const { errors, fields } = showForm(takePanelOffForm, state, words, programmeDesignErrors);
  const heading = words('heading', { name: panel.name[language] });
  const around = aroundPart(found, words, heading);
  return {
    ...around,
    errors,
    consequences: [
      words('record-stays'),
      ...panels
        .filter(({ passesUpTo }) => passesUpTo.includes(panel.id))
        .map(({ name }) => words('passes-up-no-longer', { name: name[language] })),
      ...panels
        .filter(({ parallelTo }) => parallelTo === panel.id)
        .map(({ name }) => words('parallel-no-longer', { name: name[language] })),
      words('back-again'),
    ],
    version,
    why: whyAsked(fields.why, words, { rows: 3 }),
    keep: { text: words('keep'), href: around.backLink },
  };
}

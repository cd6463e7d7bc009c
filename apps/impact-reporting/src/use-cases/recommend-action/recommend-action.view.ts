import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeActions } from '../../addresses.js';
import { impactReportingErrors } from '../../errors.js';
import { recommendActionForm } from './recommend-action.form.js';

export function recommendActionView(design: ProgrammeDesign, state: FormState, words: Words) {
  const { language } = words;
  const form = recommendActionForm(design.periods.map(({ id }) => id));
  const { errors, fields } = showForm(form, state, words, impactReportingErrors);
  const { sittings } = fields;
  return {
    title: words('heading'),
    backLink: seeActions.to({ language }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    intro: words('intro'),
    empty: design.periods.length === 0 ? words('empty') : '',
    recommendation: macroParams({
      ...fields.recommendation,
      label: { text: words('recommendation') },
      hint: { text: words('recommendation-hint') },
    }),
    period: macroParams({
      ...fields.period,
      fieldset: { legend: { text: words('period') } },
      items: design.periods.map(({ id, name }) => ({ value: id, text: name[language] })),
    }),
    stories: macroParams({
      ...fields.stories,
      label: { text: words('stories') },
      hint: { text: words('stories-hint') },
    }),
    // Filled in by the link of a meeting, and not for people to type.
    sittings: { name: sittings.name, value: sittings.value, text: sittings.value === '' ? '' : words('from-meeting') },
    send: words('send'),
  };
}

import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { seeProgramme } from '../../addresses.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { reviseRulesForm } from './revise-rules.form.js';

export function reviseRulesView(
  { id, design }: ProgrammeDocument,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(reviseRulesForm, state, words, programmeDesignErrors);
  const numeric = { inputmode: 'numeric', classes: 'nhsuk-input--width-4' };
  const legend = (key: string) => ({ fieldset: { legend: { text: words(key), size: 'm' } } });
  const options = (key: string, values: readonly string[]) =>
    values.map((value) => ({ value, text: words(`${key}-${value}`) }));
  return {
    title: words('heading'),
    backLink: seeProgramme.to({ language, programme: id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    explanation: words('explanation'),
    version,
    quorum: macroParams({
      ...fields.quorum,
      ...legend('quorum'),
      items: options('quorum', ['more_than_half', 'all', 'number']),
    }),
    quorumNumber: macroParams({ ...fields.quorumNumber, ...numeric, label: { text: words('quorum-number-label') } }),
    maxRounds: macroParams({
      ...fields.maxRounds,
      ...numeric,
      label: { text: words('max-rounds'), size: 'm' },
    }),
    scaleLegend: words('scale'),
    least: macroParams({ ...fields['scale.min'], ...numeric, label: { text: words('scale-least') } }),
    most: macroParams({ ...fields['scale.max'], ...numeric, label: { text: words('scale-most') } }),
    minimumBallots: macroParams({
      ...fields.minimumBallots,
      ...numeric,
      label: { text: words('minimum-ballots'), size: 'm' },
      hint: { text: words('minimum-ballots-hint') },
    }),
    tellers: macroParams({
      ...fields.tellers,
      ...legend('tellers'),
      items: options('tellers', ['hidden', 'shown']),
    }),
    skipping: macroParams({
      ...fields.skipping,
      ...legend('skipping'),
      items: options('skipping', ['allowed', 'not-allowed']),
    }),
    why: macroParams({ ...fields.why, label: { text: words('why') }, hint: { text: words('why-hint') }, rows: 2 }),
    send: words('send'),
  };
}

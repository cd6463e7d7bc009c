import type { LadderPanelDesign } from '#contracts/shared/programme.js';
import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { PanelRules } from '#contracts/shared/selection-rules.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';

import { answers, asProgramme, bounds, typedOf, whyField } from '../../choosing-rules/rules-asked.js';

const fields = {
  quorum: choice({ options: [asProgramme, ...answers.quorum], required: 'quorum-missing' }),
  quorumNumber: wholeNumber(bounds.quorumNumber),
  maxRounds: wholeNumber(bounds.maxRounds),
  'scale.min': wholeNumber(bounds['scale.min']),
  'scale.max': wholeNumber(bounds['scale.max']),
  minimumBallots: wholeNumber(bounds.minimumBallots),
  tellers: choice({ options: [asProgramme, ...answers.tellers], required: 'tellers-missing' }),
  skipping: choice({ options: [asProgramme, ...answers.skipping], required: 'skipping-missing' }),
  reasons: choice({ options: [asProgramme, ...answers.reasons], required: 'reasons-missing' }),
  tooClose: choice({ options: [asProgramme, ...answers.tooClose], required: 'too-close-missing' }),
  why: whyField,
};

type Values = ValuesOf<typeof fields>;

export const revisePanelRulesForm = defineForm(fields);

const radios = ['quorum', 'tellers', 'skipping', 'reasons', 'tooClose'] as const;

export function panelRulesTyped({ rules = {} }: LadderPanelDesign): FormState {
  const typed = typedOf(rules);
  const left = radios.filter((name) => typed[name] === '').map((name) => [name, asProgramme] as const);
  return revisePanelRulesForm.filled({ ...typed, ...Object.fromEntries(left) });
}

/** Only those of its own. */
export function panelRulesGiven(values: Values): PanelRules | Refusal {
  const { quorum, quorumNumber, maxRounds, minimumBallots, tellers, skipping, reasons, tooClose } = values;
  const { 'scale.min': min, 'scale.max': max } = values;
  if (min === undefined && max !== undefined) return refuse('scale-half-given', 'scale.min');
  if (max === undefined && min !== undefined) return refuse('scale-half-given', 'scale.max');
  return {
    ...(quorum === asProgramme ? {} : { quorum: quorum === 'number' ? (quorumNumber ?? 0) : quorum }),
    ...(min === undefined || max === undefined ? {} : { scale: { min, max } }),
    ...(maxRounds === undefined ? {} : { maxRounds }),
    ...(minimumBallots === undefined ? {} : { minimumBallots }),
    ...(tellers === asProgramme ? {} : { tellersHidden: tellers === 'hidden' }),
    ...(skipping === asProgramme ? {} : { skippingAllowed: skipping === 'allowed' }),
    ...(reasons === asProgramme ? {} : { choicesNeedReasons: reasons === 'needed' }),
    ...(tooClose === asProgramme ? {} : { tooCloseMayTalk: tooClose === 'may-talk' }),
  };
}

import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { rulesInFull } from '#contracts/shared/selection-rules.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';

import { answers, bounds, typedOf, whyField } from '../../choosing-rules/rules-asked.js';

type Rules = ProgrammeDesign['rules'];

const fields = {
  quorum: choice({ options: answers.quorum, required: 'quorum-missing' }),
  quorumNumber: wholeNumber(bounds.quorumNumber),
  maxRounds: wholeNumber({ ...bounds.maxRounds, required: 'max-rounds-missing' }),
  'scale.min': wholeNumber({ ...bounds['scale.min'], required: 'scale-least-missing' }),
  'scale.max': wholeNumber({ ...bounds['scale.max'], required: 'scale-most-missing' }),
  minimumBallots: wholeNumber({ ...bounds.minimumBallots, required: 'minimum-ballots-missing' }),
  tellers: choice({ options: answers.tellers, required: 'tellers-missing' }),
  skipping: choice({ options: answers.skipping, required: 'skipping-missing' }),
  reasons: choice({ options: answers.reasons, required: 'reasons-missing' }),
  tooClose: choice({ options: answers.tooClose, required: 'too-close-missing' }),
  why: whyField,
};

export const reviseRulesForm = defineForm(fields);

export const rulesTyped = ({ rules }: ProgrammeDesign): FormState =>
  reviseRulesForm.filled(typedOf(rulesInFull(rules)));

/** What is usual is left out, as where nobody has said anything of it. */
export const rulesGiven = (values: ValuesOf<typeof fields>): Rules => ({
  quorum: values.quorum === 'number' ? (values.quorumNumber ?? 0) : values.quorum,
  scale: { min: values['scale.min'], max: values['scale.max'] },
  maxRounds: values.maxRounds,
  minimumBallots: values.minimumBallots,
  tellersHidden: values.tellers === 'hidden',
  skippingAllowed: values.skipping === 'allowed',
  ...(values.reasons === 'needed' ? { choicesNeedReasons: true } : {}),
  ...(values.tooClose === 'may-not-talk' ? { tooCloseMayTalk: false } : {}),
});

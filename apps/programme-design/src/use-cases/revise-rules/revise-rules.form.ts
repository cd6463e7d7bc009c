import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { longText } from '#web/forms/text-fields.js';

type Rules = ProgrammeDesign['rules'];

const number = (name: string, least: number, most: number) =>
  wholeNumber({ required: `${name}-missing`, wrong: `${name}-wrong`, least, most });

const fields = {
  quorum: choice({ options: ['more_than_half', 'all', 'number'], required: 'quorum-missing' }),
  quorumNumber: wholeNumber({ wrong: 'quorum-number-wrong', least: 1, most: 10_000 }),
  maxRounds: number('max-rounds', 1, 20),
  'scale.min': number('scale', -1_000, 1_000),
  'scale.max': number('scale', -1_000, 1_000),
  minimumBallots: number('minimum-ballots', 1, 10_000),
  tellers: choice({ options: ['hidden', 'shown'], required: 'tellers-missing' }),
  skipping: choice({ options: ['allowed', 'not-allowed'], required: 'skipping-missing' }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

export const reviseRulesForm = defineForm(fields);

export function rulesTyped({ rules }: ProgrammeDesign): FormState {
  const { quorum } = rules;
  return reviseRulesForm.filled({
    quorum: typeof quorum === 'number' ? 'number' : quorum,
    quorumNumber: typeof quorum === 'number' ? String(quorum) : '',
    maxRounds: String(rules.maxRounds),
    'scale.min': String(rules.scale.min),
    'scale.max': String(rules.scale.max),
    minimumBallots: String(rules.minimumBallots),
    tellers: rules.tellersHidden ? 'hidden' : 'shown',
    skipping: rules.skippingAllowed ? 'allowed' : 'not-allowed',
  });
}

export const rulesGiven = (values: ValuesOf<typeof fields>): Rules => ({
  quorum: values.quorum === 'number' ? (values.quorumNumber ?? 0) : values.quorum,
  scale: { min: values['scale.min'], max: values['scale.max'] },
  maxRounds: values.maxRounds,
  minimumBallots: values.minimumBallots,
  tellersHidden: values.tellers === 'hidden',
  skippingAllowed: values.skipping === 'allowed',
});

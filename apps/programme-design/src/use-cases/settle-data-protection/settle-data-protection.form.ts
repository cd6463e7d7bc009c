import type { DataProtectionDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState, type ValuesOf } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';

import { stepsOfLadder } from '../../domain/programme/steps-of-ladder.js';
import { lawfulBases, specialConditions } from '../../programme-parts/grounds.js';

const name = text({ limit: { characters: 200, words: 'name-too-long' } });

const fixed = {
  lawfulBasis: choice({ options: lawfulBases }),
  specialCondition: choice({ options: specialConditions }),
  contact: text({ limit: { characters: 500, words: 'text-too-long' } }),
  rule: choices({ options: ['only-approved'] }),
  why: longText({ required: 'why-missing', limit: { characters: 2_000, words: 'text-too-long' } }),
};

/** Two questions for each step of this ladder. */
export function dataProtectionForm(design: ProgrammeDesign) {
  const ofSteps = Object.fromEntries(
    stepsOfLadder(design).flatMap((step) => [
      [`controller-${step}`, name],
      [`processor-${step}`, name],
    ]),
  );
  const { lawfulBasis, specialCondition, contact, rule, why } = fixed;
  return defineForm({ ...ofSteps, lawfulBasis, specialCondition, contact, rule, why });
}

export type DataProtectionForm = ReturnType<typeof dataProtectionForm>;

export function dataProtectionTyped(design: ProgrammeDesign): FormState {
  const settled = design.dataProtection;
  const names = (settled?.steps ?? []).flatMap<readonly [string, string]>(({ step, controller, processor }) => [
    [`controller-${step}`, controller],
    [`processor-${step}`, processor],
  ]);
  return dataProtectionForm(design).filled({
    ...Object.fromEntries(names),
    lawfulBasis: settled?.lawfulBasis ?? '',
    specialCondition: settled?.specialCondition ?? '',
    contact: settled?.contact ?? '',
    rule: settled?.opensOnlyApproved === true ? ['only-approved'] : [],
  });
}

type Values = ValuesOf<DataProtectionForm['fields']>;

export function dataProtectionGiven(design: ProgrammeDesign, values: Values): DataProtectionDesign {
  const named = new Map<string, unknown>(Object.entries(values));
  const said = (field: string): string => {
    const value = named.get(field);
    return typeof value === 'string' ? value : '';
  };
  return {
    lawfulBasis: values.lawfulBasis ?? null,
    specialCondition: values.specialCondition ?? null,
    contact: values.contact ?? '',
    steps: stepsOfLadder(design).map((step) => ({
      step,
      controller: said(`controller-${step}`),
      processor: said(`processor-${step}`),
    })),
    opensOnlyApproved: values.rule.includes('only-approved'),
  };
}

import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { aroundPart, whyAsked } from '../../around-part.js';
import { stepsOfLadder } from '../../domain/programme/steps-of-ladder.js';
import { programmeDesignErrors } from '../../errors.js';
import type { ProgrammeDocument } from '../../read-models/programmes/programmes.js';
import type { VersionShown } from '../../version-shown.js';
import { groundsInWords, lawfulBases, specialConditions } from '../../programme-parts/grounds.js';
import { dataProtectionForm } from './settle-data-protection.form.js';

export function settleDataProtectionView(
  found: ProgrammeDocument,
  state: FormState,
  version: VersionShown,
  words: Words,
) {
  const { design } = found;
  const { language } = words;
  const { errors, fields } = showForm(dataProtectionForm(design), state, words, programmeDesignErrors);
  const shown = new Map<string, object>(Object.entries(fields));
  const { value: basis, ...lawfulBasis } = fields.lawfulBasis;
  const { value: condition, ...specialCondition } = fields.specialCondition;
  const { values: rules, ...rule } = fields.rule;
  const grounds = (key: string, values: readonly string[], chosen: string) => ({
    fieldset: { legend: { text: words(key), size: 'm' } },
    hint: { text: words(`${key}-hint`) },
    items: values.map((value) => ({
      value,
      text: groundsInWords[language](`${key}-${value}`),
      checked: value === chosen,
    })),
  });
  return {
    ...aroundPart(found, words),
    errors,
    explanation: words('explanation'),
    version,
    basis: macroParams({ ...lawfulBasis, ...grounds('basis', lawfulBases, basis) }),
    condition: macroParams({ ...specialCondition, ...grounds('condition', specialConditions, condition) }),
    stepsHint: words('steps-hint'),
    steps: stepsOfLadder(design).map((step) => ({
      legend: stepWords(step, design.levels, words),
      controller: macroParams({ ...shown.get(`controller-${step}`), label: { text: words('controller') } }),
      processor: macroParams({ ...shown.get(`processor-${step}`), label: { text: words('processor') } }),
    })),
    contact: macroParams({
      ...fields.contact,
      label: { text: words('contact'), size: 'm' },
      hint: { text: words('contact-hint') },
    }),
    rule: macroParams({
      ...rule,
      fieldset: { legend: { text: words('rule'), size: 'm' } },
      items: [{ value: 'only-approved', text: words('rule-only-approved'), checked: rules.includes('only-approved') }],
    }),
    why: whyAsked(fields.why, words),
  };
}

function stepWords(step: string, levels: ProgrammeDocument['design']['levels'], words: Words): string {
  const level = levels.find((each) => String(each.level) === step);
  return level === undefined
    ? words(`step-${step}`)
    : words('step-level', { level: level.level, name: level.name[words.language] });
}

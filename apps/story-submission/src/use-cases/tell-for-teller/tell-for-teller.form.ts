import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormError, type ValuesOf } from '#web/forms/form.js';

import { asksForAge } from '../../domain/over-time/circumstances.js';
import { nothingTold } from '../../telling/circumstances-told.js';
import {
  audiencesTicked,
  extraSaidIn,
  fieldsOfTicks,
  isNameTicked,
  usesTicked,
  yesOrNo,
} from '../../telling/written-down.form.js';
import { fieldsOfStory, line, textTyped } from '../../telling-together/bring-in.form.js';
import type { ToldStory } from '../tell-story/tell-story.command.js';

export const ways = ['interview', 'transcript'] as const;

export const tellForTellerForm = (design: ProgrammeDesign) =>
  defineForm({
    ...fieldsOfStory(design),
    way: choice({ options: ways, required: 'way-missing' }),
    relation: line(),
    readBack: choices({ options: ['yes'] }),
    isOldEnough: choice({
      options: yesOrNo,
      ...(asksForAge(design.consentOverTime) ? { required: 'age-missing' } : {}),
    }),
    ...fieldsOfTicks,
    tellerName: line(),
  });

interface Filled {
  readonly values: ValuesOf<ReturnType<typeof tellForTellerForm>['fields']>;
  readonly extra: Readonly<Record<string, string | undefined>>;
}

interface Telling {
  readonly collector: string;
  readonly language: 'en' | 'cy';
  readonly at: string;
}

/** As the teller said it, or what is still missing before it counts. */
export function toldToAnother(
  design: ProgrammeDesign,
  { values, extra }: Filled,
  { collector, language, at }: Telling,
): ToldStory | { readonly problem: FormError } {
  const isNamed = isNameTicked(values);
  if (values.readBack.length === 0) return missing('readBack', 'read-back-missing');
  if (isNamed && values.tellerName === undefined) return missing('tellerName', 'name-missing');
  const { period, domain = null, way, isOldEnough } = values;
  return {
    ...{ period, domain, language: values.language, route: way, collector },
    text: { ...textTyped(values), collectorRole: values.relation ?? null },
    extra: extraSaidIn(design, extra),
    circumstances: { ...nothingTold, isOldEnough: isOldEnough === undefined ? null : isOldEnough === 'yes' },
    names: { teller: isNamed ? (values.tellerName ?? null) : null, collector: null },
    consent: {
      audiences: audiencesTicked(values),
      exclusions: [],
      uses: usesTicked(values),
      wordingVersion: design.consentWording.version,
      language,
      answeredAt: at,
      how: 'collector',
    },
  };
}

const missing = (field: string, words: string): { readonly problem: FormError } => ({
  problem: { kind: 'wrong', field, wrong: { words } },
});

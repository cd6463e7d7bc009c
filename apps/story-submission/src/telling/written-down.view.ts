import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ParamsOf } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { extraAsked } from '../domain/extra/extra-answers.js';
import type { Part } from './asked.js';
import { audienceTicks, type extraForm, type fieldsOfTicks } from './written-down.form.js';

export const partsOfExtra = (
  fields: ParamsOf<ReturnType<typeof extraForm>['fields']>,
  design: ProgrammeDesign,
  words: Words,
): readonly Part[] =>
  extraAsked(design).flatMap(({ id, wording, options }): readonly Part[] => {
    const field = fields[id];
    if (field === undefined) return [];
    const names = options.map(({ name }) => name[words.language]).join('; ');
    return [
      {
        kind: 'textarea',
        params: macroParams({
          ...field,
          label: { text: wording[words.language], classes: 'nhsuk-label--s' },
          ...(names === '' ? {} : { hint: { text: words('ticked', { names }) } }),
          rows: 2,
        }),
      },
    ];
  });

/** Each in the programme's own wording of consent. */
export const partsOfAudiences = (
  fields: Pick<ParamsOf<typeof fieldsOfTicks>, ConsentAudience>,
  { consentWording }: ProgrammeDesign,
  words: Words,
): readonly Part[] =>
  consentAudiences.map((audience) => ({
    kind: 'radios',
    params: macroParams({
      ...fields[audience],
      fieldset: { legend: { text: consentWording.audiences[audience][words.language], size: 's' } },
      items: audienceTicks.map((value) => ({ value, text: words(`tick-${value}`) })),
    }),
  }));

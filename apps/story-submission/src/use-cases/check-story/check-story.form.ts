import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';

import { findings } from '../../domain/verification/events.js';
import type { VerifiersAct } from './check-story.command.js';

export const findingForm = defineForm({
  finding: choice({ options: findings, required: 'finding-missing' }),
  note: longText({ required: 'note-missing', limit: { characters: 10_000, words: 'text-too-long' } }),
  askedOthers: choices({ options: ['yes'] }),
});

export const askingForm = defineForm({
  asked: longText({ required: 'asked-missing', limit: { characters: 10_000, words: 'text-too-long' } }),
});

export const agreementForm = defineForm({ agrees: choice({ options: ['yes', 'no'], required: 'agrees-missing' }) });

export const handBackForm = defineForm({
  because: choice({ options: ['involved', 'cannot'], required: 'because-missing' }),
});

export const checkForms = {
  finding: findingForm,
  asking: askingForm,
  agreement: agreementForm,
  'hand-back': handBackForm,
} as const;
export type CheckForm = keyof typeof checkForms;
const names = ['finding', 'asking', 'agreement', 'hand-back'] as const satisfies readonly CheckForm[];

/** One page, four forms: which of them was sent, what stood in it, and what it comes to if nothing is missing. */
export interface Sent {
  readonly form: CheckForm;
  readonly state: FormState;
  readonly act: VerifiersAct | undefined;
}

export function sentIn(body: unknown): Sent {
  const form = names.find((each) => each === textIn(body, 'act')) ?? 'finding';
  switch (form) {
    case 'asking': {
      const parsed = askingForm.parse(body);
      return sent(form, parsed, parsed.ok ? { kind: 'propose-asking', asked: parsed.values.asked } : undefined);
    }
    case 'agreement': {
      const parsed = agreementForm.parse(body);
      return sent(form, parsed, parsed.ok ? { kind: 'agreement', agrees: parsed.values.agrees === 'yes' } : undefined);
    }
    case 'hand-back': {
      const parsed = handBackForm.parse(body);
      return sent(form, parsed, parsed.ok ? { kind: 'hand-back', because: parsed.values.because } : undefined);
    }
    case 'finding': {
      const parsed = findingForm.parse(body);
      if (!parsed.ok) return sent(form, parsed, undefined);
      const { finding, note, askedOthers } = parsed.values;
      return sent(form, parsed, { kind: 'finding', finding, note, askedOthers: askedOthers.includes('yes') });
    }
  }
}

type Parsed = { readonly ok: true; readonly typed: FormState['typed'] } | ({ readonly ok: false } & FormState);

const sent = (form: CheckForm, parsed: Parsed, act: VerifiersAct | undefined): Sent => ({
  ...{ form, act },
  state: { typed: parsed.typed, errors: parsed.ok ? [] : parsed.errors },
});

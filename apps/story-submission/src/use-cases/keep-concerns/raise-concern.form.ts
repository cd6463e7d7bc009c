import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { longText } from '#web/forms/text-fields.js';

import { concernsAbout, type ConcernAbout } from '../../domain/concern/concern.js';

export const worries = ['leave', 'raise', 'advocate'] as const;

const limit = { characters: 5_000, words: 'said-too-long' };
const what = choice({ options: worries, required: 'what-missing' });

/** Whom it is about and what it is are asked of whoever raises a concern, and of nobody else. */
const raiseForm = defineForm({
  what,
  about: choice({ options: concernsAbout, required: 'about-missing' }),
  said: longText({ required: 'said-missing', limit }),
});
export const worryForm = defineForm({ what, about: choice({ options: concernsAbout }), said: longText({ limit }) });

type Worried =
  | { readonly kind: 'again'; readonly state: FormState }
  | {
      readonly kind: 'raise';
      readonly about: ConcernAbout;
      readonly said: string;
      readonly typed: FormState['typed'];
    }
  | { readonly kind: 'leave' | 'advocate' };

export function worried(body: unknown): Worried {
  const parsed = worryForm.parse(body);
  if (!parsed.ok) return { kind: 'again', state: parsed };
  if (parsed.values.what !== 'raise') return { kind: parsed.values.what };
  const raised = raiseForm.parse(body);
  if (!raised.ok) return { kind: 'again', state: raised };
  const { about, said } = raised.values;
  return { kind: 'raise', about, said, typed: raised.typed };
}

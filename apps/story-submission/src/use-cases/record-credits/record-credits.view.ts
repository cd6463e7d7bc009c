import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { text } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { creditedAs, creditKinds } from '../../domain/credit/credits.js';
import { storySubmissionErrors } from '../../errors.js';
import type { CreditSeen } from '../../stories/credits-seen.js';

export const creditForm = defineForm({
  name: text({ required: 'name-missing', limit: { characters: 500, words: 'name-too-long' } }),
  kind: choice({ options: creditKinds, required: 'kind-missing' }),
  as: choice({ options: creditedAs, required: 'as-missing' }),
});

interface Shown {
  readonly credits: readonly CreditSeen[];
  readonly reference: string;
  readonly backLink: string;
  readonly removal: (credit: string) => string;
}

export function creditsView({ credits, reference, backLink, removal }: Shown, state: FormState, words: Words) {
  const { errors, fields } = showForm(creditForm, state, words, storySubmissionErrors);
  const legend = (key: string) => ({ fieldset: { legend: { text: words(key), size: 's' } } });
  return {
    title: words('title'),
    backLink,
    errors,
    heading: words('heading'),
    reference: words('reference', { reference }),
    explanation: [words('explanation'), words('sealed')],
    empty: words('empty'),
    credits: credits.map(({ credit, kind, as, name, isKnownHere }, at) => ({
      name: name ?? words('name-withheld'),
      what: words(`${kind}-${as}`),
      known: words(isKnownHere ? 'known-here' : 'not-known-here'),
      action: removal(credit),
      suffix: `-${String(at)}`,
    })),
    remove: words('remove'),
    addHeading: words('add'),
    name: macroParams({
      ...fields.name,
      label: { text: words('name'), size: 's' },
      autocomplete: 'off',
      spellcheck: false,
    }),
    kind: macroParams({
      ...fields.kind,
      ...legend('kind'),
      items: creditKinds.map((value) => ({ value, text: words(`kind-${value}`) })),
    }),
    as: macroParams({
      ...fields.as,
      ...legend('as'),
      items: creditedAs.map((value) => ({ value, text: words(`as-${value}`) })),
    }),
    send: words('send'),
  };
}

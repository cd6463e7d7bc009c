import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { bringInStory } from '#contracts/story-submission/addresses.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { asksForAge } from '../../domain/over-time/circumstances.js';
import { storySubmissionErrors } from '../../errors.js';
import type { Part } from '../../telling/asked.js';
import type { FormsShown } from '../../telling/with-further-questions.js';
import { extraForm, yesOrNo } from '../../telling/written-down.form.js';
import { partsOfAudiences, partsOfExtra } from '../../telling/written-down.view.js';
import { openPeriods } from '../../telling-together/bring-in.form.js';
import { partsOfStory } from '../../telling-together/bring-in.view.js';
import { tellForTellerForm, ways } from './tell-for-teller.form.js';

export function tellForTellerView(design: ProgrammeDesign, { fixed, further }: FormsShown, words: Words) {
  const { errors, fields } = showForm(tellForTellerForm(design), fixed, words, storySubmissionErrors);
  const more = showForm(extraForm(design), further, words, storySubmissionErrors);
  const { youngestAge = null } = design.consentOverTime ?? {};
  const legend = (text: string) => ({ fieldset: { legend: { text, size: 's' } } });
  const input = (name: 'relation' | 'tellerName', hint: object): Part => ({
    kind: 'input',
    params: macroParams({
      ...{ ...fields[name], label: { text: words(name), size: 's' }, ...hint },
      ...{ autocomplete: 'off', spellcheck: false },
    }),
  });
  const answers = (name: 'isOldEnough' | 'translate' | 'quote', text: string): Part => ({
    kind: 'radios',
    params: macroParams({
      ...{ ...fields[name], ...legend(text) },
      items: yesOrNo.map((value) => ({ value, text: words(`tick-${value}`) })),
    }),
  });
  return {
    title: words('title'),
    backLink: bringInStory.to({ language: words.language }),
    errors: [...errors, ...more.errors],
    heading: words('heading'),
    paragraphs: [words('explanation'), words('privacy')],
    closed: openPeriods(design).length === 0 ? words('no-period') : '',
    story: [
      ...(asksForAge(design.consentOverTime) ? [answers('isOldEnough', words('age', { age: youngestAge ?? 0 }))] : []),
      ...partsOfStory(fields, design, words),
      {
        kind: 'radios',
        params: macroParams({
          ...{ ...fields.way, ...legend(words('way')) },
          items: ways.map((value) => ({ value, text: words(`way-${value}`) })),
        }),
      } satisfies Part,
      input('relation', { hint: { text: words('relation-hint') } }),
      ...partsOfExtra(more.fields, design, words),
    ],
    consentHeading: words('consent'),
    consentHint: words('consent-hint'),
    consent: [
      ...partsOfAudiences(fields, design, words),
      answers('translate', words('translate')),
      answers('quote', words('quote')),
      input('tellerName', { hint: { text: words('tellerName-hint') } }),
      {
        kind: 'checkboxes',
        params: macroParams({
          ...{ ...fields.readBack, ...legend(words('readBack')) },
          items: [{ value: 'yes', text: words('readBack-yes') }],
        }),
      } satisfies Part,
    ],
    send: words('send'),
  };
}

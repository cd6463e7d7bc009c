import { domainsAsked } from '#contracts/shared/domains-asked.js';
import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { showForm } from '#web/forms/show-form.js';
import { nameOfLanguage } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';

import { printFormsPage } from '../../addresses.js';
import { asksForAge } from '../../domain/over-time/circumstances.js';
import { storySubmissionErrors } from '../../errors.js';
import type { Part } from '../../telling/asked.js';
import type { FormsShown } from '../../telling/with-further-questions.js';
import { extraForm, yesOrNo } from '../../telling/written-down.form.js';
import { partsOfAudiences, partsOfExtra } from '../../telling/written-down.view.js';
import { enterForm, spokenLanguages, ways } from './enter-form.form.js';

export interface EnterFormShown extends FormsShown {
  readonly design: ProgrammeDesign;
  readonly period: PeriodDesign;
  /** The reference of the story that was made a moment ago. */
  readonly entered: string;
}

export function enterFormView({ design, period, fixed, further, entered }: EnterFormShown, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(enterForm, fixed, words, storySubmissionErrors);
  const more = extraForm(design);
  const shownMore = showForm(more, further, words, storySubmissionErrors);
  const label = (key: string) => ({ text: words(key), classes: 'nhsuk-label--s' });
  const legend = (text: string) => ({ legend: { text, size: 's' } });
  const input = (
    name: 'number' | 'title' | 'changeHappenedOn' | 'place' | 'writtenBy' | 'relation' | 'tellerName' | 'safely',
  ): Part => ({
    kind: 'input',
    params: macroParams({ ...fields[name], label: label(name), spellcheck: false, autocomplete: 'off' }),
  });
  const area = (
    name: 'narrative' | 'whySignificant' | 'recommendation' | 'contentNotes' | 'address',
    rows: number,
  ): Part => ({
    kind: 'textarea',
    params: macroParams({
      ...fields[name],
      label: label(name),
      ...(words.has(`${name}-hint`) ? { hint: { text: words(`${name}-hint`) } } : {}),
      rows,
    }),
  });
  const whole = (name: 'peopleAffected' | 'wordingVersion'): Part => ({
    kind: 'input',
    params: macroParams({
      ...fields[name],
      label: label(name),
      inputmode: 'numeric',
      classes: 'nhsuk-input--width-5',
    }),
  });
  const ticks = (
    name: 'isOldEnough' | 'language' | 'translate' | 'quote' | 'consentLanguage' | 'way',
    items: readonly { readonly value: string; readonly text: string }[],
    text = words(name),
  ): Part => ({ kind: 'radios', params: macroParams({ ...fields[name], fieldset: legend(text), items: [...items] }) });
  const yes = yesOrNo.map((value) => ({ value, text: words(`tick-${value}`) }));
  const spoken = (each: (typeof spokenLanguages)[number]): string =>
    each === 'en' || each === 'cy' ? nameOfLanguage[each] : words(`language-${each}`);
  const { youngestAge = null } = design.consentOverTime ?? {};
  return {
    title: words('heading'),
    backLink: printFormsPage.to({ language, programme: design.id, period: period.id }),
    errors: [...errors, ...shownMore.errors],
    programme: design.name[language],
    heading: words('heading'),
    entered: entered === '' ? '' : words('entered', { reference: entered }),
    paragraphs: [
      words('explanation', { period: period.name[language] }),
      words('as-written'),
      ...paragraphsOf(design.guides?.collectors?.[language] ?? ''),
    ],
    parts: [
      input('number'),
      ...(asksForAge(design.consentOverTime)
        ? [ticks('isOldEnough', yes, words('age', { age: youngestAge ?? 0 }))]
        : []),
      area('narrative', 12),
      area('whySignificant', 5),
      input('title'),
      input('changeHappenedOn'),
      input('place'),
      { kind: 'date', params: macroParams({ ...fields.toldOn, fieldset: legend(words('toldOn')) }) } satisfies Part,
      whole('peopleAffected'),
      area('recommendation', 3),
      area('contentNotes', 3),
      input('writtenBy'),
      input('relation'),
      {
        kind: 'radios',
        params: macroParams({
          ...{ name: fields.domain.name, idPrefix: fields.domain.name, value: fields.domain.value },
          fieldset: legend(words('domain')),
          items: [
            ...domainsAsked(design, period.id).map(({ id, name }) => ({ value: id, text: name[language] })),
            { value: '', text: words('domain-none') },
          ],
        }),
      } satisfies Part,
      ticks(
        'language',
        spokenLanguages.map((value) => ({ value, text: spoken(value) })),
      ),
      ...partsOfExtra(shownMore.fields, design, words),
      ...partsOfAudiences(fields, design, words),
      ticks('translate', yes),
      ticks('quote', yes),
      whole('wordingVersion'),
      ticks(
        'consentLanguage',
        (['en', 'cy'] as const).map((value) => ({ value, text: nameOfLanguage[value] })),
      ),
      input('tellerName'),
      ticks(
        'way',
        ways.map((value) => ({ value, text: words(`way-${value}`) })),
      ),
      area('address', 3),
      input('safely'),
    ],
    send: words('send'),
  };
}

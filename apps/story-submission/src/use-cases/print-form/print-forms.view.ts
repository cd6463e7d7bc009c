import { renderSVG } from 'uqr';

import { consentAudiences } from '#contracts/shared/consent.js';
import { domainsAsked } from '#contracts/shared/domains-asked.js';
import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { seeStories, tellYourStory, yourStory } from '#contracts/story-submission/addresses.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { wholeNumber } from '#web/forms/number-fields.js';
import { showForm } from '#web/forms/show-form.js';
import { nameOfLanguage, type Language } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { WordsInBoth } from '#web/words/words.js';

import { enterFormPage } from '../../addresses.js';
import { asksForAge } from '../../domain/over-time/circumstances.js';
import { extraAsked } from '../../domain/extra/extra-answers.js';
import { mostFormsAtOnce } from '../../domain/paper-form/paper-form.js';
import { storySubmissionErrors } from '../../errors.js';
import { promptOf } from '../../telling/panels-said.js';
import type { PrintedForm } from './print-forms.command.js';

export const printForm = defineForm({
  count: wholeNumber({ required: 'count-missing', wrong: 'count-wrong', least: 1, most: mostFormsAtOnce }),
  language: choice({ options: ['en', 'cy'], required: 'language-missing' }),
});

interface FormOf {
  readonly design: ProgrammeDesign;
  readonly period: PeriodDesign;
  readonly host: string;
}

export function printFormsView(
  of: FormOf,
  state: FormState,
  forms: readonly PrintedForm[],
  both: WordsInBoth,
  language: Language,
) {
  const words = both[language];
  const { design, period } = of;
  const { errors, fields } = showForm(printForm, state, words, storySubmissionErrors);
  const spoken = state.typed['language'] === 'cy' ? 'cy' : 'en';
  return {
    title: words('heading'),
    isShownOnce: forms.length > 0,
    backLink: seeStories.to({ language }, { programme: design.id }),
    errors,
    programme: design.name[language],
    heading: words('heading'),
    paragraphs: forms.length === 0 ? [words('explanation')] : [words('now-print'), words('once')],
    ask:
      forms.length > 0
        ? null
        : {
            period: words('period', { name: period.name[language] }),
            count: macroParams({
              ...fields.count,
              label: { text: words('count'), classes: 'nhsuk-label--s' },
              hint: { text: words('count-hint', { most: mostFormsAtOnce }) },
              classes: 'nhsuk-input--width-3',
              inputmode: 'numeric',
            }),
            language: macroParams({
              ...fields.language,
              fieldset: { legend: { text: words('language'), size: 's' } },
              items: (['en', 'cy'] as const).map((value) => ({ value, text: nameOfLanguage[value] })),
            }),
            send: words('send'),
          },
    enter: { text: words('enter'), href: enterFormPage.to({ language, programme: design.id, period: period.id }) },
    lang: spoken,
    forms: forms.map((form) => formOnPaper(of, form, both, spoken)),
  };
}

/** All that is asked of somebody who tells, in the order it is entered. */
function formOnPaper(
  { design, period, host }: FormOf,
  { form, code }: PrintedForm,
  both: WordsInBoth,
  spoken: Language,
) {
  const words = both[spoken];
  const domains = domainsAsked(design, period.id);
  const telling = new URL(tellYourStory.to({ language: spoken }, { programme: design.id }), host).href;
  const line = (key: string) => ({ label: words(key), size: 'line' });
  const box = (key: string) => ({ label: words(key), size: 'box' });
  // The library's own text: digits, letters and signs of SVG, nothing that anybody typed.
  const svg = renderSVG(telling, { border: 2, pixelSize: 4 });
  return {
    heading: words('form-heading', { programme: design.name[spoken] }),
    by: words('form-by', { organisation: design.runBy[spoken], period: period.name[spoken] }),
    number: words('form-number', { form }),
    picture: svg.replace('<svg ', `<svg role="img" aria-label="${words('picture')}" width="140" height="140" `),
    online: words('online', { address: telling }),
    keep: words('private'),
    age: asksForAge(design.consentOverTime)
      ? { label: words('age', { age: design.consentOverTime?.youngestAge ?? 0 }), options: [words('yes'), words('no')] }
      : null,
    question: promptOf(design, period, spoken),
    writing: [
      { label: words('story'), size: 'long' },
      box('why'),
      line('title'),
      line('happened'),
      line('place'),
      line('told-on'),
      line('people'),
      box('recommendation'),
      line('notes'),
      line('written-by'),
    ],
    chosen: [
      ...(domains.length === 0
        ? []
        : [{ label: words('kind'), options: [...domains.map(({ name }) => name[spoken]), words('unsure')] }]),
      { label: words('told-in'), options: [nameOfLanguage.en, nameOfLanguage.cy, words('both'), words('other')] },
    ],
    further: extraAsked(design).map(({ wording, hint, kind, options }) => ({
      label: wording[spoken],
      hint: hint[spoken],
      size: kind === 'text' ? 'box' : 'line',
      options: options.map(({ name }) => name[spoken]),
    })),
    consentHeading: words('consent'),
    consentText: words('consent-text'),
    wording: words('wording', { version: design.consentWording.version }),
    consent: [
      ...consentAudiences.map((audience) => ({
        label: design.consentWording.audiences[audience][spoken],
        options: [words('no'), words('yes-unnamed'), words('yes-named')],
      })),
      { label: words('translate'), options: [words('no'), words('yes')] },
      { label: words('quote'), options: [words('no'), words('yes')] },
    ],
    name: line('name'),
    signed: [line('signed'), line('signed-on')],
    contact: {
      heading: words('contact'),
      options: [words('by-mail'), words('by-letter'), words('by-page')],
      writing: [box('address'), line('safely')],
    },
    tear: {
      heading: words('tear'),
      text: words('tear-text', { address: new URL(yourStory.to({ language: spoken }), host).href }),
      code,
      lost: words('tear-lost'),
    },
  };
}

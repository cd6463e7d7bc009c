import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import type { Refusal } from '#contracts/shared/refusal.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { defineForm, type FormError } from '#web/forms/form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { nameOfLanguage } from '#web/language.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords, type Words } from '#web/words/words.js';

import { isExtraName, type DraftQuestion, type FixedQuestion } from '../domain/draft/events.js';
import { kindsTaken } from '../domain/media/media.js';
import { longestNarrative, somebodyMayReadIt, thereIsANarrative } from '../domain/story/story.js';
import { fieldsOfLeavingOut } from '../readers/leaving-out.js';
import { partsOfLeavingOut } from '../readers/parts-of-leaving-out.js';
import type { PanelSeen } from '../readers/panels-seen.js';
import { agreedIn, asked, type Asked, type AskedOf, type Part } from './asked.js';
import { askedAge, askedCircumstances, askedPlace, placeField } from './circumstances-question.js';
import { audiencesOf } from '../consent/consent-of.js';
import { askedExtra, extraNamed } from './extra-question.js';
import { panelsSaid, promptOf } from './panels-said.js';

export const questionWords = loadWords(import.meta.url, 'questions');

/** Characters of a title or a name, as the API takes them. */
const longestLine = 500;

export const storyForm = defineForm({ narrative: longText() });
export const whyForm = defineForm({
  whySignificant: longText({ limit: { characters: longestNarrative, words: 'why-too-long' } }),
});
export const titleForm = defineForm({ title: text({ limit: { characters: longestLine, words: 'title-too-long' } }) });
export const kindForm = (domains: readonly string[]) => defineForm({ domain: choice({ options: domains }) });
const yesOrNo = ['yes', 'no'] as const;
const readersForm = (panels: readonly PanelSeen[]) =>
  defineForm({
    panel: choice({ options: yesOrNo, required: 'panel-missing' }),
    organisation: choice({ options: yesOrNo, required: 'organisation-missing' }),
    partner: choice({ options: yesOrNo, required: 'partner-missing' }),
    public: choice({ options: yesOrNo, required: 'public-missing' }),
    translate: choice({ options: yesOrNo }),
    place: placeField,
    ...fieldsOfLeavingOut(panels),
  });
export const nameForm = (agreed: readonly ConsentAudience[]) =>
  defineForm({
    shownTo: choices({ options: agreed }),
    name: text({ limit: { characters: longestLine, words: 'name-too-long' } }),
  });
export const storyLanguages = ['en', 'cy', 'mixed', 'other'] as const;
export const languageForm = defineForm({ language: choice({ options: storyLanguages, required: 'language-missing' }) });

const headingLabel = (label: string) => ({ text: label, classes: 'nhsuk-label--l', isPageHeading: true });
const headingLegend = (legend: string) => ({
  legend: { text: legend, classes: 'nhsuk-fieldset__legend--l', isPageHeading: true },
});

const questions: Readonly<Record<FixedQuestion, (of: AskedOf) => Asked>> = {
  age: ({ design }) => askedAge(design),
  circumstances: askedCircumstances,
  story: ({ design, period, language }) =>
    asked(
      storyForm,
      ({ narrative }, words) => ({
        heading: '',
        paragraphs: [],
        parts: [
          {
            kind: 'textarea',
            params: macroParams({
              ...narrative,
              label: headingLabel(words('story')),
              hint: {
                text: [
                  words('story-hint', { question: promptOf(design, period, language) }),
                  ...(design.media === undefined || kindsTaken(design.media).length === 0
                    ? []
                    : [words('story-media')]),
                ].join(' '),
              },
              rows: 12,
            }),
          },
        ],
      }),
      ({ narrative = '' }) => refusedAt('narrative', thereIsANarrative(narrative)),
    ),
  why: () =>
    asked(whyForm, ({ whySignificant }, words) => ({
      heading: '',
      paragraphs: [],
      parts: [
        {
          kind: 'textarea',
          params: macroParams({
            ...whySignificant,
            label: headingLabel(words('why')),
            hint: { text: words('why-hint') },
            rows: 8,
          }),
        },
      ],
    })),
  title: () =>
    asked(titleForm, ({ title }, words) => ({
      heading: '',
      paragraphs: [],
      parts: [
        {
          kind: 'input',
          params: macroParams({ ...title, label: headingLabel(words('title')), hint: { text: words('title-hint') } }),
        },
      ],
    })),
  kind: ({ design, language }) =>
    asked(kindForm(design.domains.map(({ id }) => id)), ({ domain }, words) => ({
      heading: '',
      paragraphs: [],
      parts: [
        {
          kind: 'radios',
          params: macroParams({
            ...domain,
            fieldset: headingLegend(words('kind')),
            hint: { text: words('kind-hint') },
            items: [
              ...design.domains.map(({ id, name, description }) => ({
                value: id,
                text: name[language],
                ...(description[language] === '' ? {} : { hint: { text: description[language] } }),
              })),
              { divider: words('or') },
              { value: '', text: words('kind-unsure') },
            ],
          }),
        },
      ],
    })),
  readers: ({ design, panels, language }) =>
    asked(
      readersForm(panels),
      (fields, words) => ({
        heading: words('readers'),
        paragraphs: [words('readers-each'), words('readers-always')],
        parts: [
          ...consentAudiences.map((audience): Part => ({
            kind: 'radios',
            params: macroParams({
              ...fields[audience],
              fieldset: {
                legend: {
                  text: design.consentWording.audiences[audience][language],
                  classes: 'nhsuk-fieldset__legend--s',
                },
              },
              ...hintOf(audience, panelsSaid(design, language, words)),
              items: yesOrNo.map((value) => ({ value, text: words(`readers-${value}`) })),
            }),
          })),
          {
            kind: 'radios',
            params: macroParams({
              ...fields.translate,
              fieldset: { legend: { text: words('translate'), classes: 'nhsuk-fieldset__legend--s' } },
              hint: { text: words('translate-hint') },
              items: yesOrNo.map((value) => ({ value, text: words(`translate-${value}`) })),
            }),
          },
          askedPlace(fields.place, words),
          ...partsOfLeavingOut(fields, panels, language),
        ],
      }),
      (values) => {
        const agreed = consentAudiences.filter((audience) => values[audience] === 'yes');
        const audiences = audiencesOf(Object.fromEntries(agreed.map((audience) => [audience, { named: false }])));
        return refusedAt('panel', somebodyMayReadIt({ audiences }));
      },
    ),
  name: ({ design, answers, language }) => {
    const agreed = agreedIn(answers, consentAudiences);
    return asked(
      nameForm(agreed),
      (fields, words) => ({
        heading: words('name'),
        paragraphs: [words('name-choice')],
        parts: [
          {
            kind: 'checkboxes',
            params: macroParams({
              ...fields.shownTo,
              fieldset: { legend: { text: words('name-shown-to'), classes: 'nhsuk-fieldset__legend--s' } },
              hint: { text: words('name-shown-to-hint') },
              items: agreed.map((value) => ({ value, text: design.consentWording.audiences[value][language] })),
            }),
          },
          {
            kind: 'input',
            params: macroParams({
              ...fields.name,
              label: { text: words('name-field') },
              hint: { text: words('name-hint') },
              autocomplete: 'name',
              spellcheck: false,
            }),
          },
        ],
      }),
      ({ shownTo, name }) =>
        shownTo.length > 0 && name === undefined
          ? { kind: 'wrong', field: 'name', wrong: { words: 'name-missing' } }
          : undefined,
    );
  },
  language: () =>
    asked(languageForm, ({ language }, words) => ({
      heading: '',
      paragraphs: [],
      parts: [
        {
          kind: 'radios',
          params: macroParams({
            ...language,
            fieldset: headingLegend(words('language')),
            items: storyLanguages.map((value) => ({ value, text: languageSaid(value, words) })),
          }),
        },
      ],
    })),
};

/** Each under its own name, as the switch says it; the others in words. */
export const languageSaid = (language: (typeof storyLanguages)[number], words: Words): string =>
  language === 'en' || language === 'cy' ? nameOfLanguage[language] : words(`language-${language}`);

const hintOf = (audience: ConsentAudience, panels: string) =>
  audience === 'panel' && panels !== '' ? { hint: { text: panels } } : {};

const refusedAt = (field: string, refusal: Refusal | undefined): FormError | undefined =>
  refusal === undefined ? undefined : { kind: 'refused', field, refusal };

export function askedQuestion(question: DraftQuestion, of: AskedOf): Asked {
  if (!isExtraName(question)) return questions[question](of);
  const extra = extraNamed(of.design, question);
  if (extra === undefined) throw new Error(`The programme does not ask ${question}`);
  return askedExtra(extra, of.language);
}

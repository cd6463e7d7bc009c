import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { choice } from '#web/forms/choice-fields.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { pauseStory } from '../../addresses.js';
import { storySubmissionErrors } from '../../errors.js';
import { panelsOf, promptOf } from '../../telling/panels-said.js';

/** A period that stories can be told in now. */
export interface Offer {
  readonly value: string;
  readonly design: ProgrammeDesign;
  readonly period: PeriodDesign;
}

export const openOffers = (design: ProgrammeDesign): readonly Offer[] =>
  design.periods
    .filter(({ status }) => status === 'open')
    .map((period) => ({ value: JSON.stringify([design.id, period.id]), design, period }));

export const startForm = (offers: readonly Offer[]) =>
  defineForm({ offer: choice({ options: offers.map(({ value }) => value), required: 'offer-missing' }) });

export function startStoryView(
  offers: readonly Offer[],
  state: FormState,
  { hasDraft, isDeleted }: { readonly hasDraft: boolean; readonly isDeleted: boolean },
  words: Words,
) {
  const { language } = words;
  const { errors, fields } = showForm(startForm(offers), state, words, storySubmissionErrors);
  const [only, ...others] = offers;
  return {
    title: words('title'),
    errors,
    heading: words('heading'),
    deleted: isDeleted ? words('deleted') : '',
    lead: words('lead'),
    begun: hasDraft ? { text: words('begun'), href: pauseStory.to({ language }), link: words('begun-link') } : null,
    isOpen: only !== undefined,
    nothingOpen: { heading: words('nothing-open'), next: words('nothing-open-next') },
    offers: offers.map(({ design, period }) => ({
      heading: words('offer', { programme: design.name[language], period: period.name[language] }),
      question: promptOf(design, period, language),
      purpose: design.purpose[language],
      guide: paragraphsOf(design.guides?.tellers?.[language] ?? ''),
      closes: words('closes', { date: writeDate(language, period.closes) }),
      runBy: words('run-by', { organisation: design.runBy[language] }),
      confidentiality: design.confidentiality[language],
      panels: panelsOf(design, language),
      // Of a programme from before somebody had to be named there are none.
      hours:
        design.safeguarding === undefined ? '' : words('someone-there', { hours: design.safeguarding.hours[language] }),
    })),
    about: words('about'),
    panelsHeading: words('panels'),
    noPanels: words('no-panels'),
    whoReads: { heading: words('who-reads'), paragraphs: [words('who-reads-choose'), words('who-reads-always')] },
    privacy: { heading: words('privacy'), paragraphs: [words('privacy-promise'), words('privacy-exit')] },
    notCrisis: macroParams({
      heading: { text: words('not-crisis'), visuallyHiddenText: words('important'), level: 2 },
      text: words('not-crisis-text'),
    }),
    how: {
      heading: words('how'),
      steps: [words('how-questions'), words('how-kept'), words('how-code'), words('how-take-back')],
    },
    // With one there is nothing to choose; its value goes with the form.
    only: only !== undefined && others.length === 0 ? only.value : '',
    choose:
      others.length === 0
        ? null
        : macroParams({
            ...fields.offer,
            fieldset: { legend: { text: words('choose'), classes: 'nhsuk-fieldset__legend--m' } },
            items: offers.map(({ value, design, period }) => ({
              value,
              text: words('offer', { programme: design.name[language], period: period.name[language] }),
              hint: { text: words('run-by', { organisation: design.runBy[language] }) },
            })),
          }),
    start: words('start'),
    comeBack: { text: words('come-back'), href: yourStory.to({ language }) },
  };
}

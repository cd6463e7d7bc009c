import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';

import { concernsAbout } from '../../domain/concern/concern.js';
import { storySubmissionErrors } from '../../errors.js';
import { worries, worryForm } from './raise-concern.form.js';

export const raiseConcernTemplate = pageTemplate(import.meta.url, 'raise-concern.njk');
export const concernEndTemplate = pageTemplate(import.meta.url, 'concern-raised.njk');
export const raiseConcernWords = loadWords(import.meta.url, 'raise-concern');

/** Who asks: its own teller, or whoever read it or brought it in. */
export type Asker = 'teller' | 'reader';

export interface OfStory {
  readonly asker: Asker;
  readonly reference: string;
  readonly design: ProgrammeDesign | undefined;
  readonly backLink: string;
}

export function raiseConcernView({ asker, reference, design, backLink }: OfStory, state: FormState, words: Words) {
  const { errors, fields } = showForm(worryForm, state, words, storySubmissionErrors);
  const isTeller = asker === 'teller';
  return {
    // Neutral: it stands in the history of a device, which somebody else may look at.
    title: words('title'),
    backLink,
    errors,
    heading: words('heading'),
    reference: words('story', { reference }),
    danger: words('danger'),
    hours: hoursOf(design, words),
    what: macroParams({
      ...fields.what,
      fieldset: { legend: { text: words('what'), size: 'm' } },
      items: worries.map((value) => ({ value, text: words(`choice-${value}${isTeller ? '-teller' : ''}`) })),
    }),
    about: macroParams({
      ...fields.about,
      fieldset: { legend: { text: words('about'), size: 'm' } },
      hint: { text: words('about-hint') },
      items: concernsAbout.map((value) => ({ value, text: words(`about-${value}`) })),
    }),
    said: macroParams({
      ...fields.said,
      label: { text: words('said'), size: 'm' },
      hint: { text: words(isTeller ? 'said-teller-hint' : 'said-hint') },
      rows: 6,
    }),
    send: words('send'),
  };
}

/** What came of it: nobody reads here again what they wrote. */
export function concernEndView(
  kind: 'leave' | 'raise' | 'advocate',
  { design, backLink }: Pick<OfStory, 'design' | 'backLink'>,
  words: Words,
) {
  const heading = words(kind === 'raise' ? 'raised' : kind === 'leave' ? 'left' : 'advocate');
  const paragraphs = {
    raise: ['raised-next', 'raised-danger'],
    leave: ['left-text', 'left-again'],
    advocate: ['advocate-text', 'advocate-nothing'],
  }[kind].map((key) => words(key));
  return {
    title: words('title'),
    heading,
    paragraphs,
    hours: kind === 'leave' ? '' : hoursOf(design, words),
    back: { text: words('back-to-story'), href: backLink },
  };
}

const hoursOf = (design: ProgrammeDesign | undefined, words: Words): string =>
  design?.safeguarding === undefined
    ? words('nobody-named')
    : words('hours', { hours: design.safeguarding.hours[words.language] });

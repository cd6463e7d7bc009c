import { monthsAfter, type CalendarDay } from '#contracts/shared/calendar-day.js';
import { choice, choices } from '#web/forms/choice-fields.js';
import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import type { Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { chooseContactPage, seeYourStory } from '../../addresses.js';
import {
  askedAfter,
  openQuestion,
  stillAhead,
  stillSoAnswers,
  type Months,
  type StillSo,
} from '../../domain/still-so/still-so.js';
import { storySubmissionErrors } from '../../errors.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import type { StillSoRead } from '../../still-so-read.js';

const offered = ['3', '6', '12'] as const;

export const chooseForm = defineForm({ months: choices({ options: offered }) });
export const answerForm = defineForm({
  answer: choice({ options: stillSoAnswers, required: 'answer-missing' }),
  words: longText({ limit: { characters: 40_000, words: 'words-too-long' } }),
});

export const monthsOf = (chosen: readonly string[]): readonly Months[] =>
  askedAfter.filter((months) => chosen.includes(String(months)));

interface Standing {
  readonly story: StoryDocument;
  readonly known: StillSo;
  readonly parts: readonly StillSoRead[];
  readonly today: CalendarDay;
  /** Where its programme runs. */
  readonly timeZone: string;
}

export function yourStillSoView(
  { story, known, parts, today, timeZone }: Standing,
  typed: { readonly choice?: FormState; readonly answer?: FormState },
  words: Words,
) {
  const { language } = words;
  const ahead = stillAhead(story.toldOn, today);
  const standing = chooseForm.filled({ months: known.months.filter((each) => ahead.includes(each)).map(String) });
  const choosing = showForm(chooseForm, typed.choice ?? standing, words, storySubmissionErrors);
  const answering = showForm(answerForm, typed.answer ?? answerForm.empty, words, storySubmissionErrors);
  const isOver = story.state === 'withdrawn' || story.state === 'erased';
  const open = isOver ? undefined : openQuestion(known);
  return {
    title: words('title'),
    backLink: seeYourStory.to({ language }),
    errors: [...answering.errors, ...choosing.errors],
    heading: words('heading'),
    explanation: isOver ? [words('over')] : [words('explanation'), words('never-over')],
    question:
      open === undefined
        ? null
        : {
            heading: words('question', { date: writeDate(language, story.toldOn) }),
            answer: macroParams({
              ...answering.fields.answer,
              fieldset: { legend: { text: words('answer'), classes: 'nhsuk-fieldset__legend--s' } },
              items: stillSoAnswers.map((value) => ({ value, text: words(`answer-${value}`) })),
            }),
            words: macroParams({
              ...answering.fields.words,
              label: { text: words('words') },
              hint: { text: words('words-hint') },
              rows: 8,
            }),
            send: words('answer-send'),
          },
    choice:
      isOver || ahead.length === 0
        ? null
        : {
            heading: words('choice'),
            months: macroParams({
              ...choosing.fields.months,
              fieldset: { legend: { text: words('months'), classes: 'nhsuk-fieldset__legend--s' } },
              hint: { text: words('months-hint') },
              items: ahead.map((months) => ({
                value: String(months),
                text: words('month', { n: months, date: writeDate(language, monthsAfter(story.toldOn, months)) }),
              })),
            }),
            reach: { text: words('reach'), link: words('reach-link'), href: chooseContactPage.to({ language }) },
            send: words('send'),
          },
    // Nothing can be chosen any more, and nothing is asked: it says so.
    nothing: !isOver && ahead.length === 0 && open === undefined ? words('nothing') : '',
    partsHeading: words('parts'),
    parts: parts.map(({ months, answer, at, text }) => ({
      heading: words('part', { n: months, date: writeDate(language, at, timeZone) }),
      answer: words(`answer-${answer}`),
      paragraphs: paragraphsOf(text ?? ''),
    })),
  };
}

import { paragraphsOf } from '#web/components/story-card/story-card.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText } from '#web/forms/text-fields.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { loadWords, type Words } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { languageOfWords } from '../../domain/feedback/feedback.js';
import { storySubmissionErrors } from '../../errors.js';
import type { FeedbackDocument } from '../../read-models/feedback/feedback.js';
import type { SaidToYou } from '../../telling-back/feedback-to.js';

export const readFeedbackWords = loadWords(import.meta.url, 'read-feedback');

export const answerForm = defineForm({
  answer: longText({ required: 'answer-missing', limit: { characters: 10_000, words: 'answer-too-long' } }),
});

const panelOf = ({ design, document }: Pick<SaidToYou, 'design' | 'document'>, words: Words): string =>
  design?.panels.find(({ id }) => id === document.panel)?.name[words.language] ?? document.panel;

interface Listed extends Pick<SaidToYou, 'document' | 'design'> {
  readonly href: string;
}

/** Meetings that said something: nothing of what they said is on this page. */
export function listView(listed: readonly Listed[], to: 'teller' | 'collector', backLink: string, words: Words) {
  return {
    title: words(`title-${to}`),
    ...(backLink === '' ? {} : { backLink }),
    heading: words(`heading-${to}`),
    explanation: words(`explanation-${to}`),
    items: listed.map((each) => ({
      href: each.href,
      text: words('meeting', {
        panel: panelOf(each, words),
        date: writeDate(words.language, each.document.sittingClosedAt, each.design?.timezone),
      }),
      reference: to === 'collector' ? words('reference', { reference: each.document.item.drafted.reference }) : '',
      isNew: isNew(each.document) ? words('new') : '',
    })),
    empty: words(`empty-${to}`),
  };
}

const isNew = ({ state }: FeedbackDocument): boolean => state === 'sent' || state === 'waiting_on_page';

/** One meeting: a button that shows what it said, or what it said and a form to answer. */
export function meetingView(said: SaidToYou, state: FormState, backLink: string, words: Words, worry = '') {
  const { language } = words;
  const { document, isSeen, wording, membersSaid, answers } = said;
  const timeZone = said.design?.timezone;
  const { errors, fields } = showForm(answerForm, state, words, storySubmissionErrors);
  return {
    title: words('title-one'),
    backLink,
    errors,
    heading: words('heading-one', { panel: panelOf(said, words) }),
    met: words('met', { date: writeDate(language, document.sittingClosedAt, timeZone) }),
    before: isSeen ? null : { text: words('before'), choice: words('before-choice'), show: words('show') },
    /** A teller has it on their story’s own page. */
    worry: worry === '' ? null : { text: words('worries-me'), href: worry },
    gone: isSeen && wording === null ? words('gone') : '',
    lang: languageOfWords(document.item),
    said: paragraphsOf(wording ?? ''),
    membersSaid:
      membersSaid.length === 0 ? null : { heading: words('members-said'), items: membersSaid.map(paragraphsOf) },
    answersHeading: words('answers'),
    answers: answers.map(({ at, text }) => ({
      when: writeDate(language, at, timeZone),
      paragraphs: text === null ? [words('answer-gone')] : paragraphsOf(text),
    })),
    form:
      isSeen && wording !== null
        ? {
            heading: words('answer-heading'),
            who: words('answer-who'),
            answer: macroParams({
              ...fields.answer,
              label: { text: words('answer'), classes: 'nhsuk-label--s' },
              rows: 6,
            }),
            send: words('send'),
          }
        : null,
  };
}

import { tellYourStory, yourStory } from '#contracts/story-submission/addresses.js';
import { defineForm, type FormState } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { longText, text } from '#web/forms/text-fields.js';
import { textIn } from '#web/forms/typed-text.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords, type Words } from '#web/words/words.js';
import { refuse } from '#contracts/shared/refusal.js';

import { storySubmissionErrors } from '../errors.js';
import { isExtraName, type DraftQuestion } from '../domain/draft/events.js';

const template = pageTemplate(import.meta.url, 'enter-code.njk');
const allWords = loadWords(import.meta.url, 'enter-code');

/** `kept` and `question`: an answer typed when no draft was open any more. It is taken along until the code is found. */
export const enterCodeForm = defineForm({
  code: text({ required: 'code-missing' }),
  kept: longText(),
  question: text(),
});

/** The one field of a question whose text can be taken along. */
const textFields: Readonly<Partial<Record<DraftQuestion, string>>> = {
  story: 'narrative',
  why: 'whySignificant',
  title: 'title',
};

export const textFieldOf = (question: DraftQuestion): string | undefined =>
  isExtraName(question) ? 'answer' : textFields[question];

/** `isJustClosed`: on this device, a moment ago. */
export const enterCodePage = (state: FormState, page: PageContext, isJustClosed = false): PageAnswer =>
  htmlReply(template, enterCodeView(state, isJustClosed, allWords[page.language]), page);

/** What was typed into a form whose draft is not open: shown again, and kept as soon as the code is entered. */
export function answerLost(page: PageContext, question: DraftQuestion, body: unknown): PageAnswer {
  const field = textFieldOf(question);
  const kept = field === undefined ? '' : textIn(body, field);
  const typed = { code: '', kept, question: kept === '' ? '' : question };
  return enterCodePage(enterCodeForm.refused(typed, refuse('draft-not-open', 'code')), page);
}

function enterCodeView(state: FormState, isJustClosed: boolean, words: Words) {
  const { language } = words;
  const { errors, fields } = showForm(enterCodeForm, state, words, storySubmissionErrors);
  return {
    title: words('title'),
    errors,
    closed: isJustClosed ? words('closed') : '',
    heading: words('heading'),
    explanation: words('explanation'),
    // This page's form may stand at a question's address, which takes no code.
    action: yourStory.to({ language }),
    code: macroParams({
      ...fields.code,
      label: { text: words('code'), classes: 'nhsuk-label--m' },
      hint: { text: words('code-hint') },
      autocomplete: 'off',
      spellcheck: false,
    }),
    kept:
      fields.kept.value === ''
        ? null
        : {
            question: fields.question.value,
            params: macroParams({
              ...fields.kept,
              label: { text: words('kept'), classes: 'nhsuk-label--m' },
              hint: { text: words('kept-hint') },
              rows: 8,
            }),
          },
    send: words('send'),
    start: { text: words('start'), href: tellYourStory.to({ language }) },
    lost: words('lost'),
  };
}

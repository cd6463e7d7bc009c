import { Controller } from '@nestjs/common';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { askExtraPage, askNewExtraPage } from '../../addresses.js';
import { partRevisionPage } from '../../part-revision-page.js';
import { revisionPage } from '../../revision-page.js';
import { AskExtra } from './ask-extra.command.js';
import { askExtraForm, extraGiven, extraTyped, type Answers } from './ask-extra.form.js';
import { askExtraView } from './ask-extra.view.js';

const shown = {
  template: pageTemplate(import.meta.url, 'ask-extra.njk'),
  words: loadWords(import.meta.url, 'ask-extra'),
  form: askExtraForm,
};

function asked(
  context: CommandContext,
  programme: string,
  which: string | undefined,
  values: Answers,
): AskExtra | Refusal {
  const question = extraGiven(values);
  return question === undefined
    ? refuse('extra-options-uneven', 'options.cy')
    : new AskExtra(context, programme, which, question, values.why ?? null);
}

@Controller()
export class AskNewExtraPage extends revisionPage(askNewExtraPage, {
  ...shown,
  typed: () => extraTyped(undefined),
  view: (found, state, version, words) => askExtraView(found, undefined, state, version, words),
  command: (context, programme, values) => asked(context, programme, undefined, values),
  told: 'question-added',
}) {}

@Controller()
export class AskExtraPage extends partRevisionPage(askExtraPage, {
  ...shown,
  param: 'extra',
  partOf: ({ extraQuestions = [] }, extra) => extraQuestions.find(({ id }) => id === extra),
  notFound: refuse('extra-question-not-found', 'extra'),
  typed: extraTyped,
  view: askExtraView,
  command: (context, { programme, id }, values) => asked(context, programme, id, values),
  told: 'question-changed',
}) {}

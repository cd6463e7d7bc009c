import type { Refusal } from '#contracts/shared/refusal.js';
import { defineForm } from '#web/forms/form.js';
import { showForm } from '#web/forms/show-form.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import type { Words } from '#web/words/words.js';

import { seePersonPage } from '../addresses.js';
import { identityAccessErrors } from '../errors.js';

const template = pageTemplate(import.meta.url, 'confirm-act.njk');
const nothing = defineForm({});

/** What one press of an administrator does to somebody's account, said before it is done. */
export interface ActOnPerson {
  readonly person: string;
  readonly name: string | null;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly send: string;
  /** It takes something from them. */
  readonly isWarning: boolean;
}

export function confirmAct(page: PageContext, act: ActOnPerson, words: Words, refusal?: Refusal): PageAnswer {
  const { person, name, heading, paragraphs, send, isWarning } = act;
  const state = refusal === undefined ? nothing.empty : nothing.refused({}, refusal);
  const view = {
    title: heading,
    backLink: seePersonPage.to({ language: page.language, person }),
    errors: showForm(nothing, state, words, identityAccessErrors).errors,
    person: name,
    ...{ heading, paragraphs, send },
    classes: isWarning ? 'nhsuk-button--warning' : '',
  };
  return htmlReply(template, view, page);
}

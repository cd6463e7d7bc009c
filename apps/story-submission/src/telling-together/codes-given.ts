import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { contributorsPage } from '../addresses.js';
import type { CodeGiven } from './contributor-keys.js';

export const codesGivenTemplate = pageTemplate(import.meta.url, 'codes-given.njk');
const allWords = loadWords(import.meta.url, 'codes-given');

/** Shown once, as the answer to what was sent: nothing that is kept leads back to a code. */
export function codesGivenPage(
  page: PageContext,
  told: { readonly story: string; readonly reference: string; readonly codes: readonly CodeGiven[] },
  back?: { readonly text: string; readonly href: string },
): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const view = {
    title: words('title'),
    isShownOnce: true,
    heading: words('heading', { reference: told.reference }),
    paragraphs: told.codes.length === 0 ? [words('none')] : [words('once'), words('each'), words('how')],
    address: words('address'),
    codes: told.codes.map(({ name, code }) => ({ name, code })),
    next: back ?? { text: words('next'), href: contributorsPage.to({ language, story: told.story }) },
  };
  return htmlReply(codesGivenTemplate, view, page);
}

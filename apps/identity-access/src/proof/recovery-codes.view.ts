import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

const template = pageTemplate(import.meta.url, 'recovery-codes.njk');
const allWords = loadWords(import.meta.url, 'recovery-codes');

/** Shown once, in answer to what made them. */
export function recoveryCodesPage(page: PageContext, codes: readonly string[], onward: string): PageAnswer {
  const words = allWords[page.language];
  const view = {
    title: words('heading'),
    isShownOnce: true,
    heading: words('heading'),
    explanation: words('explanation'),
    codes,
    onward: { text: words('onward'), href: onward },
  };
  return htmlReply(template, view, page);
}

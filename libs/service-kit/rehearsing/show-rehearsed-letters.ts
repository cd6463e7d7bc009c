import { seeProgramme } from '#contracts/programme-design/addresses.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import type { RehearsedLetterSeen } from './letters-seen.js';

const template = pageTemplate(import.meta.url, 'rehearsed-letters.njk');
const allWords = loadWords(import.meta.url, 'rehearsed-letters');

/** What would have gone out, as whoever got it would have read it. */
export function showRehearsedLetters(
  page: PageContext,
  { id: programme, name, timezone }: ProgrammeDesign,
  letters: readonly RehearsedLetterSeen[],
  of: 'stories' | 'people',
): PageAnswer {
  const { language } = page;
  const words = allWords[language];
  const view = {
    title: words(`heading-${of}`),
    backLink: seeProgramme.to({ language, programme }),
    heading: words(`heading-${of}`),
    programme: name[language],
    intro: words('intro'),
    empty: letters.length === 0 ? words(`empty-${of}`) : '',
    letters: letters.map((letter) => ({
      subject: letter.subject,
      lang: letter.language,
      facts: [
        words('made', { when: writeDateAndTime(language, new Date(letter.at), timezone) }),
        words('to', { address: letter.to }),
      ],
      paragraphs: letter.text.trim().split('\n\n'),
    })),
  };
  return htmlReply(template, view, page);
}

import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import { seeProgramme } from '#contracts/programme-design/addresses.js';
import { rehearsedLettersPage } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDateAndTime } from '#web/written.js';

import { programmeOfKeeper } from '../use-cases/replace-code/lost-code-found.js';
import type { Staff } from '../use-cases/see-rights-requests/see-rights-requests.query.js';
import { lettersSeen } from './letters-seen.js';

const template = pageTemplate(import.meta.url, 'rehearsed-letters.njk');
const allWords = loadWords(import.meta.url, 'rehearsed-letters');

/** What would have gone out, as whoever got it would have read it. */
@Controller()
export class RehearsedLettersPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(rehearsedLettersPage)
  @Allow('administrator')
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: Staff,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const design = await programmeOfKeeper(this.service, who, programme, ['administrator']);
    const letters = await lettersSeen(this.service, who, programme);
    const view = {
      title: words('heading'),
      backLink: seeProgramme.to({ language, programme }),
      heading: words('heading'),
      programme: design.name[language],
      intro: words('intro'),
      empty: letters.length === 0 ? words('empty') : '',
      letters: letters.map((letter) => ({
        subject: letter.subject,
        lang: letter.language,
        facts: [
          words('made', { when: writeDateAndTime(language, new Date(letter.at)) }),
          words('to', { address: letter.to }),
        ],
        paragraphs: letter.text.trim().split('\n\n'),
      })),
    };
    return htmlReply(template, view, page);
  }
}

import { Controller } from '@nestjs/common';

import { Open } from '#access/allow.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { accessibilityStatement, cookiesPage, privacyNotice } from '../../addresses.js';

const template = pageTemplate(import.meta.url, 'see-notices.njk');
const words = loadWords(import.meta.url, 'see-notices');

/** The pages that every page's footer leads to. */
@Controller()
export class SeeNoticesPages {
  @Page(accessibilityStatement)
  @Open('everybody may read how accessible this is')
  accessibility(@CurrentPage() page: PageContext): PageAnswer {
    return this.#notice(page, 'accessibility');
  }

  @Page(privacyNotice)
  @Open('everybody may read what is kept of them')
  privacy(@CurrentPage() page: PageContext): PageAnswer {
    return this.#notice(page, 'privacy');
  }

  @Page(cookiesPage)
  @Open('everybody may read which cookies there are')
  cookies(@CurrentPage() page: PageContext): PageAnswer {
    return this.#notice(page, 'cookies');
  }

  #notice(page: PageContext, notice: 'accessibility' | 'privacy' | 'cookies'): PageAnswer {
    const say = words[page.language];
    const paragraphs = [1, 2, 3, 4].map((number) => say(`${notice}-${String(number)}`));
    return htmlReply(template, { title: say(notice), heading: say(notice), paragraphs }, page);
  }
}

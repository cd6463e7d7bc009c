import { Controller } from '@nestjs/common';

import { Open } from '#access/allow.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { homePage, signIn } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';

const template = pageTemplate(import.meta.url, 'sign-in.njk');
const allWords = loadWords(import.meta.url, 'sign-in');

@Controller()
export class SignInPage {
  constructor(private readonly settings: IdentitySettings) {}

  @Page(signIn)
  @Open('says how to sign in')
  show(@CurrentPage() page: PageContext): PageAnswer {
    const { language } = page;
    const words = allWords[language];
    const view = {
      title: words('heading'),
      heading: words('heading'),
      paragraphs: [words('link'), words('lost')],
      sample: this.settings.isSample ? { text: words('sample'), href: homePage.to({ language }) } : null,
    };
    return htmlReply(template, view, page);
  }
}

import { Controller } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { ownHoursPage, seeMeetings } from '../../addresses.js';
import { ownHours } from './hours-listed.js';
import { hoursTable } from './hours-table.js';
import { namesOfHours } from './names-of-hours.js';

const template = pageTemplate(import.meta.url, 'own-hours.njk');
const allWords = loadWords(import.meta.url, 'hours');

@Controller()
export class OwnHoursPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(ownHoursPage)
  @Allow('panel-member', 'facilitator')
  async show(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const hours = await ownHours(this.service, who);
    const names = await namesOfHours(this.service, who, hours, language);
    const view = {
      title: words('heading-own'),
      backLink: seeMeetings.to({ language }),
      heading: words('heading-own'),
      explanation: words(hours.length === 0 ? 'empty-own' : 'explanation-own'),
      table: hours.length === 0 ? null : hoursTable(hours, names, words, false),
    };
    return htmlReply(template, view, page);
  }
}

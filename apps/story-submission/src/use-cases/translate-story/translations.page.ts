import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { seeStories, seeTranslations, translateStoryPage } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { nameOfLanguage } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeNumber } from '#web/written.js';

import { translationsMissing, translators } from '../../stories/story-to-translate.js';

const template = pageTemplate(import.meta.url, 'translations.njk');
const allWords = loadWords(import.meta.url, 'translations');

@Controller()
export class TranslationsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seeTranslations)
  @Allow(...translators)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') asked: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { design, period, items, notAgreed } = await translationsMissing(this.service, who, programme, asked);
    const view = {
      title: words('heading'),
      backLink: seeStories.to({ language }, { programme }),
      programme: design.name[language],
      heading: words('heading'),
      explanation: words('explanation'),
      periodsLabel: words('periods'),
      periods: design.periods.map(({ id, name }) => ({
        text: name[language],
        href: seeTranslations.to({ language, programme, period: id }),
        isHere: id === period,
      })),
      caption: words('caption'),
      head: ['story', 'told-in', 'into', 'length', 'state'].map((key) => words(key)),
      stories: items.map(({ story, reference, told, into, words: length, isOld }) => ({
        reference,
        href: translateStoryPage.to({ language, story }, { into }),
        cells: [
          told === 'en' || told === 'cy' ? nameOfLanguage[told] : words(`told-${told}`),
          nameOfLanguage[into],
          writeNumber(language, length),
          words(isOld ? 'is-old' : 'is-missing'),
        ],
      })),
      empty: words('empty'),
      notAgreed: notAgreed === 0 ? '' : words('not-agreed', { n: notAgreed }),
    };
    return htmlReply(template, view, page);
  }
}

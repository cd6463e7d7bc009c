import { Controller, Param } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { storiesToRead } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { redactStory, seeRedactions } from '../../addresses.js';
import { stories } from '../../read-models/stories/stories.js';
import { firstReaders } from '../../stories/stories-to-read.js';
import { openRedactions, whoItLiesWith } from './story-to-redact.js';

const template = pageTemplate(import.meta.url, 'open-redactions.njk');
const allWords = loadWords(import.meta.url, 'open-redactions');

@Controller()
export class OpenRedactionsPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(seeRedactions)
  @Allow(...firstReaders)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const { design, open } = await openRedactions(this.service, who, programme);
    const referenceOf = async (id: string): Promise<string> =>
      (await this.service.views.get(stories, id))?.reference ?? id;
    const view = {
      title: words('heading'),
      backLink: storiesToRead.to({ language, programme }),
      programme: design.name[language],
      heading: words('heading'),
      explanation: words('explanation'),
      queues: await Promise.all(
        whoItLiesWith.map(async (each) => ({
          heading: words(`lies-with-${each}`),
          empty: words(`empty-${each}`),
          stories: await Promise.all(
            open[each].map(async ({ id, proposedAt }) => ({
              text: words('story', {
                reference: await referenceOf(id),
                date: writeDate(language, proposedAt, design.timezone),
              }),
              href: redactStory.to({ language, story: id }),
            })),
          ),
        })),
      ),
    };
    return htmlReply(template, view, page);
  }
}

import { Controller, Param, Query } from '@nestjs/common';

import { Allow, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { seeProgramme } from '#contracts/programme-design/addresses.js';
import {
  seeConcerns,
  seeStories,
  storiesToRead as storiesToReadPage,
  storyMedia,
} from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import { htmlReply, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { macroParams } from '#web/rendering/strict-view.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';
import { writeDate, writeNumber } from '#web/written.js';

import {
  readStoryFirst,
  seeRedactions,
  storiesAlikePage,
  tellAsStaffPage,
  tellForGroupPage,
  tellForTellerPage,
} from '../../addresses.js';
import { storiesWithMediaToLookAt } from '../../media/media-to-look-at.js';
import { keepsConcerns } from '../../stories/who-keeps-concerns.js';
import { firstReaders, programmeToRead, queues, storiesToRead } from '../../stories/stories-to-read.js';

const template = pageTemplate(import.meta.url, 'stories-to-read.njk');
const allWords = loadWords(import.meta.url, 'stories-to-read');
const onAPage = 25;

@Controller()
export class StoriesToReadPage {
  constructor(private readonly service: ServiceRuntime) {}

  @Page(storiesToReadPage)
  @Allow(...firstReaders)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Query('queue') asked?: string,
    @Query('after') after?: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const words = allWords[language];
    const design = await programmeToRead(this.service, who, programme);
    const queue = queues.find((each) => each === asked) ?? 'waiting';
    const found = await storiesToRead(this.service, who, { programme, queue, after, limit: onAPage });
    const nameOf = (id: string): string => design.periods.find((each) => each.id === id)?.name[language] ?? id;
    const view = {
      title: words('heading'),
      // Who only runs meetings has no list of stories.
      backLink: mayActOn(who, { organisation: who.organisation, programme }, ['evaluator', 'administrator'])
        ? seeStories.to({ language }, { programme })
        : seeProgramme.to({ language, programme }),
      programme: design.name[language],
      heading: words('heading'),
      explanation: words('explanation'),
      queuesLabel: words('queues'),
      queues: queues.map((each) => ({
        text: words(`queue-${each}`),
        href: storiesToReadPage.to({ language, programme }, { queue: each }),
        isHere: each === queue,
      })),
      concerns: keepsConcerns(design, who, who.organisation)
        ? { text: words('concerns'), href: seeConcerns.to({ language, programme }) }
        : null,
      bringIn: [
        { text: words('tell-for-teller'), href: tellForTellerPage.to({ language, programme }) },
        { text: words('tell-for-group'), href: tellForGroupPage.to({ language, programme }) },
        { text: words('tell-as-staff'), href: tellAsStaffPage.to({ language, programme }) },
        { text: words('alike'), href: storiesAlikePage.to({ language, programme }) },
      ],
      redactions: { text: words('redactions'), href: seeRedactions.to({ language, programme }) },
      media: {
        heading: words('media'),
        items: (await storiesWithMediaToLookAt(this.service, who, programme)).map(({ id, reference }) => ({
          text: reference,
          href: storyMedia.to({ language, story: id }),
        })),
      },
      table:
        found.items.length === 0
          ? null
          : macroParams({
              caption: words(`queue-${queue}`),
              firstCellIsHeader: true,
              responsive: true,
              head: ['reference', 'told', 'period', 'length'].map((key) => ({ text: words(key) })),
              rows: found.items.map(({ id, reference, toldOn, period, words: length }) => [
                { text: reference, href: readStoryFirst.to({ language, story: id }) },
                ...[writeDate(language, toldOn), nameOf(period), writeNumber(language, length)].map((text) => ({
                  text,
                })),
              ]),
            }),
      empty: words(`empty-${queue}`),
      more:
        found.next === undefined
          ? null
          : { text: words('more'), href: storiesToReadPage.to({ language, programme }, { queue, after: found.next }) },
    };
    return htmlReply(template, view, page);
  }
}

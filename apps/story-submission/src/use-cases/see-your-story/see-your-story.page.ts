import { Controller, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeYourStory } from '../../addresses.js';
import { openQuestion } from '../../domain/still-so/still-so.js';
import { redactions } from '../../read-models/redactions/redactions.js';
import { stillSo } from '../../read-models/still-so/still-so.js';
import { carryToStory, codeCarried, putAway } from '../../stories/code-cookie.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import { waitsForAnswer } from '../../domain/over-time/renewal.js';
import { doneToYourStory } from '../../stories/done-told.js';
import { seeYourStoryView } from './see-your-story.view.js';
import { SeeYourStory } from './your-story.query.js';

const template = pageTemplate(import.meta.url, 'see-your-story.njk');
const words = loadWords(import.meta.url, 'see-your-story');

@Controller()
export class SeeYourStoryPage {
  constructor(
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(seeYourStory)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('done') done?: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const code = codeCarried(request);
    const found = await this.queries.execute(new SeeYourStory(code));
    if (found === undefined) return seeOther(yourStory.to({ language }));
    carryToStory(request, reply, code);
    const asked = await this.service.views.get(stillSo, found.document.id);
    const consentAgain = waitsForAnswer(await overTimeOf(this.service, found.document.id));
    const asksNow = asked !== undefined && openQuestion(asked) !== undefined;
    const redaction = (await this.service.views.get(redactions, found.document.id))?.open?.liesWith;
    const told = doneToYourStory.find((each) => each === done);
    const view = seeYourStoryView(found, { asksNow, consentAgain, redaction }, told, words[language]);
    return htmlReply(template, view, page);
  }

  /** This device forgets the code; the story stays as it is. */
  @Send(seeYourStory)
  @Open('whoever looks at a story may close it')
  close(
    @CurrentPage() { language }: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): PageAnswer {
    putAway(request, reply);
    return seeOther(yourStory.to({ language }, { closed: 'yes' }));
  }
}

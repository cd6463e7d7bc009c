import { Controller, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { narrowConsent, seeYourStory, withdrawStory } from '../../addresses.js';
import { carryToStory, codeCarried } from '../../stories/code-cookie.js';
import { SeeYourStory } from '../see-your-story/your-story.query.js';
import { WithdrawStory } from './withdraw-story.command.js';

const template = pageTemplate(import.meta.url, 'withdraw-story.njk');
const allWords = loadWords(import.meta.url, 'withdraw-story');

@Controller()
export class WithdrawStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(withdrawStory)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const { language } = page;
    const found = await this.queries.execute(new SeeYourStory(codeCarried(request)));
    if (found === undefined) return seeOther(yourStory.to({ language }));
    if (found.state === 'withdrawn' || found.state === 'erased') return seeOther(seeYourStory.to({ language }));
    const words = allWords[language];
    const view = {
      title: words('title'),
      backLink: seeYourStory.to({ language }),
      heading: words('heading'),
      reference: words('reference', { reference: found.document.reference }),
      what: {
        heading: words('what'),
        items: [
          words('what-nobody'),
          words('what-record'),
          words('what-reports'),
          words('what-you'),
          words('what-concern'),
          words('what-law'),
        ],
      },
      cannot: {
        heading: words('cannot'),
        items: [words('cannot-paper'), words('cannot-downloads'), words('cannot-memory')],
      },
      undo: words('undo'),
      send: words('send'),
      less: { text: words('less'), href: narrowConsent.to({ language }) },
    };
    return htmlReply(template, view, page);
  }

  @Send(withdrawStory)
  @Open('a teller without an account, by the code their browser carries')
  async withdraw(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const code = codeCarried(request);
    const found = await this.queries.execute(new SeeYourStory(code));
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const { id, organisation } = found.document;
    const done = orThrow(await this.commands.execute(new WithdrawStory({ ...context, organisation }, id)));
    await this.service.views.reached(done.stream, done.version);
    carryToStory(request, reply, code);
    return seeOther(seeYourStory.to({ language }));
  }
}

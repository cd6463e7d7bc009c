import { Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { tellYourStory, yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { orThrow } from '#web/errors/refusal-error.js';
import { loadWords } from '#web/words/words.js';
import { writeDate } from '#web/written.js';

import { answerQuestion, checkAnswers, deleteDraft, pauseStory } from '../../addresses.js';
import { EndDraft } from '../keep-draft/end-draft.command.js';
import { putAway } from '../../stories/code-cookie.js';
import { draftOfRequest } from '../../telling/draft-of-request.js';
import { firstUnanswered } from '../../telling/journey.js';

const template = pageTemplate(import.meta.url, 'pause-story.njk');
const deleteTemplate = pageTemplate(import.meta.url, 'delete-draft.njk');
const allWords = loadWords(import.meta.url, 'pause-story');

@Controller()
export class PauseStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(pauseStory)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const question = firstUnanswered(found.of);
    const words = allWords[language];
    const view = {
      title: words('title'),
      heading: words('heading'),
      saved: words('saved', { date: writeDate(language, found.draft.expiresAt, found.design.timezone) }),
      codeHeading: words('code'),
      code: found.code,
      codeText: [words('code-write'), words('code-only')],
      back: { heading: words('back'), text: words('back-text') },
      goOn: {
        text: words('go-on'),
        href: question === undefined ? checkAnswers.to({ language }) : answerQuestion.to({ language, question }),
      },
      close: { heading: words('close-heading'), text: words('close-text'), send: words('close') },
      remove: { heading: words('remove-heading'), link: words('remove'), href: deleteDraft.to({ language }) },
    };
    return htmlReply(template, view, page);
  }

  /** What was written stays; this device forgets the code. */
  @Send(pauseStory)
  @Open('a teller without an account, by the code their browser carries')
  close(
    @CurrentPage() { language }: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): PageAnswer {
    putAway(request, reply);
    return seeOther(yourStory.to({ language }, { closed: 'yes' }));
  }

  @Page(deleteDraft)
  @Open('a teller without an account, by the code their browser carries')
  async askFirst(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const words = allWords[language];
    const view = {
      title: words('title'),
      backLink: pauseStory.to({ language }),
      heading: words('delete-heading'),
      text: words('delete-text'),
      send: words('delete'),
      keep: { text: words('keep'), href: pauseStory.to({ language }) },
    };
    return htmlReply(deleteTemplate, view, page);
  }

  @Send(deleteDraft)
  @Open('a teller without an account, by the code their browser carries')
  async delete(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found !== undefined) orThrow(await this.commands.execute(new EndDraft(context, found.draft, 'discarded')));
    putAway(request, reply);
    return seeOther(tellYourStory.to({ language }, { deleted: 'yes' }));
  }
}

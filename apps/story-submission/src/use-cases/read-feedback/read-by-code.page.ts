import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';

import { seeYourStory, whatOneMeetingSaid, whatWasSaid } from '../../addresses.js';
import { storyCarried } from '../../stories/story-carried.js';
import { feedbackToTeller, opened, type SaidToYou } from '../../telling-back/feedback-to.js';
import { AnswerPanel, SeeWhatWasSaid } from './read-feedback.command.js';
import { answerForm, listView, meetingView, readFeedbackWords } from './read-feedback.view.js';

const listTemplate = pageTemplate(import.meta.url, 'read-feedback-list.njk');
const template = pageTemplate(import.meta.url, 'read-feedback.njk');

/** Meetings go by number: no address of a teller's page names a story or a sitting. */
@Controller()
export class ReadByCodePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(whatWasSaid)
  @Open('a teller without an account, by the code their browser carries')
  async list(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const design = (await this.service.views.get(knownProgrammes, story.programme))?.design;
    const items = await feedbackToTeller(this.service, story);
    const listed = items.map((document, at) => ({
      ...{ document, design },
      href: whatOneMeetingSaid.to({ language, number: String(at + 1) }),
    }));
    const view = listView(listed, 'teller', seeYourStory.to({ language }), readFeedbackWords[language]);
    return htmlReply(listTemplate, view, page);
  }

  @Page(whatOneMeetingSaid)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('number') number: string,
  ): Promise<PageAnswer> {
    const said = await this.#said(request, reply, number);
    if (said === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#answer(page, said, answerForm.empty);
  }

  /** The button that shows it is the act; looking at the page is none. */
  @Send(whatOneMeetingSaid)
  @Open('a teller without an account, by the code their browser carries')
  async act(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('number') number: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const said = await this.#said(request, reply, number);
    if (said === undefined) return seeOther(yourStory.to({ language }));
    const here = seeOther(whatOneMeetingSaid.to({ language, number }));
    if (textIn(body, 'act') === 'show') {
      orThrow(await this.commands.execute(new SeeWhatWasSaid(context, said.document)));
      return here;
    }
    const parsed = answerForm.parse(body);
    if (!parsed.ok) return this.#answer(page, said, parsed);
    const done = await this.commands.execute(new AnswerPanel(context, said.document, parsed.values.answer));
    return isRefusal(done) ? this.#answer(page, said, answerForm.refused(parsed.typed, done)) : here;
  }

  async #said(request: FastifyRequest, reply: FastifyReply, number: string): Promise<SaidToYou | undefined> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return undefined;
    const items = await feedbackToTeller(this.service, story);
    const document = /^[1-9]\d{0,2}$/.test(number) ? items[Number(number) - 1] : undefined;
    if (document === undefined) return throwRefusal(refuse('feedback-not-found'));
    const reader = { person: story.teller, organisation: story.organisation };
    return opened(this.service, reader, document);
  }

  #answer(page: PageContext, said: SaidToYou, state: typeof answerForm.empty): PageAnswer {
    const { language } = page;
    const view = meetingView(said, state, whatWasSaid.to({ language }), readFeedbackWords[language]);
    return htmlReply(template, view, page);
  }
}

import { Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { answerQuestion, checkAnswers, storySent } from '../../addresses.js';
import { mediaOf } from '../../media/media-of.js';
import { storyOfDraft } from '../../telling/draft-by-code.js';
import { carryToStory, codeCarried } from '../../stories/code-cookie.js';
import { checkAnswersView } from './check-answers.view.js';
import { draftOfRequest, type DraftOfRequest } from '../../telling/draft-of-request.js';
import { firstUnfinished } from '../../telling/journey.js';
import { SendDraft } from './send-draft.command.js';
import { questionWords } from '../../telling/questions.js';
import { storyOfCode } from '../../telling/story-of-code.js';

const template = pageTemplate(import.meta.url, 'check-answers.njk');
const words = {
  check: loadWords(import.meta.url, 'check-answers'),
  questions: questionWords,
};

@Controller()
export class CheckAnswersPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(checkAnswers)
  @Open('a teller without an account, by the code their browser carries')
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return this.#withoutDraft(page, request);
    const question = firstUnfinished(found.of);
    return question === undefined ? this.#answer(page, found) : seeOther(answerQuestion.to({ language, question }));
  }

  @Send(checkAnswers)
  @Open('a teller without an account, by the code their browser carries')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return this.#withoutDraft(page, request);
    const question = firstUnfinished(found.of);
    if (question !== undefined) return seeOther(answerQuestion.to({ language, question }));
    const told = await this.commands.execute(new SendDraft(context, found.draft, found.code));
    if (isRefusal(told)) return this.#answer(page, found, told);
    await this.service.views.reached(told.done.stream, told.done.version);
    carryToStory(request, reply, found.code);
    return seeOther(storySent.to({ language }));
  }

  /** Sent already, by a second press of the button or from another page: it is one story, and this is where it is. */
  async #withoutDraft({ language }: PageContext, request: FastifyRequest): Promise<PageAnswer> {
    const story = await storyOfCode(this.service, codeCarried(request));
    return seeOther(story === undefined ? yourStory.to({ language }) : storySent.to({ language }));
  }

  async #answer(page: PageContext, { of, draft }: DraftOfRequest, refusal?: Refusal): Promise<PageAnswer> {
    const { language } = page;
    const { media } = await mediaOf(this.service, storyOfDraft(draft.id));
    const told = { of, draft, media: media.media.length };
    const view = checkAnswersView(told, refusal, words.check[language], words.questions[language]);
    return htmlReply(template, view, page);
  }
}

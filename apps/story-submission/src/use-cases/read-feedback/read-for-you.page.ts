import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { feedbackForYou, raiseConcernPage } from '#contracts/story-submission/addresses.js';
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

import { readFeedbackForYou } from '../../addresses.js';
import { feedbackToCollector, opened, type SaidToYou } from '../../telling-back/feedback-to.js';
import { AnswerPanel, SeeWhatWasSaid } from './read-feedback.command.js';
import { answerForm, listView, meetingView, readFeedbackWords } from './read-feedback.view.js';

const listTemplate = pageTemplate(import.meta.url, 'read-feedback-list.njk');
const template = pageTemplate(import.meta.url, 'read-feedback.njk');

/** What panels said of the stories that whoever is signed in has collected. */
@Controller()
export class ReadForYouPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(feedbackForYou)
  @AllowSignedIn()
  async list(@CurrentPage() page: PageContext, @SignedIn() who: SomeoneAsking): Promise<PageAnswer> {
    const { language } = page;
    const items = await feedbackToCollector(this.service, who);
    const listed = await Promise.all(
      items.map(async (document) => ({
        document,
        design: (await this.service.views.get(knownProgrammes, document.programme))?.design,
        href: readFeedbackForYou.to({ language, feedback: document.id }),
      })),
    );
    return htmlReply(listTemplate, listView(listed, 'collector', '', readFeedbackWords[language]), page);
  }

  @Page(readFeedbackForYou)
  @AllowSignedIn()
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('feedback') feedback: string,
  ): Promise<PageAnswer> {
    return this.#answer(page, await this.#said(who, feedback), answerForm.empty);
  }

  @Send(readFeedbackForYou)
  @AllowSignedIn()
  async act(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const said = await this.#said(who, feedback);
    const here = seeOther(readFeedbackForYou.to({ language: page.language, feedback }));
    if (textIn(body, 'act') === 'show') {
      orThrow(await this.commands.execute(new SeeWhatWasSaid(context, said.document)));
      return here;
    }
    const parsed = answerForm.parse(body);
    if (!parsed.ok) return this.#answer(page, said, parsed);
    const done = await this.commands.execute(new AnswerPanel(context, said.document, parsed.values.answer));
    return isRefusal(done) ? this.#answer(page, said, answerForm.refused(parsed.typed, done)) : here;
  }

  async #said(who: SomeoneAsking, feedback: string): Promise<SaidToYou> {
    const document = (await feedbackToCollector(this.service, who)).find(({ id }) => id === feedback);
    return document === undefined ? throwRefusal(refuse('feedback-not-found')) : opened(this.service, who, document);
  }

  #answer(page: PageContext, said: SaidToYou, state: typeof answerForm.empty): PageAnswer {
    const { language } = page;
    const worry = raiseConcernPage.to({ language, story: said.document.story });
    const view = meetingView(said, state, feedbackForYou.to({ language }), readFeedbackWords[language], worry);
    return htmlReply(template, view, page);
  }
}

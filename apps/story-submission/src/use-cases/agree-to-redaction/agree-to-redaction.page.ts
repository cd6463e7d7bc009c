import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { textIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { yourRedaction } from '../../addresses.js';
import { storyCarried } from '../../stories/story-carried.js';
import { agreeToRedactionView, otherWordsForm } from './agree-to-redaction.view.js';
import { AnswerRedaction, type TellersAnswer } from './answer-redaction.command.js';
import { redactionOfTeller, type RedactionOfTeller } from './redaction-of-teller.js';

const template = pageTemplate(import.meta.url, 'agree-to-redaction.njk');
const words = loadWords(import.meta.url, 'agree-to-redaction');

@Controller()
export class AgreeToRedactionPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(yourRedaction)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return answer(page, await redactionOfTeller(this.service, story));
  }

  @Send(yourRedaction)
  @Open('a teller without an account, by the code their browser carries')
  async act(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const isAgreeing = textIn(body, 'act') === 'agree';
    const parsed = otherWordsForm.parse(body);
    if (!isAgreeing && !parsed.ok) return answer(page, await redactionOfTeller(this.service, story), parsed);
    const said: TellersAnswer =
      isAgreeing || !parsed.ok
        ? { kind: 'agree' }
        : {
            kind: 'other-words',
            text: {
              title: parsed.values.title ?? null,
              narrative: parsed.values.narrative,
              whySignificant: parsed.values.whySignificant ?? null,
            },
          };
    const done = await this.commands.execute(new AnswerRedaction(context, story, textIn(body, 'redaction'), said));
    if (isRefusal(done)) {
      const refused = otherWordsForm.refused(parsed.typed, done);
      return answer(page, await redactionOfTeller(this.service, story), refused);
    }
    await this.service.views.reached(done.stream, done.version);
    return seeOther(yourRedaction.to({ language }));
  }
}

const answer = (page: PageContext, found: RedactionOfTeller, state?: FormState): PageAnswer =>
  htmlReply(template, agreeToRedactionView(found, state, words[page.language]), page);

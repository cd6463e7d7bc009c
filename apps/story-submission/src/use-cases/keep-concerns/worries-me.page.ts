import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { seeYourStory, worriesMe } from '../../addresses.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyCarried } from '../../stories/story-carried.js';
import { RaiseConcern } from './keep-concerns.command.js';
import { worried, worryForm } from './raise-concern.form.js';
import {
  concernEndTemplate,
  concernEndView,
  raiseConcernTemplate,
  raiseConcernView,
  raiseConcernWords,
} from './raise-concern.view.js';

/** For whoever told the story. */
@Controller()
export class WorriesMePage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(worriesMe)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    return story === undefined
      ? seeOther(yourStory.to({ language: page.language }))
      : this.#answer(page, story, worryForm.empty);
  }

  @Send(worriesMe)
  @Open('a teller without an account, by the code their browser carries')
  async send(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const worry = worried(body);
    if (worry.kind === 'again') return this.#answer(page, story, worry.state);
    const { id, organisation, programme } = story;
    if (worry.kind === 'raise') {
      const { about, said, typed } = worry;
      const within = { ...context, organisation };
      const done = await this.commands.execute(new RaiseConcern(within, programme, id, said, about, 'teller'));
      if (isRefusal(done)) return this.#answer(page, story, worryForm.refused(typed, done));
      await this.service.views.reached(done.stream, done.version);
    }
    const design = (await this.service.views.get(knownProgrammes, programme))?.design;
    const of = { design, backLink: seeYourStory.to({ language }) };
    return htmlReply(concernEndTemplate, concernEndView(worry.kind, of, raiseConcernWords[language]), page);
  }

  async #answer(page: PageContext, { reference, programme }: StoryDocument, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const design = (await this.service.views.get(knownProgrammes, programme))?.design;
    const of = { asker: 'teller' as const, reference, design, backLink: seeYourStory.to({ language }) };
    return htmlReply(raiseConcernTemplate, raiseConcernView(of, state, raiseConcernWords[language]), page);
  }
}

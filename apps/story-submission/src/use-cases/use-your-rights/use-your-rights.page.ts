import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeYourData, seeYourStory, useYourRight, useYourRights } from '../../addresses.js';
import { requestsOfStory } from '../see-your-data/requests-of-story.js';
import { carryToStory, codeCarried } from '../see-your-story/code-cookie.js';
import { SeeYourStory, type YourStory } from '../see-your-story/your-story.query.js';
import { isAskedInWords, UseRight, type RightByCode } from './use-right.command.js';
import {
  pagesOfRights,
  useYourRightView,
  useYourRightsView,
  wordsForm,
  type RightWithPage,
} from './use-your-rights.view.js';

const template = pageTemplate(import.meta.url, 'use-your-rights.njk');
const templateOfOne = pageTemplate(import.meta.url, 'use-your-right.njk');
const allWords = loadWords(import.meta.url, 'use-your-rights');

@Controller()
export class UseYourRightsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(useYourRights)
  @Open('a teller without an account, by the code their browser carries')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await this.#found(request);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    carryToStory(request, reply, codeCarried(request));
    const requests = await requestsOfStory(this.service, found.document);
    return htmlReply(template, useYourRightsView(found.state, requests, allWords[language]), page);
  }

  /** Asking for one's data is an act, and stands in the register; the page it leads to only shows. */
  @Send(useYourRights)
  @Open('a teller without an account, by the code their browser carries')
  async see(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer> {
    const { language } = page;
    const found = await this.#found(request);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const done = orThrow(await this.commands.execute(new UseRight(context, found.document, 'see', null)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeYourData.to({ language }));
  }

  @Page(useYourRight)
  @Open('a teller without an account, by the code their browser carries')
  async ask(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Param('right') name: string,
  ): Promise<PageAnswer> {
    const right = known(name);
    const found = await this.#found(request);
    if (found === undefined) return seeOther(yourStory.to({ language: page.language }));
    return answer(page, found, right, wordsForm.empty);
  }

  @Send(useYourRight)
  @Open('a teller without an account, by the code their browser carries')
  async use(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('right') name: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const right = known(name);
    const found = await this.#found(request);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    const inWords = isAskedInWords(right);
    const parsed = wordsForm.parse(inWords ? body : { words: '-' });
    if (!parsed.ok) return answer(page, found, right, parsed);
    const words = inWords ? parsed.values.words : null;
    const done = await this.commands.execute(new UseRight(context, found.document, right, words));
    if (isRefusal(done)) return answer(page, found, right, wordsForm.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    carryToStory(request, reply, codeCarried(request));
    return seeOther(inWords ? useYourRights.to({ language }) : seeYourStory.to({ language }));
  }

  #found(request: FastifyRequest): Promise<YourStory | undefined> {
    return this.queries.execute(new SeeYourStory(codeCarried(request)));
  }
}

const known = (name: string): RightWithPage & RightByCode =>
  pagesOfRights.find((right) => right === name) ?? throwRefusal(refuse('right-unknown'));

/** Where the story stands so that there is nothing to do, its own page says how it stands. */
function answer(page: PageContext, { state }: YourStory, right: RightWithPage, form: FormState): PageAnswer {
  const { language } = page;
  const isOver = state === 'withdrawn' || state === 'erased';
  const isIdle =
    (right === 'pause' && state !== 'active') ||
    (right === 'resume' && state !== 'frozen') ||
    (right === 'erase-story' && state === 'erased') ||
    (right === 'object' && isOver);
  if (isIdle) return seeOther(seeYourStory.to({ language }));
  return htmlReply(templateOfOne, useYourRightView(right, form, allWords[language]), page);
}

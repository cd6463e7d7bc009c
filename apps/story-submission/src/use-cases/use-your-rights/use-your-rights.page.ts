import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { seeYourData, useYourRight, useYourRights } from '../../addresses.js';
import { requestsOfStory } from '../../rights/requests-of-story.js';
import { tellDone } from '../../stories/done-told.js';
import { isAskedInWords, UseRight, type RightByCode } from './use-right.command.js';
import {
  pagesOfRights,
  useYourRightView,
  useYourRightsView,
  wordsForm,
  type RightWithPage,
} from './use-your-rights.view.js';
import { ownPage, whoAsksHere, type WhoAsks } from '../../rights/who-asks.js';

const template = pageTemplate(import.meta.url, 'use-your-rights.njk');
const templateOfOne = pageTemplate(import.meta.url, 'use-your-right.njk');
const allWords = loadWords(import.meta.url, 'use-your-rights');

const why = 'a teller, or somebody in a story, without an account, by the code their browser carries';

@Controller()
export class UseYourRightsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(useYourRights)
  @Open(why)
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const who = await whoAsksHere(this.service, request, reply);
    if (who === undefined) return seeOther(yourStory.to({ language }));
    const requests = await requestsOfStory(this.service, who.document, who.you?.id);
    return htmlReply(template, useYourRightsView(who, requests, allWords[language]), page);
  }

  /** Asking for one's data is an act, and stands in the register; the page it leads to only shows. */
  @Send(useYourRights)
  @Open(why)
  async see(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const who = await whoAsksHere(this.service, request, reply);
    if (who === undefined) return seeOther(yourStory.to({ language }));
    const done = orThrow(await this.commands.execute(new UseRight(context, who, 'see', null)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(seeYourData.to({ language }));
  }

  @Page(useYourRight)
  @Open(why)
  async ask(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('right') name: string,
  ): Promise<PageAnswer> {
    const right = known(name);
    const who = await whoAsksHere(this.service, request, reply);
    if (who === undefined) return seeOther(yourStory.to({ language: page.language }));
    return answer(page, who, right, wordsForm.empty);
  }

  @Send(useYourRight)
  @Open(why)
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
    const who = await whoAsksHere(this.service, request, reply);
    if (who === undefined) return seeOther(yourStory.to({ language }));
    const inWords = isAskedInWords(right);
    const parsed = wordsForm.parse(inWords ? body : { words: '-' });
    if (!parsed.ok) return answer(page, who, right, parsed);
    const words = inWords ? parsed.values.words : null;
    const done = await this.commands.execute(new UseRight(context, who, right, words));
    if (isRefusal(done)) return answer(page, who, right, wordsForm.refused(parsed.typed, done));
    await this.service.views.reached(done.stream, done.version);
    if (right === 'resume' && who.you === undefined) return tellDone(language, 'resumed');
    return seeOther(inWords ? useYourRights.to({ language }) : ownPage(who, language));
  }
}

const known = (name: string): RightWithPage & RightByCode =>
  pagesOfRights.find((right) => right === name) ?? throwRefusal(refuse('right-unknown'));

/** Where the story stands so that there is nothing to do, its own page says how it stands. */
function answer(page: PageContext, who: WhoAsks, right: RightWithPage, form: FormState): PageAnswer {
  const { language } = page;
  if (isIdle(who, right)) return seeOther(ownPage(who, language));
  return htmlReply(templateOfOne, useYourRightView(who, right, form, allWords[language]), page);
}

function isIdle({ state, you }: WhoAsks, right: RightWithPage): boolean {
  const isOver = state === 'withdrawn' || state === 'erased';
  if (you !== undefined) {
    if (right === 'complain') return false;
    if (right === 'erase-person') return you.isErased || state === 'erased';
    const isIn = !isOver && you.tookBackAt === null;
    return !isIn || right === 'resume' || right === 'erase-story' || (right === 'pause' && you.answer === null);
  }
  return (
    right === 'erase-person' ||
    (right === 'pause' && state !== 'active') ||
    (right === 'resume' && state !== 'frozen') ||
    (right === 'erase-story' && state === 'erased') ||
    (right === 'object' && isOver)
  );
}

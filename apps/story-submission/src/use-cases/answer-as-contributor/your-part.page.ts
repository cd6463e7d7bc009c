import { Body, Controller, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { textIn, textsIn } from '#web/forms/typed-text.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { takePartBack, yourPart as yourPartPage } from '../../addresses.js';
import { exclusionsOf, namesIn } from '../../readers/leaving-out.js';
import { panelsSeen } from '../../readers/panels-seen.js';
import { CheckLeftOut } from '../leave-out-readers/leave-out-readers.command.js';
import { AnswerAsContributor, TakeBackAsContributor } from './answer-as-contributor.command.js';
import { questionWords } from '../../telling/questions.js';
import { contributorCarried } from '../../telling-together/contributor-by-code.js';
import { partForm, partIn, readersAsked, statesOf } from './your-part.form.js';
import { yourPart, type YourPart } from './your-part.js';
import { takePartBackView, yourPartView } from './your-part.view.js';

const template = pageTemplate(import.meta.url, 'your-part.njk');
const templateOfTakingBack = pageTemplate(import.meta.url, 'take-part-back.njk');
const allWords = loadWords(import.meta.url, 'your-part');

const why = 'somebody in a story, by the code their browser carries';

/** What somebody who is in a story sees of it, and says for themselves. */
@Controller()
export class YourPartPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(yourPartPage)
  @Open(why)
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const part = await this.#part(request, reply);
    return part === undefined ? seeOther(yourStory.to({ language: page.language })) : this.#answer(page, part);
  }

  @Send(yourPartPage)
  @Open(why)
  async say(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const part = await this.#part(request, reply);
    if (part === undefined) return seeOther(yourStory.to({ language }));
    const readers = readersAsked(part, await panelsSeen(this.service, part.design), language);
    const said = partIn(body, readers);
    if (!said.ok) return this.#answer(page, part, said);
    const { audiences, storyVersion } = said.value;
    const { known, design } = part;
    const people = namesIn(textIn(said.value.readers, 'outPeople'));
    const exclusions = await exclusionsOf(this.service, design, {
      ...{ panels: textsIn(said.value.readers, 'outPanels'), people },
      organisations: textsIn(said.value.readers, 'outOrganisations'),
    });
    const consent = {
      ...{ audiences, exclusions, uses: [], language, answeredAt: context.at, how: 'own' as const },
      wordingVersion: design.consentWording.version,
    };
    const within = { ...context, organisation: known.organisation };
    const command = new AnswerAsContributor(within, known.story, known.id, storyVersion, consent);
    const done = await this.commands.execute(command);
    if (isRefusal(done)) {
      const rest = partForm.refused(said.value.rest, done);
      return this.#answer(page, part, { readers: readers.stateOf(said.value.readers), rest });
    }
    await this.commands.execute(new CheckLeftOut(within, known.story, people, known.id));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(yourPartPage.to({ language }));
  }

  @Page(takePartBack)
  @Open(why)
  async ask(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const { language } = page;
    const part = await this.#part(request, reply);
    if (part === undefined) return seeOther(yourStory.to({ language }));
    if (part.you.tookBackAt !== null) return seeOther(yourPartPage.to({ language }));
    return htmlReply(templateOfTakingBack, takePartBackView(part, allWords[language]), page);
  }

  @Send(takePartBack)
  @Open(why)
  async takeBack(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const known = await contributorCarried(this.service, request, reply);
    if (known === undefined) return seeOther(yourStory.to({ language }));
    const within = { ...context, organisation: known.organisation };
    const done = await this.commands.execute(new TakeBackAsContributor(within, known.story, known.id));
    if (!isRefusal(done)) await this.service.views.reached(done.stream, done.version);
    return seeOther(yourPartPage.to({ language }));
  }

  async #part(request: FastifyRequest, reply: FastifyReply): Promise<YourPart | undefined> {
    const known = await contributorCarried(this.service, request, reply);
    return known === undefined ? undefined : yourPart(this.service, known);
  }

  async #answer(page: PageContext, part: YourPart, states?: ReturnType<typeof statesOf>): Promise<PageAnswer> {
    const { language } = page;
    const readers = readersAsked(part, await panelsSeen(this.service, part.design), language);
    const words = { part: allWords[language], questions: questionWords[language] };
    return htmlReply(template, yourPartView(part, readers, states ?? statesOf(part, readers), words), page);
  }
}

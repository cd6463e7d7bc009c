import { Body, Controller, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { tellYourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import { answerQuestion } from '../../addresses.js';
import { BeginDraft } from '../keep-draft/begin-draft.command.js';
import { openDraft } from '../../telling/draft-by-code.js';
import { carryToDraft, codeCarried } from '../../stories/code-cookie.js';
import { journeyOf } from '../../telling/journey.js';
import { openOffers, startForm, startStoryView, type Offer } from './start-story.view.js';

const template = pageTemplate(import.meta.url, 'start-story.njk');
const words = loadWords(import.meta.url, 'start-story');

@Controller()
export class StartStoryPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(tellYourStory)
  @Open('anybody may read how to tell a story')
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Query('programme') programme?: string,
    @Query('deleted') deleted?: string,
  ): Promise<PageAnswer> {
    const offers = await this.#offers(programme);
    return this.#answer(page, request, offers, startForm(offers).empty, deleted === 'yes');
  }

  @Send(tellYourStory)
  @Open('anybody may begin to tell a story while a period is open')
  async start(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
    @Query('programme') programme?: string,
  ): Promise<PageAnswer> {
    const { language } = page;
    const offers = await this.#offers(programme);
    const form = startForm(offers);
    const parsed = form.parse(body);
    if (!parsed.ok) return this.#answer(page, request, offers, parsed, false);
    const chosen = offers.find(({ value }) => value === parsed.values.offer);
    if (chosen === undefined) return this.#answer(page, request, offers, form.empty, false);
    const { design, period } = chosen;
    const begun = await this.commands.execute(new BeginDraft(context, design.id, period.id, language));
    if (isRefusal(begun)) return this.#answer(page, request, offers, form.refused(parsed.typed, begun), false);
    carryToDraft(request, reply, begun.code);
    return seeOther(answerQuestion.to({ language, question: journeyOf(design)[0] ?? 'story' }));
  }

  async #offers(programme: string | undefined): Promise<readonly Offer[]> {
    const offers: Offer[] = [];
    for await (const { design } of this.service.views.stream(knownProgrammes, { index: 'byOrganisation' })) {
      offers.push(...openOffers(design));
    }
    // An organisation may lead people to its own programme; where that is not open, all that are open are offered.
    const own = offers.filter(({ design }) => design.id === programme);
    // Nobody comes upon a rehearsal by themselves: a real story told there would be removed with it.
    return own.length > 0 ? own : offers.filter(({ design }) => design.rehearsal === undefined);
  }

  async #answer(
    page: PageContext,
    request: FastifyRequest,
    offers: readonly Offer[],
    state: FormState,
    isDeleted: boolean,
  ): Promise<PageAnswer> {
    const code = codeCarried(request);
    const hasDraft = code !== '' && (await openDraft(this.service, code)) !== undefined;
    return htmlReply(template, startStoryView(offers, state, { hasDraft, isDeleted }, words[page.language]), page);
  }
}

import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, Open, SignedIn } from '#access/allow.js';
import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { isRefusal } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';
import type { FormState } from '#web/forms/form.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { htmlReply, seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import { homePage, type PageContext } from '#web/rendering/page-context.js';
import { pageTemplate } from '#web/rendering/templates.js';
import { loadWords } from '#web/words/words.js';

import {
  creditsPage,
  readStoryFirst,
  removeCreditPage,
  removeYourCreditPage,
  seeYourStory,
  yourCreditsPage,
} from '../../addresses.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { storyCarried } from '../../stories/story-carried.js';
import { bringers, storyBroughtIn } from '../../telling-together/who-brings-in.js';
import { creditsSeen } from '../../stories/credits-seen.js';
import { RecordCredit, RemoveCredit } from './record-credits.command.js';
import { creditForm, creditsView } from './record-credits.view.js';

const template = pageTemplate(import.meta.url, 'record-credits.njk');
const words = loadWords(import.meta.url, 'record-credits');
const teller = 'a teller without an account, by the code their browser carries';

/** Whom a story credits or criticises, as its teller says it, whoever brings it in, or whoever reads it first. */
@Controller()
export class RecordCreditsPage {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Page(creditsPage)
  @Allow(...bringers)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    return this.#toStaff(page, who, await storyBroughtIn(this.service, who, story), creditForm.empty);
  }

  @Send(creditsPage)
  @Allow(...bringers)
  async record(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const document = await storyBroughtIn(this.service, who, story);
    const state = await this.#record(context, document, body);
    return state === undefined
      ? seeOther(creditsPage.to({ language: page.language, story }))
      : this.#toStaff(page, who, document, state);
  }

  @Send(removeCreditPage)
  @Allow(...bringers)
  async remove(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('credit') credit: string,
  ): Promise<PageAnswer> {
    await storyBroughtIn(this.service, who, story);
    const done = orThrow(await this.commands.execute(new RemoveCredit(context, story, credit)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(creditsPage.to({ language, story }));
  }

  @Page(yourCreditsPage)
  @Open(teller)
  async showYours(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language: page.language }));
    return this.#toTeller(page, story, creditForm.empty);
  }

  @Send(yourCreditsPage)
  @Open(teller)
  async recordYours(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { language } = page;
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const state = await this.#record({ ...context, organisation: story.organisation }, story, body);
    return state === undefined ? seeOther(yourCreditsPage.to({ language })) : this.#toTeller(page, story, state);
  }

  @Send(removeYourCreditPage)
  @Open(teller)
  async removeYours(
    @CurrentPage() { language }: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('credit') credit: string,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    const { id, organisation } = story;
    const done = orThrow(await this.commands.execute(new RemoveCredit({ ...context, organisation }, id, credit)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(yourCreditsPage.to({ language }));
  }

  /** The form again, where something stands against it. */
  async #record(context: CommandContext, document: StoryDocument, body: unknown): Promise<FormState | undefined> {
    const parsed = creditForm.parse(body);
    if (!parsed.ok) return parsed;
    const done = await this.commands.execute(new RecordCredit(context, document, parsed.values));
    if (isRefusal(done)) return creditForm.refused(parsed.typed, done);
    await this.service.views.reached(done.stream, done.version);
    return undefined;
  }

  async #toStaff(
    page: PageContext,
    who: SomeoneAsking,
    document: StoryDocument,
    state: FormState,
  ): Promise<PageAnswer> {
    const { language } = page;
    const { id: story } = document;
    const isFirstReader = mayActOn(who, document, ['evaluator', 'facilitator']);
    const shown = {
      credits: await creditsSeen(this.service, story, { reader: who, purpose: 'moderate' }),
      reference: document.reference,
      backLink: isFirstReader ? readStoryFirst.to({ language, story }) : homePage.to({ language }),
      removal: (credit: string) => removeCreditPage.to({ language, story, credit }),
    };
    return htmlReply(template, creditsView(shown, state, words[language]), page);
  }

  async #toTeller(page: PageContext, document: StoryDocument, state: FormState): Promise<PageAnswer> {
    const { language } = page;
    const { id, teller: person, organisation, reference } = document;
    const shown = {
      credits: await creditsSeen(this.service, id, { reader: { person, organisation }, purpose: 'teller' }),
      reference,
      backLink: seeYourStory.to({ language }),
      removal: (credit: string) => removeYourCreditPage.to({ language, credit }),
    };
    return htmlReply(template, creditsView(shown, state, words[language]), page);
  }
}

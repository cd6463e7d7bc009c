import type { Readable } from 'node:stream';

import { Body, Controller, Get, Param, Req, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { streamsTo, TakesStream } from '#service-kit/http/uploads.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import {
  answerQuestion,
  checkAnswers,
  draftMedia,
  draftMedium,
  draftMediumFile,
  pauseStory,
  shareDraftMedia,
  takeDraftMediumAway,
} from '../../addresses.js';
import { actsOfNobody } from '../../media/media-of-draft.js';
import { storyOfOpenDraft } from '../../media/story-of-media.js';
import { openDraft } from '../../telling/draft-by-code.js';
import { codeCarried } from '../../stories/code-cookie.js';
import { draftOfRequest, type DraftOfRequest } from '../../telling/draft-of-request.js';
import { before, firstUnanswered } from '../../telling/journey.js';
import { TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { added, listPage, putInWords, takeAwayPage, wordsPage } from './media-pages.js';
import { sightOfTeller, type MediaSight } from '../../media/media-seen.js';
import { sharingForm, type MediaPlace } from './media.view.js';
import { sentMedium, SentMedium } from './sent-medium.js';
import { ShareMedia } from './share-media.command.js';

const byCode = 'a teller without an account, by the code their browser carries';

/** Before the question who may read it; whoever comes from their checked answers goes on to them. */
function placeOf({ of, design }: DraftOfRequest): MediaPlace {
  const { language } = of;
  const next = firstUnanswered(of);
  return {
    list: draftMedia.to({ language }),
    backLink: answerQuestion.to({ language, question: before('readers', design) ?? 'story' }),
    sharing: shareDraftMedia.to({ language }),
    journey: {
      goOn: next === undefined ? checkAnswers.to({ language }) : answerQuestion.to({ language, question: next }),
      pause: pauseStory.to({ language }),
    },
    of: (medium) => ({
      words: draftMedium.to({ language, medium }),
      file: draftMediumFile.to({ language, medium }),
      takeAway: takeDraftMediumAway.to({ language, medium }),
    }),
  };
}

/** What a teller tells with their story beside its words, while they write it. */
@Controller()
export class DraftMediaPage implements OnModuleInit {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {}

  /** Whoever carries no code of an open draft sends nothing that is kept. */
  onModuleInit(): void {
    streamsTo(this.adapterHost.httpAdapter.getInstance(), draftMedia.pattern, async (request, before, file) => {
      const draft = await openDraft(this.service, codeCarried(request));
      if (draft === undefined) return new SentMedium(refuse('draft-not-open', 'code'));
      return sentMedium(this.service, storyOfOpenDraft(draft), before, file);
    });
  }

  @Page(draftMedia)
  @Open(byCode)
  async show(@CurrentPage() page: PageContext, @Req() request: FastifyRequest): Promise<PageAnswer> {
    return this.#within(page, request, (sight, place) => listPage(this.service, sight, place, page));
  }

  @Send(draftMedia)
  @TakesStream()
  @Open(byCode)
  async add(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const doing = { service: this.service, commands: this.commands };
    return this.#within(page, request, (sight, place) => added(doing, actsOfNobody(context), sight, place, page, body));
  }

  @Send(shareDraftMedia)
  @Open(byCode)
  async share(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#within(page, request, async (sight, place) => {
      const parsed = sharingForm.parse(body);
      if (!parsed.ok) return listPage(this.service, sight, place, page, { sharing: parsed });
      const isShared = parsed.values.isShared === 'yes';
      const done = await this.commands.execute(new ShareMedia(actsOfNobody(context), sight.document, isShared));
      if (!isRefusal(done)) return seeOther(place.list);
      return listPage(this.service, sight, place, page, { sharing: sharingForm.refused(parsed.typed, done) });
    });
  }

  @Page(draftMedium)
  @Open(byCode)
  async words(
    @CurrentPage() page: PageContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer> {
    return this.#within(page, request, (sight, place) => wordsPage(this.service, sight, place, medium, page));
  }

  @Send(draftMedium)
  @Open(byCode)
  async putInWords(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const doing = { service: this.service, commands: this.commands };
    return this.#within(page, request, (sight, place) =>
      putInWords(doing, actsOfNobody(context), sight, place, medium, page, body),
    );
  }

  @Page(takeDraftMediumAway)
  @Open(byCode)
  async confirm(
    @CurrentPage() page: PageContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer> {
    return this.#within(page, request, async (sight, place) => takeAwayPage(sight, place, medium, page));
  }

  /** Pressed twice it is gone all the same. */
  @Send(takeDraftMediumAway)
  @Open(byCode)
  async takeAway(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer> {
    return this.#within(page, request, async ({ document }, place) => {
      const done = await this.commands.execute(new TakeMediumAway(actsOfNobody(context), document, medium));
      return isRefusal(done) ? throwRefusal(done) : seeOther(place.list);
    });
  }

  @Get(draftMediumFile.pattern)
  @Open(byCode)
  async file(
    @Param('language') language: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    const draft = await openDraft(this.service, codeCarried(request));
    if (!isLanguage(language) || draft === undefined) return throwRefusal(refuse('medium-not-found', 'medium'));
    const sight = await sightOfTeller(this.service, storyOfOpenDraft(draft));
    return answerMedium(this.service, sight, medium, request, reply);
  }

  /** Where there is no draft (any more), they enter their code. */
  async #within(
    { language }: PageContext,
    request: FastifyRequest,
    answer: (sight: MediaSight, place: MediaPlace) => Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const found = await draftOfRequest(this.service, request, language);
    if (found === undefined) return seeOther(yourStory.to({ language }));
    return answer(await sightOfTeller(this.service, storyOfOpenDraft(found.draft)), placeOf(found));
  }
}

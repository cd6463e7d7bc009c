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
import { isLanguage, type Language } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import {
  seeYourStory,
  shareYourMedia,
  takeYourMediumAway,
  yourMedia,
  yourMedium,
  yourMediumFile,
} from '../../addresses.js';
import type { StoryDocument } from '../../read-models/stories/stories.js';
import { codeCarried } from '../../stories/code-cookie.js';
import { storyByCode } from '../../stories/story-by-code.js';
import { storyCarried } from '../../stories/story-carried.js';
import { TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { added, listPage, putInWords, takeAwayPage, wordsPage } from './media-pages.js';
import { sightOfTeller, type MediaSight } from '../../media/media-seen.js';
import { sharingForm, type MediaPlace } from './media.view.js';
import { sentMedium, SentMedium } from './sent-medium.js';
import { ShareMedia } from './share-media.command.js';

const byCode = 'a teller without an account, by the code their browser carries';

const placeOf = (language: Language): MediaPlace => ({
  list: yourMedia.to({ language }),
  backLink: seeYourStory.to({ language }),
  sharing: shareYourMedia.to({ language }),
  of: (medium) => ({
    words: yourMedium.to({ language, medium }),
    file: yourMediumFile.to({ language, medium }),
    takeAway: takeYourMediumAway.to({ language, medium }),
  }),
});

/** What a teller tells with their story beside its words. */
@Controller()
export class YourMediaPage implements OnModuleInit {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {}

  /** Whoever carries no code of a story that may still be added to sends nothing that is kept. */
  onModuleInit(): void {
    streamsTo(this.adapterHost.httpAdapter.getInstance(), yourMedia.pattern, async (request, before, file) => {
      const story = await storyByCode(this.service, codeCarried(request));
      if (story === undefined) return new SentMedium(refuse('story-code-opens-nothing', 'code'));
      return sentMedium(this.service, story, before, file);
    });
  }

  @Page(yourMedia)
  @Open(byCode)
  async show(
    @CurrentPage() page: PageContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    return this.#within(page, request, reply, (sight, place) => listPage(this.service, sight, place, page));
  }

  @Send(yourMedia)
  @TakesStream()
  @Open(byCode)
  async add(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const doing = { service: this.service, commands: this.commands };
    return this.#within(page, request, reply, (sight, place) => added(doing, context, sight, place, page, body));
  }

  @Send(shareYourMedia)
  @Open(byCode)
  async share(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    return this.#within(page, request, reply, async (sight, place) => {
      const parsed = sharingForm.parse(body);
      if (!parsed.ok) return listPage(this.service, sight, place, page, { sharing: parsed });
      const done = await this.commands.execute(
        new ShareMedia(context, sight.document, parsed.values.isShared === 'yes'),
      );
      if (isRefusal(done)) {
        return listPage(this.service, sight, place, page, { sharing: sharingForm.refused(parsed.typed, done) });
      }
      await this.service.views.reached(done.stream, done.version);
      return seeOther(place.list);
    });
  }

  @Page(yourMedium)
  @Open(byCode)
  async words(
    @CurrentPage() page: PageContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    return this.#within(page, request, reply, (sight, place) => wordsPage(this.service, sight, place, medium, page));
  }

  @Send(yourMedium)
  @Open(byCode)
  async putInWords(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const doing = { service: this.service, commands: this.commands };
    return this.#within(page, request, reply, (sight, place) =>
      putInWords(doing, context, sight, place, medium, page, body),
    );
  }

  @Page(takeYourMediumAway)
  @Open(byCode)
  async confirm(
    @CurrentPage() page: PageContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    return this.#within(page, request, reply, async (sight, place) => takeAwayPage(sight, place, medium, page));
  }

  /** Pressed twice it is gone all the same. */
  @Send(takeYourMediumAway)
  @Open(byCode)
  async takeAway(
    @CurrentPage() page: PageContext,
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    return this.#within(page, request, reply, async ({ document }, place) => {
      const done = await this.commands.execute(new TakeMediumAway(context, document, medium));
      if (isRefusal(done)) return throwRefusal(done);
      await this.service.views.reached(done.stream, done.version);
      return seeOther(place.list);
    });
  }

  @Get(yourMediumFile.pattern)
  @Open(byCode)
  async file(
    @Param('language') language: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    const story = await this.#story(request);
    if (!isLanguage(language) || story === undefined) return throwRefusal(refuse('medium-not-found', 'medium'));
    return answerMedium(this.service, await sightOfTeller(this.service, story), medium, request, reply);
  }

  #story(request: FastifyRequest): Promise<StoryDocument | undefined> {
    return storyByCode(this.service, codeCarried(request));
  }

  async #within(
    { language }: PageContext,
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (sight: MediaSight, place: MediaPlace) => Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const story = await storyCarried(this.service, request, reply);
    if (story === undefined) return seeOther(yourStory.to({ language }));
    return answer(await sightOfTeller(this.service, story), placeOf(language));
  }
}

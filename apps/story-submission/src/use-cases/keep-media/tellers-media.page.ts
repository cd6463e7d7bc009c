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
import { streamsTo, TakesStream } from '#service-kit/http/uploads.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { sightOfTeller, type MediaSight } from '../../media/media-seen.js';
import { codeCarried } from '../../stories/code-cookie.js';
import { TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { added, listPage, putInWords, takeAwayPage, wordsPage } from './media-pages.js';
import { sharingForm, type MediaPlace } from './media.view.js';
import { sentMedium, SentMedium } from './sent-medium.js';
import { ShareMedia } from './share-media.command.js';
import type { TellersMedia } from './tellers-media.js';

const byCode = 'a teller without an account, by the code their browser carries';

interface At {
  readonly list: Route;
  readonly sharing: Route;
  readonly medium: Route;
  readonly takeAway: Route;
  readonly file: Route;
}

/** What a teller tells beside their words: the same pages with a draft and with a story that was sent. */
export function tellersMediaPage(at: At, { opens, carried, acting }: TellersMedia) {
  @Controller()
  class TellersMediaPage implements OnModuleInit {
    constructor(
      readonly commands: CommandBus,
      readonly service: ServiceRuntime,
      readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
    ) {}

    /** Whoever carries no code of something that may still be added to sends nothing that is kept. */
    onModuleInit(): void {
      streamsTo(this.adapterHost.httpAdapter.getInstance(), at.list.pattern, async (request, before, file) => {
        const story = await opens(this.service, codeCarried(request));
        return isRefusal(story) ? new SentMedium(story) : sentMedium(this.service, story, before, file);
      });
    }

    @Page(at.list)
    @Open(byCode)
    async show(
      @CurrentPage() page: PageContext,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, (sight, place) => listPage(this.service, sight, place, page));
    }

    @Send(at.list)
    @TakesStream()
    @Open(byCode)
    async add(
      @CurrentPage() page: PageContext,
      @Command() context: CommandContext,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, (sight, place) =>
        added(this, acting(context), sight, place, page, body),
      );
    }

    @Send(at.sharing)
    @Open(byCode)
    async share(
      @CurrentPage() page: PageContext,
      @Command() context: CommandContext,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, async (sight, place) => {
        const parsed = sharingForm.parse(body);
        if (!parsed.ok) return listPage(this.service, sight, place, page, { sharing: parsed });
        const isShared = parsed.values.isShared === 'yes';
        const done = await this.commands.execute(new ShareMedia(acting(context), sight.document, isShared));
        if (isRefusal(done)) {
          return listPage(this.service, sight, place, page, { sharing: sharingForm.refused(parsed.typed, done) });
        }
        await this.service.views.reached(done.stream, done.version);
        return seeOther(place.list);
      });
    }

    @Page(at.medium)
    @Open(byCode)
    async words(
      @CurrentPage() page: PageContext,
      @Param('medium') medium: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, (sight, place) => wordsPage(this.service, sight, place, medium, page));
    }

    @Send(at.medium)
    @Open(byCode)
    async putInWords(
      @CurrentPage() page: PageContext,
      @Command() context: CommandContext,
      @Param('medium') medium: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Body() body: unknown,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, (sight, place) =>
        putInWords(this, acting(context), sight, place, medium, page, body),
      );
    }

    @Page(at.takeAway)
    @Open(byCode)
    async confirm(
      @CurrentPage() page: PageContext,
      @Param('medium') medium: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, async (sight, place) => takeAwayPage(sight, place, medium, page));
    }

    /** Pressed twice it is gone all the same. */
    @Send(at.takeAway)
    @Open(byCode)
    async takeAway(
      @CurrentPage() page: PageContext,
      @Command() context: CommandContext,
      @Param('medium') medium: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<PageAnswer> {
      return this.within(page, request, reply, async ({ document }, place) => {
        const away = new TakeMediumAway(acting(context), document, medium);
        const done = orThrow(await this.commands.execute(away));
        await this.service.views.reached(done.stream, done.version);
        return seeOther(place.list);
      });
    }

    @Get(at.file.pattern)
    @Open(byCode)
    async file(
      @Param('language') language: string,
      @Param('medium') medium: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Readable | string> {
      const story = await opens(this.service, codeCarried(request));
      if (!isLanguage(language) || isRefusal(story)) return throwRefusal(refuse('medium-not-found', 'medium'));
      return answerMedium(this.service, await sightOfTeller(this.service, story), medium, request, reply);
    }

    /** Where there is nothing (any more), they enter their code. */
    async within(
      { language }: PageContext,
      request: FastifyRequest,
      reply: FastifyReply,
      answer: (sight: MediaSight, place: MediaPlace) => Promise<PageAnswer>,
    ): Promise<PageAnswer> {
      const found = await carried(this.service, request, reply, language);
      if (found === undefined) return seeOther(yourStory.to({ language }));
      return answer(await sightOfTeller(this.service, found.story), found.place);
    }
  }
  return TellersMediaPage;
}

import type { Readable } from 'node:stream';

import { Body, Controller, Get, Param, Req, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import { holdsRole, principalOf, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { storyMedia } from '#contracts/story-submission/addresses.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { streamsTo, TakesStream } from '#service-kit/http/uploads.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage, type Language } from '#web/language.js';
import { CurrentPage, Page, Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import { homePage, type PageContext } from '#web/rendering/page-context.js';

import { lookAtMedium, mediumFile, seeStory, storyMedium, takeMediumAway } from '../../addresses.js';
import { firstReaders } from '../../stories/stories-to-read.js';
import { ClearMedium, TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { added, listPage, putInWords, takeAwayPage, wordsPage } from './media-pages.js';
import { mediaReaders, mediaStaff, sightOfStory, sightToChange, sightToClear } from '../../media/media-seen.js';
import type { MediaPlace } from './media.view.js';
import { sentMedium, SentMedium } from './sent-medium.js';

/** The story’s own page is for some of them only. */
const placeOf = (language: Language, story: string, who: SomeoneAsking): MediaPlace => ({
  list: storyMedia.to({ language, story }),
  backLink: holdsRole(who, ['evaluator', 'administrator'])
    ? seeStory.to({ language, story })
    : homePage.to({ language }),
  of: (medium) => ({
    words: storyMedium.to({ language, story, medium }),
    file: mediumFile.to({ language, story, medium }),
    takeAway: takeMediumAway.to({ language, story, medium }),
    lookAt: lookAtMedium.to({ language, story, medium }),
  }),
});

const storyNamed = (params: unknown): string =>
  typeof params === 'object' && params !== null && 'story' in params ? String(params.story) : '';

/** What was told with a story beside its words, for staff and for panels. */
@Controller()
export class StoryMediaPage implements OnModuleInit {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {}

  /** Looked at before anything is kept: who sends it, and whether they may. */
  onModuleInit(): void {
    streamsTo(this.adapterHost.httpAdapter.getInstance(), storyMedia.pattern, async (request, before, file) => {
      const who = principalOf(request);
      if (who.kind === 'anyone') return new SentMedium(refuse('sign-in-needed'));
      const { document } = await sightToChange(this.service, who, storyNamed(request.params));
      return sentMedium(this.service, document, before, file);
    });
  }

  @Page(storyMedia)
  @Allow(...mediaReaders)
  async show(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const sight = await sightOfStory(this.service, who, story);
    return listPage(this.service, sight, placeOf(page.language, story, who), page);
  }

  @Send(storyMedia)
  @TakesStream()
  @Allow(...mediaStaff)
  async add(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const sight = await sightToChange(this.service, who, story);
    const doing = { service: this.service, commands: this.commands };
    return added(doing, context, sight, placeOf(page.language, story, who), page, body);
  }

  @Page(storyMedium)
  @Allow(...mediaStaff)
  async words(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
  ): Promise<PageAnswer> {
    const sight = await sightToChange(this.service, who, story);
    return wordsPage(this.service, sight, placeOf(page.language, story, who), medium, page);
  }

  @Send(storyMedium)
  @Allow(...mediaStaff)
  async putInWords(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const sight = await sightToChange(this.service, who, story);
    const doing = { service: this.service, commands: this.commands };
    return putInWords(doing, context, sight, placeOf(page.language, story, who), medium, page, body);
  }

  /** They have looked at it, with its words: panels may have it. */
  @Send(lookAtMedium)
  @Allow(...firstReaders)
  async lookAt(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('medium') medium: string,
  ): Promise<PageAnswer> {
    const { document } = await sightToClear(this.service, who, story);
    const done = orThrow(await this.commands.execute(new ClearMedium(context, document, medium)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(storyMedia.to({ language, story }));
  }

  @Page(takeMediumAway)
  @Allow(...mediaStaff)
  async confirm(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
  ): Promise<PageAnswer> {
    const sight = await sightToChange(this.service, who, story);
    return takeAwayPage(sight, placeOf(page.language, story, who), medium, page);
  }

  @Send(takeMediumAway)
  @Allow(...mediaStaff)
  async takeAway(
    @CurrentPage() { language }: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('story') story: string,
    @Param('medium') medium: string,
  ): Promise<PageAnswer> {
    const { document } = await sightToChange(this.service, who, story);
    const done = orThrow(await this.commands.execute(new TakeMediumAway(context, document, medium)));
    await this.service.views.reached(done.stream, done.version);
    return seeOther(storyMedia.to({ language, story }));
  }

  @Get(mediumFile.pattern)
  @Allow(...mediaReaders)
  async file(
    @SignedIn() who: SomeoneAsking,
    @Param('language') language: string,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    if (!isLanguage(language)) return throwRefusal(refuse('not-found'));
    return answerMedium(this.service, await sightOfStory(this.service, who, story), medium, request, reply);
  }
}

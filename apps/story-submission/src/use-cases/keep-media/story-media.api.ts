import type { Readable } from 'node:stream';

import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import {
  mediumClearingApi,
  mediumContentApi,
  mediumRemovalApi,
  mediumWordsApi,
  storyMediaApi,
} from '../../addresses.js';
import { firstReaders } from '../../stories/stories-to-read.js';
import { ClearMedium, PutMediumInWords, TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { mediaDocument } from './media-document.js';
import { MediumWordsDto } from './media.dto.js';
import { mediaReaders, mediaStaff, sightToChange, sightToClear, sightOfStory } from '../../media/media-seen.js';
import { takeMedium } from './take-media.js';

@ApiTags('media')
@Controller()
export class StoryMediaApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** For staff of the programme, and for a panel that was given the story: each as much as they may know. */
  @Get(storyMediaApi.pattern)
  @Allow(...mediaReaders)
  async see(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    return mediaDocument(this.service, await sightOfStory(this.service, who, story));
  }

  /** The body is the file: what it is is found in its bytes. */
  @Post(storyMediaApi.pattern)
  @HttpCode(201)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Allow(...mediaStaff)
  async add(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly medium: string; readonly version: number }> {
    return takeMedium(
      { service: this.service, commands: this.commands },
      context,
      await sightToChange(this.service, who, story),
      request,
      reply,
    );
  }

  @Get(mediumContentApi.pattern)
  @Allow(...mediaReaders)
  async content(
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    return answerMedium(this.service, await sightOfStory(this.service, who, story), medium, request, reply);
  }

  @Put(mediumWordsApi.pattern)
  @Allow(...mediaStaff)
  async word(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Body() { words }: MediumWordsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { document } = await sightToChange(this.service, who, story);
    const done = orThrow(await this.commands.execute(new PutMediumInWords(context, document, medium, words)));
    return answerVersion(this.service, reply, done);
  }

  /** They have looked at it, with its words: panels may have it. */
  @Post(mediumClearingApi.pattern)
  @HttpCode(200)
  @Allow(...firstReaders)
  async clear(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { document } = await sightToClear(this.service, who, story);
    const done = orThrow(await this.commands.execute(new ClearMedium(context, document, medium)));
    return answerVersion(this.service, reply, done);
  }

  @Post(mediumRemovalApi.pattern)
  @HttpCode(200)
  @Allow(...mediaStaff)
  async takeAway(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { document } = await sightToChange(this.service, who, story);
    const done = orThrow(await this.commands.execute(new TakeMediumAway(context, document, medium)));
    return answerVersion(this.service, reply, done);
  }
}

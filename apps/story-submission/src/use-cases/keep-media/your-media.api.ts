import type { Readable } from 'node:stream';

import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Req,
  Res,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import {
  yourMediaApi,
  yourMediaSharingApi,
  yourMediumContentApi,
  yourMediumRemovalApi,
  yourMediumWordsApi,
} from '../../addresses.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { PutMediumInWords, TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { mediaDocument } from './media-document.js';
import { MediaSharingDto, MediumWordsDto } from './media.dto.js';
import { sightOfTeller, type MediaSight } from '../../media/media-seen.js';
import { ShareMedia } from './share-media.command.js';
import { takeMedium, takesBytes } from './take-media.js';

const byCode = 'the teller by code (header x-newid-code)';

@ApiTags('media')
@ApiHeader({ name: 'x-newid-code', required: true })
@Controller()
export class YourMediaApi implements OnModuleInit {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    takesBytes(this.adapterHost.httpAdapter.getInstance());
  }

  @Get(yourMediaApi.pattern)
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    return mediaDocument(this.service, await this.#sight(code));
  }

  /** The body is the file: what it is is found in its bytes. */
  @Post(yourMediaApi.pattern)
  @HttpCode(201)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Open(byCode)
  async add(
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly medium: string; readonly version: number }> {
    return takeMedium(
      { service: this.service, commands: this.commands },
      context,
      await this.#sight(code),
      request,
      reply,
    );
  }

  @Get(yourMediumContentApi.pattern)
  @Open(byCode)
  async content(
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<Readable | string> {
    return answerMedium(this.service, await this.#sight(code), medium, request, reply);
  }

  @Put(yourMediumWordsApi.pattern)
  @Open(byCode)
  async word(
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Body() { words }: MediumWordsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { document } = await this.#sight(code);
    const done = orThrow(await this.commands.execute(new PutMediumInWords(context, document, medium, words)));
    return answerVersion(this.service, reply, done);
  }

  @Post(yourMediumRemovalApi.pattern)
  @HttpCode(200)
  @Open(byCode)
  async takeAway(
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { document } = await this.#sight(code);
    const done = orThrow(await this.commands.execute(new TakeMediumAway(context, document, medium)));
    return answerVersion(this.service, reply, done);
  }

  /** Whether those who may read the story may see and hear what was added: the teller alone says so. */
  @Put(yourMediaSharingApi.pattern)
  @Open(byCode)
  async share(
    @Command() context: CommandContext,
    @Body() { isShared }: MediaSharingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { document } = await this.#sight(code);
    const done = orThrow(await this.commands.execute(new ShareMedia(context, document, isShared)));
    return answerVersion(this.service, reply, done);
  }

  async #sight(code: string): Promise<MediaSight> {
    return sightOfTeller(this.service, await storyOpened(this.service, code));
  }
}

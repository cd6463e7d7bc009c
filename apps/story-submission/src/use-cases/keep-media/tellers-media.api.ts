import type { Readable } from 'node:stream';

import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { sightOfTeller, type MediaSight } from '../../media/media-seen.js';
import { PutMediumInWords, TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { mediaDocument } from './media-document.js';
import { MediaSharingDto, MediumWordsDto } from './media.dto.js';
import { ShareMedia } from './share-media.command.js';
import { takeMedium } from './take-media.js';
import { orRefused, type TellersMedia } from './tellers-media.js';

const byCode = 'the teller by code (header x-newid-code)';

interface At {
  readonly list: Route;
  readonly content: Route;
  readonly words: Route;
  readonly removal: Route;
  readonly sharing: Route;
}

/** What a teller tells beside their words: the same with a draft and with a story that was sent. */
export function tellersMediaApi(at: At, { opens, acting }: Pick<TellersMedia, 'opens' | 'acting'>) {
  @Controller()
  class TellersMediaApi {
    constructor(
      readonly commands: CommandBus,
      readonly service: ServiceRuntime,
    ) {}

    @Get(at.list.pattern)
    @Open(byCode)
    async see(@Headers('x-newid-code') code = '') {
      return mediaDocument(this.service, await this.sight(code));
    }

    /** The body is the file: what it is is found in its bytes. */
    @Post(at.list.pattern)
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
      return takeMedium(this, acting(context), await this.sight(code), request, reply);
    }

    @Get(at.content.pattern)
    @Open(byCode)
    async content(
      @Param('medium') medium: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Headers('x-newid-code') code = '',
    ): Promise<Readable | string> {
      return answerMedium(this.service, await this.sight(code), medium, request, reply);
    }

    @Put(at.words.pattern)
    @Open(byCode)
    async word(
      @Command() context: CommandContext,
      @Param('medium') medium: string,
      @Body() { words }: MediumWordsDto,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Headers('x-newid-code') code = '',
    ): Promise<{ readonly version: number }> {
      const { document } = await this.sight(code);
      const put = new PutMediumInWords(acting(context), document, medium, words);
      return answerVersion(this.service, reply, orThrow(await this.commands.execute(put)));
    }

    @Post(at.removal.pattern)
    @HttpCode(200)
    @Open(byCode)
    async takeAway(
      @Command() context: CommandContext,
      @Param('medium') medium: string,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Headers('x-newid-code') code = '',
    ): Promise<{ readonly version: number }> {
      const { document } = await this.sight(code);
      const away = new TakeMediumAway(acting(context), document, medium);
      return answerVersion(this.service, reply, orThrow(await this.commands.execute(away)));
    }

    /** Whether those who may read the story may see and hear what was added: the teller alone says so. */
    @Put(at.sharing.pattern)
    @Open(byCode)
    async share(
      @Command() context: CommandContext,
      @Body() { isShared }: MediaSharingDto,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Headers('x-newid-code') code = '',
    ): Promise<{ readonly version: number }> {
      const { document } = await this.sight(code);
      const share = new ShareMedia(acting(context), document, isShared);
      return answerVersion(this.service, reply, orThrow(await this.commands.execute(share)));
    }

    async sight(code: string): Promise<MediaSight> {
      return sightOfTeller(this.service, orRefused(await opens(this.service, code)));
    }
  }
  return TellersMediaApi;
}

import type { Readable } from 'node:stream';

import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import {
  draftMediaApi,
  draftMediaSharingApi,
  draftMediumContentApi,
  draftMediumRemovalApi,
  draftMediumWordsApi,
} from '../../addresses.js';
import { actsOfNobody } from '../../media/media-of-draft.js';
import { storyOfOpenDraft } from '../../media/story-of-media.js';
import { openDraft } from '../../telling/draft-by-code.js';
import { PutMediumInWords, TakeMediumAway } from './keep-media.command.js';
import { answerMedium } from './media-content.js';
import { mediaDocument } from './media-document.js';
import { MediaSharingDto, MediumWordsDto } from './media.dto.js';
import { sightOfTeller, type MediaSight } from '../../media/media-seen.js';
import { ShareMedia } from './share-media.command.js';
import { takeMedium } from './take-media.js';

const byCode = 'the teller by code (header x-newid-code)';

/** What is told with a story beside its words, before it is sent. */
@ApiTags('drafts')
@ApiHeader({ name: 'x-newid-code', required: true })
@Controller()
export class DraftMediaApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(draftMediaApi.pattern)
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    return mediaDocument(this.service, await this.#sight(code));
  }

  /** The body is the file: what it is is found in its bytes. */
  @Post(draftMediaApi.pattern)
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
    const doing = { service: this.service, commands: this.commands };
    return takeMedium(doing, actsOfNobody(context), await this.#sight(code), request, reply);
  }

  @Get(draftMediumContentApi.pattern)
  @Open(byCode)
  async content(
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<Readable | string> {
    return answerMedium(this.service, await this.#sight(code), medium, request, reply);
  }

  @Put(draftMediumWordsApi.pattern)
  @Open(byCode)
  async word(
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Body() { words }: MediumWordsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { document } = await this.#sight(code);
    const put = new PutMediumInWords(actsOfNobody(context), document, medium, words);
    return answerVersion(this.service, reply, orThrow(await this.commands.execute(put)));
  }

  @Post(draftMediumRemovalApi.pattern)
  @HttpCode(200)
  @Open(byCode)
  async takeAway(
    @Command() context: CommandContext,
    @Param('medium') medium: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { document } = await this.#sight(code);
    const away = new TakeMediumAway(actsOfNobody(context), document, medium);
    return answerVersion(this.service, reply, orThrow(await this.commands.execute(away)));
  }

  /** Whether those who may read the story may see and hear what was added, from when it is sent. */
  @Put(draftMediaSharingApi.pattern)
  @Open(byCode)
  async share(
    @Command() context: CommandContext,
    @Body() { isShared }: MediaSharingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const { document } = await this.#sight(code);
    const share = new ShareMedia(actsOfNobody(context), document, isShared);
    return answerVersion(this.service, reply, orThrow(await this.commands.execute(share)));
  }

  async #sight(code: string): Promise<MediaSight> {
    const draft = await openDraft(this.service, code);
    return draft === undefined
      ? throwRefusal(refuse('draft-not-open', 'code'))
      : sightOfTeller(this.service, storyOfOpenDraft(draft));
  }
}

import type { Readable } from 'node:stream';

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { ServiceRuntime } from '#service-kit/service.js';

import { checkMediaApi, checkMediumContentApi, translateMediaApi, translateMediumContentApi } from '../../addresses.js';
import { translators } from '../../stories/story-to-translate.js';
import { answerMedium } from './media-content.js';
import { mediaDocument } from './media-document.js';
import { sightOfTranslator, sightOfVerifier } from '../../media/media-seen.js';

/** What was told with a story, for those it was given to: to check, or to translate. */
@ApiTags('media')
@Controller()
export class GivenMediaApi {
  constructor(private readonly service: ServiceRuntime) {}

  /** For whoever it was given to; to anybody else it is not there. */
  @Get(checkMediaApi.pattern)
  @AllowSignedIn()
  async toCheck(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    return mediaDocument(this.service, await sightOfVerifier(this.service, who, story));
  }

  @Get(checkMediumContentApi.pattern)
  @AllowSignedIn()
  async contentToCheck(
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    return answerMedium(this.service, await sightOfVerifier(this.service, who, story), medium, request, reply);
  }

  @Get(translateMediaApi.pattern)
  @Allow(...translators)
  async toTranslate(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    return mediaDocument(this.service, await sightOfTranslator(this.service, who, story));
  }

  @Get(translateMediumContentApi.pattern)
  @Allow(...translators)
  async contentToTranslate(
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    return answerMedium(this.service, await sightOfTranslator(this.service, who, story), medium, request, reply);
  }
}

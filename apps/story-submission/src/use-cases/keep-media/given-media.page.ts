import type { Readable } from 'node:stream';

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { translateStoryPage } from '#contracts/story-submission/addresses.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { isLanguage } from '#web/language.js';
import { CurrentPage, Page } from '#web/pages/page.js';
import type { PageAnswer } from '#web/pages/page-answer.js';
import type { PageContext } from '#web/rendering/page-context.js';

import { checkMedia, checkMediumFile, checkStoryPage, translateMedia, translateMediumFile } from '../../addresses.js';
import { translators } from '../../stories/story-to-translate.js';
import { answerMedium } from './media-content.js';
import { listPage } from './media-pages.js';
import { sightOfTranslator, sightOfVerifier } from '../../media/media-seen.js';

/** What was told with a story, for those it was given to: to check, or to translate. */
@Controller()
export class GivenMediaPage {
  constructor(private readonly service: ServiceRuntime) {}

  /** For whoever it was given to; to anybody else the page is not there. */
  @Page(checkMedia)
  @AllowSignedIn()
  async toCheck(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const at = { language: page.language, story };
    const sight = await sightOfVerifier(this.service, who, story);
    const place = {
      ...{ list: checkMedia.to(at), backLink: checkStoryPage.to(at) },
      of: (medium: string) => ({ file: checkMediumFile.to({ ...at, medium }) }),
    };
    return listPage(this.service, sight, place, page);
  }

  @Get(checkMediumFile.pattern)
  @AllowSignedIn()
  async fileToCheck(
    @SignedIn() who: SomeoneAsking,
    @Param('language') language: string,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    if (!isLanguage(language)) return throwRefusal(refuse('not-found'));
    return answerMedium(this.service, await sightOfVerifier(this.service, who, story), medium, request, reply);
  }

  @Page(translateMedia)
  @Allow(...translators)
  async toTranslate(
    @CurrentPage() page: PageContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
  ): Promise<PageAnswer> {
    const at = { language: page.language, story };
    const sight = await sightOfTranslator(this.service, who, story);
    const place = {
      ...{ list: translateMedia.to(at), backLink: translateStoryPage.to(at) },
      of: (medium: string) => ({ file: translateMediumFile.to({ ...at, medium }) }),
    };
    return listPage(this.service, sight, place, page);
  }

  @Get(translateMediumFile.pattern)
  @Allow(...translators)
  async fileToTranslate(
    @SignedIn() who: SomeoneAsking,
    @Param('language') language: string,
    @Param('story') story: string,
    @Param('medium') medium: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | string> {
    if (!isLanguage(language)) return throwRefusal(refuse('not-found'));
    return answerMedium(this.service, await sightOfTranslator(this.service, who, story), medium, request, reply);
  }
}

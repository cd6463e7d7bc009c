import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { sessionCookie } from '#access/cookies.js';
import { maySignInAsSample } from '#access/sample-sign-in.js';
import { refuse } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';
import { textIn } from '#web/forms/typed-text.js';
import type { Language } from '#web/language.js';
import { Send } from '#web/pages/page.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';

import { enterAsSample, homePage, sampleSessionsApi } from '../../addresses.js';
import { beginSession } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';

export class SampleSessionDto {
  @IsString()
  person!: string;
}

/** Signs in as an invented person of the sample, without proof: only where maySignInAsSample says so. */
@ApiTags('people')
@Controller()
export class EnterAsSample {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
  ) {}

  @Send(enterAsSample)
  @Open('the sample: invented people on loopback')
  async enter(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('language') language: Language,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const token = await this.#begin(request, textIn(body, 'person'));
    reply.header('set-cookie', sessionCookie(token, this.settings.isHttps));
    return seeOther(homePage.to({ language }));
  }

  @Post(sampleSessionsApi.pattern)
  @Open('the sample: invented people on loopback')
  async enterByApi(
    @Req() request: FastifyRequest,
    @Body() { person }: SampleSessionDto,
  ): Promise<{ readonly token: string }> {
    return { token: await this.#begin(request, person) };
  }

  async #begin(request: FastifyRequest, person: string): Promise<string> {
    const { sessions, isSample, host, isProduction } = this.settings;
    const conditions = { folderIsSample: isSample, host, hostHeader: request.headers.host, isProduction };
    if (!maySignInAsSample(conditions)) throwRefusal(refuse('sample-sign-in-not-offered'));
    const account = await sessions.account(person);
    if (account === undefined || !account.isSample) throwRefusal(refuse('person-not-found', 'person'));
    return beginSession(this.service, this.settings, request, person);
  }
}

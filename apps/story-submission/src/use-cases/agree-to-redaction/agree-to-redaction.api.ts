import { Body, Controller, Get, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { yourRedactionAgreementApi, yourRedactionApi, yourRedactionWordsApi } from '../../addresses.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { AnswerRedaction, type TellersAnswer } from './answer-redaction.command.js';
import { redactionOfTeller } from './redaction-of-teller.js';

export class AgreeToRedactionDto {
  /** The one that was seen: another may have been proposed meanwhile. */
  @IsString()
  @IsNotEmpty()
  redaction!: string;
}

export class OtherWordsDto extends AgreeToRedactionDto {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  title?: string;

  @IsString()
  @Matches(/\S/)
  narrative!: string;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  whySignificant?: string;
}

@ApiTags('stories')
@Controller()
export class AgreeToRedactionApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** The story as it was told and as somebody proposes it, so that nobody else is named. */
  @Get(yourRedactionApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async see(@Headers('x-newid-code') code = '') {
    const { open } = await redactionOfTeller(this.service, await storyOpened(this.service, code));
    return open ?? { liesWith: 'nobody' as const };
  }

  @Post(yourRedactionAgreementApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  agree(
    @Command() context: CommandContext,
    @Body() { redaction }: AgreeToRedactionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    return this.#answer(context, code, redaction, { kind: 'agree' }, reply);
  }

  /** What is left out here stays as it was proposed. */
  @Post(yourRedactionWordsApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  otherWords(
    @Command() context: CommandContext,
    @Body() { redaction, title, narrative, whySignificant }: OtherWordsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const text = {
      narrative,
      ...(title === undefined ? {} : { title }),
      ...(whySignificant === undefined ? {} : { whySignificant }),
    };
    return this.#answer(context, code, redaction, { kind: 'other-words', text }, reply);
  }

  async #answer(
    context: CommandContext,
    code: string,
    redaction: string,
    answer: TellersAnswer,
    reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(
      new AnswerRedaction(context, await storyOpened(this.service, code), redaction, answer),
    );
    return answerVersion(this.service, reply, orThrow(done));
  }
}

import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import {
  answerRequestApi,
  confirmRequestApi,
  extendRequestApi,
  identityOfRequestApi,
  rightsRequestApi,
} from '../../addresses.js';
import { identityChecks, type IdentityCheck } from '../../domain/rights-request/events.js';
import { findRequest, openRequest } from '../../rights/find-request.js';
import { keepers } from '../../stories/keepers.js';
import { AnswerRightsRequest, type Answering } from './answer-rights-request.command.js';

export class CheckIdentityDto {
  /** contact: asked back by the way they chose; trusted: by the person they named. Nothing of a document is kept. */
  @IsIn(identityChecks)
  how!: IdentityCheck;
}

export class ExtendRequestDto {
  /** Why it takes longer: told to the person who asked. */
  @IsString()
  @MaxLength(20_000)
  because!: string;
}

export class AnswerRequestDto {
  @IsIn(['done', 'refused'])
  outcome!: 'done' | 'refused';

  /** What the person is told; of a refusal, why. */
  @IsString()
  @MaxLength(20_000)
  answer!: string;
}

@ApiTags('rights')
@Controller()
export class AnswerRightsRequestApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(rightsRequestApi.pattern)
  @Allow(...keepers)
  async see(@SignedIn() who: SomeoneAsking, @Param('request') id: string) {
    const { request, story, isOverdue, wouldGo, words, because, answer } = await openRequest(this.service, who, id);
    const { organisation: _, ...facts } = request;
    return {
      ...facts,
      reference: story?.reference ?? null,
      isOverdue,
      wouldGo: wouldGo ?? null,
      words,
      because,
      answer,
    };
  }

  /** Of whoever asks to see what is held, without a code: then a copy can be made for them. */
  @Post(identityOfRequestApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async checkIdentity(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('request') id: string,
    @Body() { how }: CheckIdentityDto,
  ) {
    return this.#do(context, who, id, { kind: 'identity', how });
  }

  @Post(extendRequestApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async extend(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('request') id: string,
    @Body() { because }: ExtendRequestDto,
  ) {
    return this.#do(context, who, id, { kind: 'extend', text: because });
  }

  @Post(answerRequestApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async answer(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('request') id: string,
    @Body() { outcome, answer }: AnswerRequestDto,
  ) {
    return this.#do(context, who, id, { kind: outcome, text: answer });
  }

  /** By someone else than who entered it: what was asked is erased. */
  @Post(confirmRequestApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async confirm(@Command() context: CommandContext, @SignedIn() who: SomeoneAsking, @Param('request') id: string) {
    return this.#do(context, who, id, { kind: 'confirm' });
  }

  async #do(
    context: CommandContext,
    who: SomeoneAsking,
    id: string,
    answering: Answering,
  ): Promise<{ readonly version: number }> {
    await findRequest(this.service, who, id);
    const done = orThrow(await this.commands.execute(new AnswerRightsRequest(context, id, answering)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }
}

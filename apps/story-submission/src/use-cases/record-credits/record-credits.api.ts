import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, Open, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { creditRemovalApi, creditsApi, yourCreditRemovalApi, yourCreditsApi } from '../../addresses.js';
import { creditedAs, creditKinds, type CreditedAs, type CreditKind } from '../../domain/credit/credits.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { bringers, storyBroughtIn } from '../../telling-together/who-brings-in.js';
import { creditsSeen } from '../../stories/credits-seen.js';
import { RecordCredit, RemoveCredit } from './record-credits.command.js';

export class RecordCreditDto {
  /** Sealed with the text of the story. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(500)
  name!: string;

  @IsIn(creditKinds)
  kind!: CreditKind;

  @IsIn(creditedAs)
  as!: CreditedAs;
}

const byCode = 'the teller by code (header x-newid-code)';

/** Whom a story credits or criticises. They neither choose it nor check it. */
@ApiTags('stories')
@Controller()
export class RecordCreditsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(creditsApi.pattern)
  @Allow(...bringers)
  async list(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    await storyBroughtIn(this.service, who, story);
    return { items: await creditsSeen(this.service, story, { reader: who, purpose: 'moderate' }) };
  }

  @Post(creditsApi.pattern)
  @Allow(...bringers)
  async record(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() given: RecordCreditDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const document = await storyBroughtIn(this.service, who, story);
    const done = orThrow(await this.commands.execute(new RecordCredit(context, document, given)));
    return answerVersion(this.service, reply, done);
  }

  @Post(creditRemovalApi.pattern)
  @HttpCode(200)
  @Allow(...bringers)
  async remove(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('credit') credit: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await storyBroughtIn(this.service, who, story);
    return answerVersion(
      this.service,
      reply,
      orThrow(await this.commands.execute(new RemoveCredit(context, story, credit))),
    );
  }

  @Get(yourCreditsApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async listYours(@Headers('x-newid-code') code = '') {
    const { id, teller: person, organisation } = await storyOpened(this.service, code);
    return { items: await creditsSeen(this.service, id, { reader: { person, organisation }, purpose: 'teller' }) };
  }

  @Post(yourCreditsApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async recordYours(
    @Command() context: CommandContext,
    @Body() given: RecordCreditDto,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ) {
    const document = await storyOpened(this.service, code);
    const within = { ...context, organisation: document.organisation };
    const done = orThrow(await this.commands.execute(new RecordCredit(within, document, given)));
    return answerVersion(this.service, reply, done);
  }

  @Post(yourCreditRemovalApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async removeYours(
    @Command() context: CommandContext,
    @Param('credit') credit: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('x-newid-code') code = '',
  ) {
    const { id, organisation } = await storyOpened(this.service, code);
    const done = await this.commands.execute(new RemoveCredit({ ...context, organisation }, id, credit));
    return answerVersion(this.service, reply, orThrow(done));
  }
}

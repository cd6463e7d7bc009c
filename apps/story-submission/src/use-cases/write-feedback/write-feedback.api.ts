import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { timeZoneOfWales } from '#contracts/shared/calendar-day.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { feedbackApi, feedbackSendingApi, feedbackWordingApi } from '../../addresses.js';
import { factsOf } from '../../telling-back/facts-of-feedback.js';
import { SeeOneFeedback } from './see-one-feedback.query.js';
import { WriteFeedback } from './write-feedback.command.js';
import { channels } from './write-feedback.form.js';

export class FeedbackWordingDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  wording!: string;
}

export class FeedbackSendingDto {
  @IsIn(channels)
  channel!: (typeof channels)[number];

  /** Left out: in the words that were kept. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  wording?: string;
}

@ApiTags('feedback')
@Controller()
export class WriteFeedbackApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(feedbackApi.pattern)
  @Allow('evaluator', 'facilitator')
  async see(@SignedIn() who: SomeoneAsking, @Param('feedback') feedback: string) {
    const seen = orThrow(await this.queries.execute(new SeeOneFeedback(who, feedback)));
    const { document, design, route, language, safely, wording, isKept, answers } = seen;
    const timeZone = design?.timezone ?? timeZoneOfWales;
    return {
      ...factsOf(document, this.service.clock.now(), timeZone),
      route,
      language,
      safely,
      wording,
      isKept,
      answers,
    };
  }

  /** Keeps the words that a person has made of the draft. */
  @Post(feedbackWordingApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'facilitator')
  async word(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() { wording }: FeedbackWordingDto,
  ): Promise<{ readonly version: number }> {
    const done = orThrow(await this.commands.execute(new WriteFeedback(context, who, feedback, wording, undefined)));
    return { version: done.version };
  }

  @Post(feedbackSendingApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'facilitator')
  async send(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() { channel, wording }: FeedbackSendingDto,
  ): Promise<{ readonly version: number }> {
    const done = orThrow(await this.commands.execute(new WriteFeedback(context, who, feedback, wording, channel)));
    return { version: done.version };
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { feedbackEndingApi } from '../../addresses.js';
import { CloseFeedback } from './close-feedback.command.js';
import { endings } from './close-feedback.form.js';

export class FeedbackEndingDto {
  @IsIn(endings)
  as!: (typeof endings)[number];
}

@ApiTags('feedback')
@Controller()
export class CloseFeedbackApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(feedbackEndingApi.pattern)
  @HttpCode(200)
  @Allow('evaluator', 'facilitator')
  async close(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('feedback') feedback: string,
    @Body() { as }: FeedbackEndingDto,
  ): Promise<{ readonly version: number }> {
    const done = orThrow(await this.commands.execute(new CloseFeedback(context, who, feedback, as)));
    return { version: done.version };
  }
}

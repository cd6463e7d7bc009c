import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsISO8601, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { answerByApi } from '../../addresses.js';
import { MoveAnswerBy } from './move-answer-by.command.js';

export class AnswerByDto {
  /** A day of the calendar where the programme runs: `2026-04-30`. */
  @IsISO8601({ strict: true })
  @Length(10, 10)
  answerBy!: string;
}

@ApiTags('rounds')
@Controller()
export class MoveAnswerByApi {
  constructor(private readonly commands: CommandBus) {}

  /** Of the round that is open. Nothing closes on that day: the facilitator closes a round. */
  @Post(answerByApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async moveAnswerBy(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { answerBy }: AnswerByDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new MoveAnswerBy(context, sitting, answerBy))).version };
  }
}

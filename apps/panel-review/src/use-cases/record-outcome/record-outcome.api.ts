import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { outcomeApi } from '../../addresses.js';
import type { OutcomeKind } from '../../domain/sitting/events.js';
import { reachOf, stepsBeyond, type StepBeyond } from '../../domain/sitting/reach.js';
import { RecordOutcome } from './record-outcome.command.js';

export class OutcomeDto {
  @IsIn(['one', 'joint', 'none', 'learning'])
  kind!: OutcomeKind;

  @IsArray()
  @ArrayUnique()
  @IsString({ each: true })
  stories!: string[];

  @Length(1, 10_000)
  reason!: string;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  values?: string[];

  /** Who may read the reason beside the panel. Left out: later panels and reports. */
  @IsOptional()
  @IsArray()
  @IsIn(stepsBeyond, { each: true })
  reach?: StepBeyond[];
}

@ApiTags('sittings')
@Controller()
export class RecordOutcomeApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(outcomeApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async recordOutcome(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { kind, stories, reason, values = [], reach }: OutcomeDto,
  ): Promise<{ readonly version: number }> {
    const asFarAs = reach === undefined ? {} : { reach: reachOf(reach) };
    const given = { kind, stories, reason, values, ...asFarAs };
    const done = await this.commands.execute(new RecordOutcome(context, sitting, given));
    return { version: orThrow(done).version };
  }
}

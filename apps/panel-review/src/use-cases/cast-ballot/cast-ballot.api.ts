import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsObject, IsOptional, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { ballotsApi } from '../../addresses.js';
import { numbersOf, textsOf } from '../../reading-bodies/by-story.js';
import { CastBallot } from './cast-ballot.command.js';

export class BallotDto {
  @IsOptional()
  @IsString()
  choice?: string;

  @IsOptional()
  @IsObject()
  scores?: Record<string, number>;

  @IsOptional()
  @IsBoolean()
  abstain?: boolean;

  /** For a choice. */
  @IsOptional()
  @IsString()
  reason?: string;

  /** By story, for scores. */
  @IsOptional()
  @IsObject()
  reasons?: Record<string, string>;
}

@ApiTags('rounds')
@Controller()
export class CastBallotApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(ballotsApi.pattern)
  @Allow('panel-member')
  async castBallot(
    @Command() context: CommandContext,
    @Param('round') round: string,
    @Body() { choice, scores, abstain, reason, reasons = {} }: BallotDto,
  ): Promise<{ readonly version: number }> {
    const given = {
      ...(choice === undefined ? {} : { choice }),
      ...(scores === undefined ? {} : { scores: numbersOf(scores, 'scores') }),
      ...(abstain === true ? { abstain } : {}),
      reasons: {
        ...textsOf(reasons, 'reasons'),
        ...(choice === undefined || reason === undefined ? {} : { [choice]: reason }),
      },
    };
    return { version: orThrow(await this.commands.execute(new CastBallot(context, round, given))).version };
  }
}

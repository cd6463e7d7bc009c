import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsOptional, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { ballotsApi } from '../../addresses.js';
import { stances, type Stance } from '../../domain/tally/tally-document.js';
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
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  approve?: string[];

  /** The most significant first. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  ranking?: string[];

  @IsOptional()
  @IsIn(stances)
  stance?: Stance;

  @IsOptional()
  @IsBoolean()
  abstain?: boolean;

  /** For a choice, approvals, a ranking or a stance. */
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
    @Body() { choice, scores, approve, ranking, stance, abstain, reason, reasons = {} }: BallotDto,
  ): Promise<{ readonly version: number }> {
    const given = {
      ...(choice === undefined ? {} : { choice }),
      ...(scores === undefined ? {} : { scores: numbersOf(scores, 'scores') }),
      ...(approve === undefined ? {} : { approve }),
      ...(ranking === undefined ? {} : { ranking }),
      ...(stance === undefined ? {} : { stance }),
      ...(abstain === true ? { abstain } : {}),
      ...(choice !== undefined || reason === undefined ? {} : { reason }),
      reasons: {
        ...textsOf(reasons, 'reasons'),
        ...(choice === undefined || reason === undefined ? {} : { [choice]: reason }),
      },
    };
    return { version: orThrow(await this.commands.execute(new CastBallot(context, round, given))).version };
  }
}

import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsOptional, IsString } from 'class-validator';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { commandOf } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { ballotsApi } from '../../addresses.js';
import { reachOf, stepsBeyond, type StepBeyond } from '../../domain/sitting/reach.js';
import { stances, type Stance } from '../../domain/tally/tally-document.js';
import { numbersOf, textsOf } from '../../reading-bodies/by-story.js';
import { CastBallot } from './cast-ballot.command.js';
import { CastSecretBallot, isSecretRound, type AnswerTaken } from './cast-secret-ballot.command.js';

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

  /** Who may read these reasons beside the panel. Left out: later panels and reports. */
  @IsOptional()
  @IsArray()
  @IsIn(stepsBeyond, { each: true })
  reach?: StepBeyond[];
}

@ApiTags('rounds')
@Controller()
export class CastBallotApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(ballotsApi.pattern)
  @ApiOperation({
    description:
      'The last answer of a member counts, until the round closes. In a secret round an Idempotency-Key is not needed and not kept, a reason is refused, and the answer says only that it was taken.',
  })
  @Allow('panel-member')
  async castBallot(
    @Req() request: FastifyRequest,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('round') round: string,
    @Body() { choice, scores, approve, ranking, stance, abstain, reason, reasons = {}, reach }: BallotDto,
  ): Promise<{ readonly version: number } | AnswerTaken> {
    const given = {
      ...(choice === undefined ? {} : { choice }),
      ...(scores === undefined ? {} : { scores: numbersOf(scores, 'scores') }),
      ...(approve === undefined ? {} : { approve }),
      ...(ranking === undefined ? {} : { ranking }),
      ...(stance === undefined ? {} : { stance }),
      ...(abstain === true ? { abstain } : {}),
      ...(choice !== undefined || reason === undefined ? {} : { reason }),
      ...(reach === undefined ? {} : { reach: reachOf(reach) }),
      reasons: {
        ...textsOf(reasons, 'reasons'),
        ...(choice === undefined || reason === undefined ? {} : { [choice]: reason }),
      },
    };
    if (await isSecretRound(this.service, who.organisation, round)) {
      return orThrow(await this.commands.execute(new CastSecretBallot(who, round, given)));
    }
    const cast = new CastBallot(commandOf(request), round, given);
    return { version: orThrow(await this.commands.execute(cast)).version };
  }
}

import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsArray, IsIn, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { commandOf } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { ballotsApi } from '../../addresses.js';
import { AnswerDto, answerIn } from '../../answering/answer.dto.js';
import { reachOf, stepsBeyond, type StepBeyond } from '../../domain/sitting/reach.js';
import { CastBallot } from './cast-ballot.command.js';
import { CastSecretBallot, isSecretRound, type AnswerTaken } from './cast-secret-ballot.command.js';

export class BallotDto extends AnswerDto {
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
    @SignedIn() who: SomeoneAsking,
    @Param('round') round: string,
    @Body() { reach, ...answer }: BallotDto,
  ): Promise<{ readonly version: number } | AnswerTaken> {
    const given = { ...answerIn(answer), ...(reach === undefined ? {} : { reach: reachOf(reach) }) };
    if (await isSecretRound(this.service, who.organisation, round)) {
      return orThrow(await this.commands.execute(new CastSecretBallot(who, round, given)));
    }
    const cast = new CastBallot(commandOf(request), round, given);
    return { version: orThrow(await this.commands.execute(cast)).version };
  }
}

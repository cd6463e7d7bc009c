import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { slipsApi } from '../../addresses.js';
import { AnswerDto, answerIn } from '../../answering/answer.dto.js';
import { RecordSlip } from './record-slip.command.js';
import { slipsOfRound, type MemberAsked } from './slips-of-round.js';

export class SlipDto extends AnswerDto {
  @IsString()
  member!: string;
}

@ApiTags('rounds')
@Controller()
export class SlipsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Who has answered, and never what. */
  @Get(slipsApi.pattern)
  @Allow('facilitator')
  async slips(
    @SignedIn() who: SomeoneAsking,
    @Param('round') round: string,
  ): Promise<{ readonly items: readonly MemberAsked[]; readonly next: null }> {
    return { items: (await slipsOfRound(this.service, who, round)).members, next: null };
  }

  /** What a member wrote on a slip or said aloud, in a room. The last counts, until the round closes. */
  @Post(slipsApi.pattern)
  @Allow('facilitator')
  async recordSlip(
    @Command() context: CommandContext,
    @Param('round') round: string,
    @Body() { member, ...answer }: SlipDto,
  ): Promise<{ readonly version: number }> {
    const slip = new RecordSlip(context, round, member, answerIn(answer));
    return { version: orThrow(await this.commands.execute(slip)).version };
  }
}

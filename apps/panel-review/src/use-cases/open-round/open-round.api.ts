import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { openRoundApi } from '../../addresses.js';
import { OpenRound, type RoundIsOpen } from './open-round.command.js';

export class OpenRoundDto {
  /** In a consensus, once everybody has stated a choice: what is proposed. Empty: that no story be chosen. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  proposal?: string[];

  /** Nobody can learn who answered what. Left out: as the meeting was opened. */
  @IsOptional()
  @IsBoolean()
  secret?: boolean;
}

@ApiTags('rounds')
@Controller()
export class OpenRoundApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(openRoundApi.pattern)
  @Allow('facilitator')
  async openRound(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { proposal, secret }: OpenRoundDto,
  ): Promise<RoundIsOpen> {
    const asked = { ...(proposal === undefined ? {} : { proposal }), ...(secret === undefined ? {} : { secret }) };
    return orThrow(await this.commands.execute(new OpenRound(context, sitting, asked)));
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsOptional, Min, ValidateNested } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { closeRoundApi } from '../../addresses.js';
import type { RoundResult } from '../../domain/sitting/events.js';
import { numbersOf } from '../../reading-bodies/by-story.js';
import { CloseRound } from './close-round.command.js';

export class RoomCountsDto {
  @IsObject()
  counts!: Record<string, number>;

  @IsInt()
  @Min(0)
  abstained!: number;

  @IsInt()
  @Min(0)
  answered!: number;
}

export class CloseRoundDto {
  /** Hands, dots or slips counted in a room, instead of ballots. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RoomCountsDto)
  roomCounts?: RoomCountsDto;

  /** In a room also where nothing was counted; a secret round also where fewer have answered than have to choose: what they answered is destroyed. */
  @IsOptional()
  @IsBoolean()
  withoutResult?: boolean;
}

@ApiTags('rounds')
@Controller()
export class CloseRoundApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(closeRoundApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async closeRound(
    @Command() context: CommandContext,
    @Param('round') round: string,
    @Body() { roomCounts, withoutResult = false }: CloseRoundDto,
  ): Promise<{ readonly result: RoundResult }> {
    const counts =
      roomCounts === undefined
        ? null
        : {
            counts: numbersOf(roomCounts.counts, 'roomCounts.counts'),
            abstained: roomCounts.abstained,
            answered: roomCounts.answered,
          };
    return { result: orThrow(await this.commands.execute(new CloseRound(context, round, counts, withoutResult))) };
  }
}

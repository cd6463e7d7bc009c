import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { departuresApi } from '../../addresses.js';
import { LeaveSitting } from './leave-sitting.command.js';

export class DepartureDto {
  /** Of themselves, or of anybody by the facilitator. */
  @IsString()
  member!: string;
}

@ApiTags('sittings')
@Controller()
export class LeaveSittingApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(departuresApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async leaveSitting(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { member }: DepartureDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new LeaveSitting(context, sitting, member))).version };
  }
}

import { Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { openRoundApi } from '../../addresses.js';
import { OpenRound, type RoundIsOpen } from './open-round.command.js';

@ApiTags('rounds')
@Controller()
export class OpenRoundApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(openRoundApi.pattern)
  @Allow('facilitator')
  async openRound(@Command() context: CommandContext, @Param('sitting') sitting: string): Promise<RoundIsOpen> {
    return orThrow(await this.commands.execute(new OpenRound(context, sitting)));
  }
}

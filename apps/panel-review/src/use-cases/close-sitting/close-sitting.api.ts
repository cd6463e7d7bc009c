import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { closeSittingApi } from '../../addresses.js';
import { CloseSitting } from './close-sitting.command.js';

@ApiTags('sittings')
@Controller()
export class CloseSittingApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(closeSittingApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async closeSitting(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new CloseSitting(context, sitting))).version };
  }
}

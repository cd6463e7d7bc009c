import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { holdAgainApi, sittingApi } from '../../addresses.js';
import type { SittingIsOpen } from '../open-sitting/open-sitting.command.js';
import { HoldAgain } from './hold-again.command.js';

export class HoldAgainDto {
  @IsString()
  period!: string;
}

@ApiTags('sittings')
@Controller()
export class HoldAgainApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(holdAgainApi.pattern)
  @Allow('facilitator')
  async holdAgain(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { period }: HoldAgainDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SittingIsOpen> {
    const opened = orThrow(await this.commands.execute(new HoldAgain(context, sitting, period)));
    reply.header('location', sittingApi.to({ sitting: opened.sitting }));
    return opened;
  }
}

import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { plenaryApi, sittingApi } from '../../addresses.js';
import type { Method } from '../../domain/sitting/events.js';
import { methods } from '../../domain/tally/tally-document.js';
import type { SittingIsOpen } from '../open-sitting/open-sitting.command.js';
import { OpenPlenary } from './open-plenary.command.js';

export class OpenPlenaryDto {
  @IsOptional()
  @IsIn(methods)
  method?: Method;

  @IsOptional()
  @IsIn(['online', 'room'])
  heldIn?: 'online' | 'room';
}

@ApiTags('sittings')
@Controller()
export class OpenPlenaryApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(plenaryApi.pattern)
  @Allow('facilitator')
  async openPlenary(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { method, heldIn = 'online' }: OpenPlenaryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SittingIsOpen> {
    const asked = { heldIn, ...(method === undefined ? {} : { method }) };
    const opened = orThrow(await this.commands.execute(new OpenPlenary(context, sitting, asked)));
    reply.header('location', sittingApi.to({ sitting: opened.sitting }));
    return opened;
  }
}

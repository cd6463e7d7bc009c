import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { sittingApi, sittingsApi } from '../../addresses.js';
import type { Method } from '../../domain/sitting/events.js';
import { methods } from '../../domain/tally/tally-document.js';
import { OpenSitting, type SittingIsOpen } from './open-sitting.command.js';

export class OpenSittingDto {
  @IsString()
  programme!: string;

  @IsString()
  panel!: string;

  @IsString()
  period!: string;

  @IsOptional()
  @IsString()
  domain?: string;

  @IsOptional()
  @IsIn(methods)
  method?: Method;

  @IsOptional()
  @IsIn(['online', 'room'])
  heldIn?: 'online' | 'room';

  /** Every vote is secret. A secret ballot always is. */
  @IsOptional()
  @IsBoolean()
  secret?: boolean;
}

@ApiTags('sittings')
@Controller()
export class OpenSittingApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(sittingsApi.pattern)
  @Allow('facilitator')
  async openSitting(
    @Command() context: CommandContext,
    @Body() { programme, panel, period, domain, method, heldIn = 'online', secret }: OpenSittingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SittingIsOpen> {
    const asked = {
      programme,
      panel,
      period,
      domain: domain ?? null,
      heldIn,
      ...(method === undefined ? {} : { method }),
      ...(secret === true ? { secret } : {}),
    };
    const opened = orThrow(await this.commands.execute(new OpenSitting(context, asked)));
    reply.header('location', sittingApi.to({ sitting: opened.sitting }));
    return opened;
  }
}

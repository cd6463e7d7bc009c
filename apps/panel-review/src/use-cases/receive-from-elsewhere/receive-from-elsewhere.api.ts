import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { receiveFromElsewhereApi } from '../../addresses.js';
import { ReceiveFromElsewhere } from './receive-from-elsewhere.command.js';

export class ReceiveFromElsewhereDto {
  @IsString()
  story!: string;

  @Length(1, 5_000)
  reason!: string;
}

@ApiTags('sittings')
@Controller()
export class ReceiveFromElsewhereApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(receiveFromElsewhereApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async receiveFromElsewhere(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { story, reason }: ReceiveFromElsewhereDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new ReceiveFromElsewhere(context, sitting, story, reason));
    return { version: orThrow(done).version };
  }
}

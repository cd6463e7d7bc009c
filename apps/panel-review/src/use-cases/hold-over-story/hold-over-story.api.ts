import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { heldOverApi } from '../../addresses.js';
import { HoldOverStory } from './hold-over-story.command.js';

export class HeldOverDto {
  @IsString()
  story!: string;

  @IsString()
  toPeriod!: string;

  @Length(1, 5_000)
  reason!: string;
}

@ApiTags('sittings')
@Controller()
export class HoldOverStoryApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(heldOverApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async holdOverStory(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { story, toPeriod, reason }: HeldOverDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new HoldOverStory(context, sitting, story, toPeriod, reason));
    return { version: orThrow(done).version };
  }
}

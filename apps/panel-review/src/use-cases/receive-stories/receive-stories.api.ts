import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { receiveStoriesApi } from '../../addresses.js';
import { ReceiveStories } from './receive-stories.command.js';

export class ReceiveStoriesDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  stories!: string[];
}

@ApiTags('sittings')
@Controller()
export class ReceiveStoriesApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(receiveStoriesApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async receiveStories(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() { stories }: ReceiveStoriesDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new ReceiveStories(context, sitting, stories))).version };
  }
}

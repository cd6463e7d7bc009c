import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { skipsApi } from '../../addresses.js';
import { SkipStory } from './skip-story.command.js';

@ApiTags('sittings')
@Controller()
export class SkipStoryApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(skipsApi.pattern)
  @HttpCode(200)
  @Allow('panel-member')
  async skipStory(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new SkipStory(context, sitting, story))).version };
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { readingsApi } from '../../addresses.js';
import { ReadAloud } from '../read-aloud/read-aloud.command.js';
import { ReadStory } from './read-story.command.js';

export class ReadingDto {
  /** `read-aloud`, or `printed` from the pack: by the facilitator, for everybody in the room. */
  @IsOptional()
  @IsIn(['opened', 'read-aloud', 'printed'])
  how?: 'opened' | 'read-aloud' | 'printed';
}

@ApiTags('sittings')
@Controller()
export class ReadStoryApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(readingsApi.pattern)
  @HttpCode(200)
  @Allow('facilitator', 'panel-member')
  async readStory(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Param('story') story: string,
    @Body() { how = 'opened' }: ReadingDto,
  ): Promise<{ readonly version: number }> {
    const reading =
      how === 'opened' ? new ReadStory(context, sitting, story) : new ReadAloud(context, sitting, story, how);
    return { version: orThrow(await this.commands.execute(reading)).version };
  }
}

import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { yourWaitingApi } from '../../addresses.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { GoOnNow } from './go-on-now.command.js';

@ApiTags('stories')
@Controller()
export class GoOnNowApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Its teller needs no more time: panels may receive it as soon as a trained person has read it. */
  @Post(yourWaitingApi.pattern)
  @HttpCode(200)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async act(
    @Command() context: CommandContext,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const story = await storyOpened(this.service, code);
    const within = { ...context, organisation: story.organisation };
    const done = orThrow(await this.commands.execute(new GoOnNow(within, story.id)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }
}

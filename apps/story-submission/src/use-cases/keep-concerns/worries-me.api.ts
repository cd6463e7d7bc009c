import { Body, Controller, Headers, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { yourConcernsApi } from '../../addresses.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { RaiseConcern } from './keep-concerns.command.js';
import { RaiseConcernDto } from './keep-concerns.dto.js';

@ApiTags('concerns')
@Controller()
export class WorriesMeApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** By whoever told the story. The safeguarding lead and the deputy read it, and nobody else. */
  @Post(yourConcernsApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open('the teller by code (header x-newid-code)')
  async raise(
    @Command() context: CommandContext,
    @Body() { said, about }: RaiseConcernDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly concern: string }> {
    const story = await storyOpened(this.service, code);
    const { id, organisation, programme } = story;
    const raising = new RaiseConcern({ ...context, organisation }, programme, id, said, about, 'teller');
    const done = orThrow(await this.commands.execute(raising));
    await this.service.views.reached(done.stream, done.version);
    return { concern: done.stream.slice('concern/'.length) };
  }
}

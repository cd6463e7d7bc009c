import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { endSessionsApi } from '../../addresses.js';
import { EndSessions } from './end-sessions.command.js';

@ApiTags('people')
@Controller()
export class EndSessionsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(endSessionsApi.pattern)
  @HttpCode(204)
  @Allow('administrator')
  async end(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('person') person: string,
  ): Promise<void> {
    const done = orThrow(await this.commands.execute(new EndSessions(context, who, person)));
    await this.service.views.reached(done.stream, done.version);
  }
}

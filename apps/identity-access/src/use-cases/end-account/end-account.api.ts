import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { deactivationApi, reactivationApi } from '../../addresses.js';
import { EndAccount } from './end-account.command.js';

@ApiTags('people')
@Controller()
export class EndAccountApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(deactivationApi.pattern)
  @HttpCode(204)
  @Allow('administrator')
  deactivate(@Command() context: CommandContext, @Param('person') person: string): Promise<void> {
    return this.#do(new EndAccount(context, person, 'end'));
  }

  @Post(reactivationApi.pattern)
  @HttpCode(204)
  @Allow('administrator')
  reactivate(@Command() context: CommandContext, @Param('person') person: string): Promise<void> {
    return this.#do(new EndAccount(context, person, 'open-again'));
  }

  async #do(command: EndAccount): Promise<void> {
    const done = orThrow(await this.commands.execute(command));
    await this.service.views.reached(done.stream, done.version);
  }
}

import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { askForDebriefApi, debriefsApi, seeToDebriefApi } from '../../addresses.js';
import { AskForDebrief } from '../ask-for-debrief/ask-for-debrief.command.js';
import { debriefsFor } from '../../reading-meetings/debriefs-for.js';
import { SeeToDebrief } from './see-to-debrief.command.js';

@ApiTags('debriefs')
@Controller()
export class DebriefsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(debriefsApi.pattern)
  @AllowSignedIn()
  async seeDebriefs(@SignedIn() who: SomeoneAsking) {
    const waiting = await debriefsFor(this.service, who);
    return {
      items: waiting.map(({ id, sitting, programme, person, askedAt }) => ({
        ...{ debrief: id, sitting, programme, person, askedAt },
      })),
      next: null,
    };
  }

  @Post(askForDebriefApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async askForDebrief(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new AskForDebrief(context, sitting))).version };
  }

  @Post(seeToDebriefApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async seeToDebrief(
    @Command() context: CommandContext,
    @Param('debrief') debrief: string,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new SeeToDebrief(context, debrief))).version };
  }
}

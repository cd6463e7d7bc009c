import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { myRemindersApi } from '../../addresses.js';
import { personAsItStands } from '../../person-as-it-stands.js';
import { personSignedIn } from '../../person-signed-in.js';
import { waitingFor } from '../../read-models/waiting/waiting.js';
import { ChooseReminders } from './choose-reminders.command.js';

export class ChooseRemindersDto {
  @IsBoolean()
  areWanted!: boolean;
}

@ApiTags('people')
@Controller()
export class ChooseRemindersApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What still needs whoever asks, and whether letters remind them of it. */
  @Get(myRemindersApi.pattern)
  @AllowSignedIn()
  async see(@SignedIn() who: SomeoneAsking) {
    const { person } = personSignedIn(who);
    const standing = await personAsItStands(this.service, person);
    return {
      areWanted: standing?.state.remindersAreWanted ?? true,
      waiting: await waitingFor(this.service, person),
    };
  }

  @Post(myRemindersApi.pattern)
  @HttpCode(200)
  @AllowSignedIn()
  async choose(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Body() { areWanted }: ChooseRemindersDto,
  ): Promise<{ readonly areWanted: boolean }> {
    personSignedIn(who);
    orThrow(await this.commands.execute(new ChooseReminders(context, areWanted)));
    return { areWanted };
  }
}

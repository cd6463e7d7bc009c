import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Length } from 'class-validator';

import { AllowSignedIn, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { myPasswordApi } from '../../addresses.js';
import { personSignedIn } from '../../person-signed-in.js';
import { ChangePassword } from './change-password.command.js';

export class ChangePasswordDto {
  @Length(1, 2_000)
  current!: string;

  @Length(1, 2_000)
  password!: string;
}

@ApiTags('people')
@Controller()
export class ChangePasswordApi {
  constructor(private readonly commands: CommandBus) {}

  @Put(myPasswordApi.pattern)
  @HttpCode(204)
  @AllowSignedIn()
  async change(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Body() { current, password }: ChangePasswordDto,
  ): Promise<void> {
    orThrow(await this.commands.execute(new ChangePassword(context, personSignedIn(who), current, password)));
  }
}

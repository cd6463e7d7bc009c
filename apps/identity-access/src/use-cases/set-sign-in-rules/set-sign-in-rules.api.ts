import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { RoleName, SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { signInRulesApi } from '../../addresses.js';
import type { SignInRules } from '../../domain/sign-in-rules/sign-in-rules.js';
import { roleNames } from '../../roles/role.dto.js';
import { rulesOf } from '../../rules-of-organisation.js';
import { SetSignInRules } from './set-sign-in-rules.command.js';

export class SignInRulesDto {
  @IsIn(roleNames, { each: true })
  secondStepFor!: RoleName[];
}

@ApiTags('people')
@Controller()
export class SetSignInRulesApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(signInRulesApi.pattern)
  @Allow('administrator')
  see(@SignedIn() { organisation }: SomeoneAsking): Promise<SignInRules> {
    return rulesOf(this.service, organisation);
  }

  @Put(signInRulesApi.pattern)
  @HttpCode(204)
  @Allow('administrator')
  async set(@Command() context: CommandContext, @Body() { secondStepFor }: SignInRulesDto): Promise<void> {
    orThrow(await this.commands.execute(new SetSignInRules(context, { secondStepFor })));
  }
}

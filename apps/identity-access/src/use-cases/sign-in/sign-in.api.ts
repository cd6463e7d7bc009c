import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { sessionsApi } from '../../addresses.js';
import { beginSession } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { SecondSteps } from '../../proof/second-steps.js';
import { ProvePassword } from '../../proof/prove-password.js';

export class SignInDto {
  /** Email address or user name. */
  @Length(1, 300)
  name!: string;

  @Length(1, 1_000)
  password!: string;

  /** Of an app, or a recovery code: where there is a second step. */
  @IsOptional()
  @Length(6, 60)
  code?: string;
}

@ApiTags('people')
@Controller()
export class SignInApi {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly settings: IdentitySettings,
    private readonly passwords: ProvePassword,
    private readonly steps: SecondSteps,
  ) {}

  @Post(sessionsApi.pattern)
  @Open('whoever has an account signs in here')
  async signIn(
    @Req() request: FastifyRequest,
    @Body() { name, password, code }: SignInDto,
  ): Promise<{ readonly token: string }> {
    const { person } = orThrow(await this.passwords.whoseAre(name, password));
    const needed = await this.steps.neededBy(person);
    if (needed === 'add') throwRefusal(refuse('second-step-to-add'));
    if (needed === 'ask') {
      if (code === undefined) throwRefusal(refuse('second-step-needed', 'code'));
      orThrow(await this.steps.checkAtSignIn(person, code));
    }
    return { token: await beginSession(this.service, this.settings, request, person) };
  }
}

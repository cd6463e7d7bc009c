import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { sessionsApi } from '../../addresses.js';
import { beginSession } from '../../entering.js';
import { IdentitySettings } from '../../identity-settings.js';
import { ProvePassword } from './prove-password.js';

export class SignInDto {
  /** Email address or user name. */
  @Length(1, 300)
  name!: string;

  @Length(1, 1_000)
  password!: string;
}

@ApiTags('people')
@Controller()
export class SignInApi {
  constructor(
    private readonly settings: IdentitySettings,
    private readonly passwords: ProvePassword,
  ) {}

  @Post(sessionsApi.pattern)
  @Open('whoever has an account signs in here')
  async signIn(
    @Req() request: FastifyRequest,
    @Body() { name, password }: SignInDto,
  ): Promise<{ readonly token: string }> {
    const { person } = orThrow(await this.passwords.whoseAre(name, password));
    return { token: await beginSession(this.settings, request, person) };
  }
}

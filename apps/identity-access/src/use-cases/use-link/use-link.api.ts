import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';

import { Open } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { useLinkApi } from '../../addresses.js';
import { IdentitySettings } from '../../identity-settings.js';
import { NextStep } from '../../proof/next-step.js';
import { chooseByLink } from './choose-by-link.js';

export class UseLinkDto {
  /** Email address or user name; needed with an invitation. */
  @IsOptional()
  @Length(1, 300)
  signInName?: string;

  @Length(1, 2_000)
  password!: string;
}

@ApiTags('people')
@Controller()
export class UseLinkApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly settings: IdentitySettings,
    private readonly nextStep: NextStep,
  ) {}

  @Post(useLinkApi.pattern)
  @Open('whoever holds a one-time link')
  async choose(
    @Command() context: CommandContext,
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Body() { signInName, password }: UseLinkDto,
  ): Promise<{ readonly person: string; readonly token: string | null }> {
    const link = await this.settings.sessions.seeLink(token);
    if (link?.purpose !== 'invitation' && link?.purpose !== 'new-password') {
      return throwRefusal(refuse('link-not-usable'));
    }
    const { person } = orThrow(
      await this.commands.execute(chooseByLink(this.settings, context, { token, link, password, signInName })),
    );
    return { person, token: await this.nextStep.onApi(request, person) };
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, Length } from 'class-validator';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { invitationOfPersonApi, invitationWithdrawalApi } from '../../addresses.js';
import { InvitePerson, TakeBackInvitation } from './invite-person.command.js';

export class InvitationDto {
  /** Email address; left out: where the last one went. */
  @IsOptional()
  @Length(3, 300)
  address?: string;
}

@ApiTags('people')
@Controller()
export class InvitePersonApi {
  constructor(private readonly commands: CommandBus) {}

  /** Where it stands is in what `GET` of the person answers. */
  @Post(invitationOfPersonApi.pattern)
  @HttpCode(202)
  @Allow('administrator')
  async invite(
    @Command() context: CommandContext,
    @Param('person') person: string,
    @Body() { address }: InvitationDto,
  ): Promise<void> {
    orThrow(await this.commands.execute(new InvitePerson(context, person, address)));
  }

  @Post(invitationWithdrawalApi.pattern)
  @HttpCode(204)
  @Allow('administrator')
  async takeBack(@Command() context: CommandContext, @Param('person') person: string): Promise<void> {
    orThrow(await this.commands.execute(new TakeBackInvitation(context, person)));
  }
}

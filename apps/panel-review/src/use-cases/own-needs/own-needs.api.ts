import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { ownNeedsApi } from '../../addresses.js';
import type { NeedsText } from '../../domain/panel/panel.js';
import { ownNeeds } from '../../reading-meetings/needs-of-members.js';
import { SayOwnNeeds } from './say-own-needs.command.js';

export class OwnNeedsDto {
  /** To take part: access, quiet, breaks, somebody with them. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  needs?: string;

  /** The team they belong to, or the service they work in or manage. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  belongsTo?: string;
}

@ApiTags('own needs')
@Controller()
export class OwnNeedsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(ownNeedsApi.pattern)
  @Allow('panel-member', 'facilitator')
  ownNeeds(@SignedIn() who: SomeoneAsking): Promise<NeedsText> {
    return ownNeeds(this.service, who);
  }

  @Post(ownNeedsApi.pattern)
  @HttpCode(200)
  @Allow('panel-member', 'facilitator')
  async sayOwnNeeds(
    @Command() context: CommandContext,
    @Body() { needs = '', belongsTo = '' }: OwnNeedsDto,
  ): Promise<{ readonly version: number }> {
    return { version: orThrow(await this.commands.execute(new SayOwnNeeds(context, { needs, belongsTo }))).version };
  }
}

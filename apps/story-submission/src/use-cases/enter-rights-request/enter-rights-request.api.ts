import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { rightsRequestApi, rightsRequestsApi } from '../../addresses.js';
import { keepers } from '../../stories/keepers.js';
import {
  channelsOfStaff,
  EnterRightsRequest,
  rightsByStaff,
  type RequestWritten,
  type RightByStaff,
} from './enter-rights-request.command.js';

export class EnterRightsRequestDto {
  @IsIn(rightsByStaff)
  right!: RightByStaff;

  /** The story's, as the programme knows it by. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reference?: string;

  /** Of those who told the story together, the one who asks, by id. Left out: its teller, or the story as a whole. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  contributor?: string;

  /** The day it came: its month runs from there. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  receivedOn!: string;

  @IsIn(channelsOfStaff)
  how!: RequestWritten['how'];

  /** What the person said. Sealed. */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  words?: string;

  /** To narrow: those who may still read it. Nobody can be added. */
  @IsOptional()
  @IsArray()
  @IsIn(consentAudiences, { each: true })
  audiences?: ConsentAudience[];

  /** To narrow: the name is shown to nobody any more. */
  @IsOptional()
  @IsBoolean()
  withoutName?: boolean;
}

@ApiTags('rights')
@Controller()
export class EnterRightsRequestApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(rightsRequestsApi.pattern)
  @Allow(...keepers)
  async enter(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Body() { right, reference = '', contributor, receivedOn, how, words = '', ...less }: EnterRightsRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = { right, reference, contributor: contributor ?? null, receivedOn, how, words, ...less };
    const { request, done } = orThrow(await this.commands.execute(new EnterRightsRequest(context, who, written)));
    await this.service.views.reached(done.stream, done.version);
    reply.header('location', rightsRequestApi.to({ request }));
    return { request, version: done.version };
  }
}

import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { endLegalHoldApi, legalHoldsApi } from '../../addresses.js';
import { keepers } from '../../stories/keepers.js';
import { EndLegalHold, PlaceLegalHold } from './hold-by-law.command.js';
import { legalHoldsOf, storyToHold } from '../../rights/legal-holds-seen.js';

export class PlaceLegalHoldDto {
  /** This story alone, or everything its teller told. */
  @IsIn(['story', 'person'])
  of!: 'story' | 'person';

  /** The last day it holds, YYYY-MM-DD. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  until!: string;

  /** Told to the teller; sealed with the story. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(2_000)
  why!: string;
}

@ApiTags('rights')
@Controller()
export class HoldByLawApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(legalHoldsApi.pattern)
  @Allow(...keepers)
  async list(@SignedIn() who: SomeoneAsking, @Param('story') story: string) {
    return { items: await legalHoldsOf(this.service, await storyToHold(this.service, who, story), who) };
  }

  @Post(legalHoldsApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async place(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Body() { of, until, why }: PlaceLegalHoldDto,
  ): Promise<{ readonly version: number }> {
    const document = await storyToHold(this.service, who, story);
    const done = orThrow(await this.commands.execute(new PlaceLegalHold(context, document, of, until, why)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }

  @Post(endLegalHoldApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async end(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('story') story: string,
    @Param('hold') hold: string,
  ): Promise<{ readonly version: number }> {
    const document = await storyToHold(this.service, who, story);
    const done = orThrow(await this.commands.execute(new EndLegalHold(context, document, hold)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }
}

import { Body, Controller, Get, Headers, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';

import { Open } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { yourWishesApi } from '../../addresses.js';
import {
  afterDeathWishes,
  lostCodeWays,
  type AfterDeath,
  type LostCodeWay,
} from '../../domain/over-time/circumstances.js';
import type { TrustedPerson } from '../../domain/over-time/events.js';
import { storyStream } from '../../domain/story/events.js';
import { overTimeOf } from '../../over-time/over-time-of.js';
import { storyOpened } from '../../stories/story-by-code.js';
import { TrustedDto } from '../../telling/circumstances.dto.js';
import { ChooseWishes } from './choose-wishes.command.js';

/** Whole: what is left out is not wished any more. */
export class WishesDto {
  @IsOptional()
  @IsIn(lostCodeWays)
  lostCode?: LostCodeWay;

  @IsOptional()
  @IsIn(afterDeathWishes)
  afterDeath?: AfterDeath;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TrustedDto)
  trusted?: TrustedDto;
}

const byCode = 'the teller by code (header x-newid-code)';

@ApiTags('consent')
@Controller()
export class YourWishesApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(yourWishesApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async see(@Headers('x-newid-code') code = '') {
    const { id, teller, organisation } = await storyOpened(this.service, code);
    const { lostCode, afterDeath, trusted } = await overTimeOf(this.service, id);
    const reader = { person: teller, organisation };
    const owner = storyStream(id);
    const answer = await this.service.unlocking.unlockOne({ owner, reader, purpose: 'teller', use: 'read' });
    return {
      lostCode,
      afterDeath,
      trusted: trusted !== null && answer.kind === 'granted' ? answer.open<TrustedPerson>(trusted) : null,
    };
  }

  @Put(yourWishesApi.pattern)
  @ApiHeader({ name: 'x-newid-code', required: true })
  @Open(byCode)
  async choose(
    @Command() context: CommandContext,
    @Body() { lostCode, afterDeath, trusted }: WishesDto,
    @Headers('x-newid-code') code = '',
  ): Promise<{ readonly version: number }> {
    const story = await storyOpened(this.service, code);
    const person = trusted === undefined ? null : { name: trusted.name.trim(), address: trusted.address.trim() };
    const wishes = { lostCode: lostCode ?? null, afterDeath: afterDeath ?? null, trusted: person };
    return { version: orThrow(await this.commands.execute(new ChooseWishes(context, story, wishes))).version };
  }
}

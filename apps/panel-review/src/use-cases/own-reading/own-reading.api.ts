import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { ownReadingApi } from '../../addresses.js';
import { ownReadings } from '../../reading-meetings/own-readings.js';
import { SayOwnReading } from './say-own-reading.command.js';

export class OwnReadingDto {
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @IsIn(['en', 'cy'], { each: true })
  languages!: string[];

  /** Of reading, for one meeting. Left out: any. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(600)
  minutes?: number;
}

@ApiTags('own reading')
@Controller()
export class OwnReadingApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(ownReadingApi.pattern)
  @Allow('panel-member', 'facilitator')
  async ownReading(@SignedIn() { person, organisation }: SomeoneAsking) {
    const said = (await ownReadings(this.service, organisation, [person])).get(person);
    return { languages: said?.languages ?? null, minutes: said?.minutes ?? null };
  }

  @Post(ownReadingApi.pattern)
  @HttpCode(200)
  @Allow('panel-member', 'facilitator')
  async sayOwnReading(
    @Command() context: CommandContext,
    @Body() { languages, minutes }: OwnReadingDto,
  ): Promise<{ readonly version: number }> {
    const done = await this.commands.execute(new SayOwnReading(context, languages, minutes ?? null));
    return { version: orThrow(done).version };
  }
}

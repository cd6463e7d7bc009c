import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { arrangementsApi } from '../../addresses.js';
import { ArrangeMeeting } from './arrange-meeting.command.js';
import { arrangementsFor } from './arrangements-for.js';

export class ArrangementsDto {
  /** How many of those who sit; left out: not said. */
  @IsOptional()
  @IsInt()
  @Min(0)
  livedExperience?: number;

  /** Members who speak after the others. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  speakLast?: string[];

  @IsOptional()
  @IsString()
  coFacilitator?: string;

  /** In pence; left out: not paid. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(99_999_99)
  payAnHour?: number;

  @IsBoolean()
  areExpensesPaid!: boolean;

  /** In minutes; left out: none was set. */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(600)
  breakAfter?: number;

  @IsBoolean()
  isDebriefOffered!: boolean;

  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  groundRules?: string;
}

@ApiTags('sittings')
@Controller()
export class ArrangeMeetingApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** `order` is in which members speak: lived experience first, senior staff last. */
  @Get(arrangementsApi.pattern)
  @Allow('facilitator', 'panel-member', 'evaluator')
  async see(@SignedIn() who: SomeoneAsking, @Param('sitting') sitting: string) {
    const { arrangements, groundRules, order } = await arrangementsFor(this.service, who, sitting);
    return { arrangements: arrangements === null ? null : { ...arrangements, groundRules }, order };
  }

  @Post(arrangementsApi.pattern)
  @HttpCode(200)
  @Allow('facilitator')
  async arrange(
    @Command() context: CommandContext,
    @Param('sitting') sitting: string,
    @Body() given: ArrangementsDto,
  ): Promise<{ readonly version: number }> {
    const { areExpensesPaid, isDebriefOffered, groundRules = '', speakLast = [] } = given;
    const arrangements = {
      ...{ areExpensesPaid, isDebriefOffered, groundRules, speakLast },
      livedExperience: given.livedExperience ?? null,
      coFacilitator: given.coFacilitator ?? null,
      payAnHour: given.payAnHour ?? null,
      breakAfter: given.breakAfter ?? null,
    };
    return {
      version: orThrow(await this.commands.execute(new ArrangeMeeting(context, sitting, arrangements))).version,
    };
  }
}

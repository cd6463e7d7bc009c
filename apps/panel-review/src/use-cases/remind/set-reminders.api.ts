import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { remindersApi } from '../../addresses.js';
import { mostDays, type Reminders } from '../../domain/panel/reminders.js';
import { panelForReminders } from './panel-for-reminders.js';
import { SetReminders } from './set-reminders.command.js';

export class RemindersDto {
  /** Whole days before the day to answer by. Left out: no letter before it. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(mostDays)
  daysBefore?: number;

  /** Whole days after it. Left out: no letter after it. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(mostDays)
  daysAfter?: number;
}

@ApiTags('panels')
@Controller()
export class SetRemindersApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Get(remindersApi.pattern)
  @Allow('administrator', 'evaluator', 'facilitator')
  async see(
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
  ): Promise<Reminders> {
    return (await panelForReminders(this.service, who, programme, panel)).reminders;
  }

  @Post(remindersApi.pattern)
  @HttpCode(200)
  @Allow('administrator', 'evaluator', 'facilitator')
  async set(
    @SignedIn() who: SomeoneAsking,
    @Command() context: CommandContext,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() { daysBefore, daysAfter }: RemindersDto,
  ): Promise<Reminders> {
    await panelForReminders(this.service, who, programme, panel);
    const reminders = { daysBefore: daysBefore ?? null, daysAfter: daysAfter ?? null };
    orThrow(await this.commands.execute(new SetReminders(context, programme, panel, reminders)));
    return reminders;
  }
}

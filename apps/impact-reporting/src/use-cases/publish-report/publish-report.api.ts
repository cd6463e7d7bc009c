import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { publishReportApi } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { PublishReport } from './publish-report.command.js';

export class PublishReportDto {
  @IsIn(consentAudiences)
  audience!: ConsentAudience;
}

@ApiTags('reports')
@Controller()
export class PublishReportApi {
  constructor(private readonly commands: CommandBus) {}

  @Post(publishReportApi.pattern)
  @Allow('evaluator')
  async publish(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() { audience }: PublishReportDto,
  ): Promise<{ readonly issue: number; readonly version: number }> {
    evaluates(who, programme);
    const done = orThrow(await this.commands.execute(new PublishReport(context, who, programme, period, audience)));
    return { issue: done.events.at(-1)?.event.data.issue ?? 0, version: done.version };
  }
}

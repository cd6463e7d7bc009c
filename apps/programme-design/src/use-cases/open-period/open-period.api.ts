import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { openPeriodApi } from '../../addresses.js';
import { programmeToChange } from '../../programme-to-change.js';
import { WhyDto } from '../../programme-parts/programme-parts.dto.js';
import { OpenPeriod } from './open-period.command.js';

@ApiTags('programmes')
@Controller()
export class OpenPeriodApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(openPeriodApi.pattern)
  @HttpCode(200)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('period') period: string,
    @Body() { why = null }: WhyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const done = orThrow(await this.commands.execute(new OpenPeriod(context, programme, period, why)));
    return answerVersion(this.service, reply, done);
  }
}

import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { consentOverTimeApi } from '../../addresses.js';
import { plainOf } from '../../plain-of.js';
import { programmeToChange } from '../../programme-to-change.js';
import { ReviseConsentOverTime } from './revise-consent-over-time.command.js';
import { ReviseConsentOverTimeDto } from './revise-consent-over-time.dto.js';

@ApiTags('programmes')
@Controller()
export class ReviseConsentOverTimeApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(consentOverTimeApi.pattern)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() body: ReviseConsentOverTimeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const { why = null, ...settings } = plainOf(body);
    const done = orThrow(await this.commands.execute(new ReviseConsentOverTime(context, programme, settings, why)));
    return answerVersion(this.service, reply, done);
  }
}

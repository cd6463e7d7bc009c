import { Body, Controller, Param, Put, Res } from '@nestjs/common';
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

import { safeguardingApi } from '../../addresses.js';
import { plainOf } from '../../plain-of.js';
import { programmeToChange } from '../../programme-to-change.js';
import { NameSafeguarding } from './name-safeguarding.command.js';
import { NameSafeguardingDto } from './name-safeguarding.dto.js';

@ApiTags('programmes')
@Controller()
export class NameSafeguardingApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(safeguardingApi.pattern)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() body: NameSafeguardingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const { why = null, ...safeguarding } = plainOf(body);
    const done = orThrow(await this.commands.execute(new NameSafeguarding(context, programme, safeguarding, why)));
    return answerVersion(this.service, reply, done);
  }
}

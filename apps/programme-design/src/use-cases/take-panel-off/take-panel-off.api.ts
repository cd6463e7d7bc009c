import { Body, Controller, Delete, Param, Res } from '@nestjs/common';
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

import { ladderPanelApi } from '../../addresses.js';
import { programmeToChange } from '../../programme-to-change.js';
import { WhyDto } from '../../programme-parts/programme-parts.dto.js';
import { TakePanelOff } from './take-panel-off.command.js';

@ApiTags('programmes')
@Controller()
export class TakePanelOffApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Delete(ladderPanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') panel: string,
    @Body() body: WhyDto | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const done = orThrow(await this.commands.execute(new TakePanelOff(context, programme, panel, body?.why ?? null)));
    return answerVersion(this.service, reply, done);
  }
}

import { Body, Controller, Put, Param, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { ladderPanelApi } from '../../addresses.js';
import { programmeToChange } from '../../programme-to-change.js';
import { idPattern } from '../../programme-parts/programme-parts.dto.js';
import { PlacePanelDto } from './place-panel.dto.js';
import { PlacePanel } from './place-panel.command.js';

@ApiTags('programmes')
@Controller()
export class PlacePanelApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(ladderPanelApi.pattern)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('panel') id: string,
    @Body() { why = null, level, name, area, defaultMethod, passesUpTo, parallelTo }: PlacePanelDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    if (!idPattern.test(id)) throwRefusal(refuse('ladder-panel-not-found', 'panel'));
    const panel = {
      id,
      level,
      name: { ...name },
      defaultMethod,
      passesUpTo,
      ...(area === undefined ? {} : { area }),
      ...(parallelTo === undefined ? {} : { parallelTo }),
    };
    const done = orThrow(await this.commands.execute(new PlacePanel(context, programme, panel, why)));
    return answerVersion(this.service, reply, done);
  }
}

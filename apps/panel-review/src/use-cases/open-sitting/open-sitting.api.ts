import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { sittingApi, sittingsApi } from '../../addresses.js';
import { panelId } from '../../domain/panel/panel.js';
import { openSitting } from '../../domain/sitting/decide.js';
import type { Method } from '../../domain/sitting/events.js';
import { methods } from '../../domain/tally/tally-document.js';
import { panels } from '../../read-models/panels/panels.js';
import { ChangeSitting } from '../change-sitting/change-sitting.command.js';

export class OpenSittingDto {
  @IsString()
  programme!: string;

  @IsString()
  panel!: string;

  @IsString()
  period!: string;

  @IsOptional()
  @IsString()
  domain?: string;

  @IsOptional()
  @IsIn(methods)
  method?: Method;

  @IsOptional()
  @IsIn(['online', 'room'])
  heldIn?: 'online' | 'room';
}

@ApiTags('sittings')
@Controller()
export class OpenSittingApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(sittingsApi.pattern)
  @Allow('facilitator')
  async open(
    @Command() context: CommandContext,
    @Body() body: OpenSittingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly sitting: string; readonly version: number }> {
    const { organisation } = context;
    const { programme, period, domain = null, heldIn = 'online' } = body;
    const { views } = this.service;
    const design = (await views.get(knownProgrammes, programme))?.design;
    const convened = await views.get(panels, panelId(programme, body.panel));
    const panel = design?.panels.find(({ id }) => id === body.panel);
    if (design?.organisation !== organisation || panel === undefined)
      return throwRefusal(refuse('panel-not-found', 'panel'));
    if (convened === undefined) return throwRefusal(refuse('panel-not-convened', 'panel'));
    if (convened.facilitator !== context.actor) return throwRefusal(refuse('not-the-facilitator'));
    if (!design.periods.some(({ id }) => id === period))
      return throwRefusal(refuse('sitting-period-unknown', 'period'));
    if (domain !== null && !design.domains.some(({ id }) => id === domain)) {
      return throwRefusal(refuse('sitting-domain-unknown', 'domain'));
    }
    const sitting = idFrom(context.commandId, 'sitting');
    const { level, members, facilitator } = convened;
    const data = {
      ...{ sitting, organisation, programme, period, domain, heldIn, level, members, facilitator },
      panel: body.panel,
      method: body.method ?? panel.defaultMethod,
      rules: design.rules,
    };
    const done = orThrow(
      await this.commands.execute(new ChangeSitting(context, sitting, (state) => openSitting(state, data))),
    );
    reply.header('location', sittingApi.to({ sitting }));
    return { sitting, version: done.version };
  }
}

import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { actionApi, programmeActionsApi } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { RecommendAction } from './recommend-action.command.js';
import { RecommendActionDto } from './recommend-action.dto.js';

@ApiTags('actions')
@Controller()
export class RecommendActionApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(programmeActionsApi.pattern)
  @Allow('evaluator', 'facilitator')
  async recommend(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { period, recommendation, stories = [], sittings = [] }: RecommendActionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly action: string; readonly version: number }> {
    evaluates(who, programme, ['evaluator', 'facilitator']);
    const done = orThrow(
      await this.commands.execute(
        new RecommendAction(context, programme, { period, recommendation, stories, sittings }),
      ),
    );
    await this.service.views.reached(done.stream, done.version);
    const action = done.stream.slice('action/'.length);
    reply.header('location', actionApi.to({ action })).header('etag', versionTag(done.version));
    return { action, version: done.version };
  }
}

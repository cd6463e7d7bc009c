import { Body, Controller, Put, Param, Res } from '@nestjs/common';
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

import { ladderLevelApi } from '../../addresses.js';
import { levelOf } from '../../level-of.js';
import { programmeToChange } from '../../programme-to-change.js';
import { NameLevelDto } from './name-level.dto.js';
import { NameLevel } from './name-level.command.js';

@ApiTags('programmes')
@Controller()
export class NameLevelApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(ladderLevelApi.pattern)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('level') level: string,
    @Body() { why = null, name }: NameLevelDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const named = { level: levelOf(level), name: { ...name } };
    const done = orThrow(await this.commands.execute(new NameLevel(context, programme, named, why)));
    return answerVersion(this.service, reply, done);
  }
}

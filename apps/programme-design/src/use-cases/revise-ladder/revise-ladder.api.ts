import { Body, Controller, Put, Param, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { versionExpected, type CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { ladderApi } from '../../addresses.js';
import { plainOf } from '../../plain-of.js';
import { programmeToChange } from '../../programme-to-change.js';
import { ReviseLadderDto } from './revise-ladder.dto.js';
import { ReviseLadder } from './revise-ladder.command.js';

@ApiTags('programmes')
@Controller()
export class ReviseLadderApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(ladderApi.pattern)
  @Allow('administrator', 'evaluator')
  async act(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { why = null, levels, panels }: ReviseLadderDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    // Whoever replaces the whole must have seen the whole.
    if (versionExpected(context) === undefined) throwRefusal(refuse('ladder-version-needed', 'If-Match'));
    const asked = new ReviseLadder(context, programme, plainOf({ levels, panels }), why);
    const done = orThrow(await this.commands.execute(asked));
    return answerVersion(this.service, reply, done);
  }
}

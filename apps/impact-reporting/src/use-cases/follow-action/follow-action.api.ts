import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { actionApi } from '../../addresses.js';
import { FollowAction } from './follow-action.command.js';
import { FollowActionDto } from './follow-action.dto.js';

@ApiTags('actions')
@Controller()
export class FollowActionApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(actionApi.pattern)
  @Allow('evaluator')
  async follow(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('action') action: string,
    @Body() body: FollowActionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { state, owner, due, outcome, isShared = false } = body;
    const followed = { state, owner: owner ?? null, due: due ?? null, outcome: outcome ?? null, isShared };
    const done = orThrow(await this.commands.execute(new FollowAction(context, who, action, followed)));
    return answerVersion(this.service, reply, done);
  }
}

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

import { storyPassagesApi } from '../../addresses.js';
import { evaluates } from '../../who-evaluates.js';
import { CodePassage } from './code-passage.command.js';
import { CodePassageDto } from './code-passage.dto.js';

@ApiTags('themes')
@Controller()
export class CodePassageApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(storyPassagesApi.pattern)
  @Allow('evaluator')
  async code(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('story') story: string,
    @Body() { part, storyVersion, from, to, themes }: CodePassageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    evaluates(who, programme);
    const passage = { part, storyVersion, from, to, themes };
    const done = orThrow(await this.commands.execute(new CodePassage(context, who, programme, story, passage)));
    return answerVersion(this.service, reply, done);
  }
}

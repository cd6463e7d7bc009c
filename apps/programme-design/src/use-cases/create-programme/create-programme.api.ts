import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow } from '#access/allow.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { programmeApi, programmesApi } from '../../addresses.js';
import { plainOf } from '../../plain-of.js';
import { CreateProgramme } from './create-programme.command.js';
import { ProgrammeDto } from '../../programme-parts/programme.dto.js';

@ApiTags('programmes')
@Controller()
export class CreateProgrammeApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(programmesApi.pattern)
  @Allow('administrator', 'evaluator')
  async create(
    @Command() context: CommandContext,
    @Body() body: ProgrammeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly id: string; readonly version: number }> {
    const design = { ...plainOf(body), organisation: context.organisation };
    const done = orThrow(await this.commands.execute(new CreateProgramme(context, design)));
    await this.service.views.reached(done.stream, done.version);
    reply.header('location', programmeApi.to({ programme: design.id })).header('etag', versionTag(done.version));
    return { id: design.id, version: done.version };
  }
}

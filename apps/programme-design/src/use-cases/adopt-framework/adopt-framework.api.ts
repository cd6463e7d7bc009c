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
import { orThrow, RefusalError } from '#web/errors/refusal-error.js';

import { frameworkApi } from '../../addresses.js';
import { readFrameworkCsv, readFrameworkFile, readFrameworkJson } from '../../domain/framework/read-framework.js';
import { programmeToChange } from '../../programme-to-change.js';
import { AdoptFramework } from './adopt-framework.command.js';
import { AdoptFrameworkDto } from './adopt-framework.dto.js';
import { shippedFramework } from './shipped-frameworks.js';

@ApiTags('frameworks')
@Controller()
export class AdoptFrameworkApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Put(frameworkApi.pattern)
  @Allow('administrator', 'evaluator')
  async adopt(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { name, themes, csv, shipped }: AdoptFrameworkDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const read =
      shipped !== undefined
        ? readFrameworkFile(shippedFramework(shipped))
        : csv === undefined
          ? readFrameworkJson({ name, themes })
          : readFrameworkCsv(csv);
    if ('refusals' in read) throw new RefusalError(...read.refusals);
    const done = orThrow(await this.commands.execute(new AdoptFramework(context, programme, read.name, read.themes)));
    return answerVersion(this.service, reply, done);
  }
}

import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { confirmRetentionApi, retentionApi } from '../../addresses.js';
import { keepers } from '../../stories/keepers.js';
import { ConfirmRetention, ProposeRetention } from './keep-no-longer.command.js';
import { programmeToKeep, runsOf, wouldGo } from './would-go.js';

@ApiTags('rights')
@Controller()
export class KeepNoLongerApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** What would go now, in counts and ids, and the lists that were made. */
  @Get(retentionApi.pattern)
  @Allow(...keepers)
  async preview(@SignedIn() who: SomeoneAsking, @Param('programme') programme: string) {
    const design = await programmeToKeep(this.service, who, programme);
    const runs = await runsOf(this.service, design);
    return {
      ...(await wouldGo(this.service, design, this.service.clock.now())),
      lists: runs.map(({ organisation: _, ...facts }) => facts),
    };
  }

  /** Makes the list of what would go now. Nothing goes before a second person has confirmed it. */
  @Post(retentionApi.pattern)
  @Allow(...keepers)
  async propose(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
  ): Promise<{ readonly list: string }> {
    const design = await programmeToKeep(this.service, who, programme);
    const done = orThrow(await this.commands.execute(new ProposeRetention(context, design)));
    await this.service.views.reached(done.stream, done.version);
    return { list: done.stream.slice('retention/'.length) };
  }

  @Post(confirmRetentionApi.pattern)
  @HttpCode(200)
  @Allow(...keepers)
  async confirm(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Param('list') list: string,
  ): Promise<{ readonly version: number }> {
    await programmeToKeep(this.service, who, programme);
    const done = orThrow(await this.commands.execute(new ConfirmRetention(context, programme, list)));
    await this.service.views.reached(done.stream, done.version);
    return { version: done.version };
  }
}

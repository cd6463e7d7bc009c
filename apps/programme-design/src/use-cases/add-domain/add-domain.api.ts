import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { domainsApi, programmeApi } from '../../addresses.js';
import { programmeToChange } from '../../programme-to-change.js';
import { AddDomain } from './add-domain.command.js';
import { AddDomainDto } from './add-domain.dto.js';

@ApiTags('programmes')
@Controller()
export class AddDomainApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(domainsApi.pattern)
  @Allow('administrator', 'evaluator')
  async add(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { why = null, id, kind, name, description, firstPeriod }: AddDomainDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly id: string; readonly version: number }> {
    await programmeToChange(this.queries, who, programme);
    const domain = {
      ...{ kind, name: { ...name }, description: { ...description } },
      ...(id === undefined ? {} : { id }),
      ...(firstPeriod === undefined ? {} : { firstPeriod }),
    };
    const done = orThrow(await this.commands.execute(new AddDomain(context, programme, domain, why)));
    await this.service.views.reached(done.stream, done.version);
    const added = done.events.map(({ event }) => event).find((event) => event.type === 'DomainAdded');
    if (added === undefined) throw new Error('A domain was added without an event');
    reply.header('location', programmeApi.to({ programme })).header('etag', versionTag(done.version));
    return { id: added.data.domain.id, version: done.version };
  }
}

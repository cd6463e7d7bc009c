import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { PeriodDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { periodsApi, programmeApi } from '../../addresses.js';
import { programmeToChange } from '../../programme-to-change.js';
import { AddPeriod } from './add-period.command.js';
import { AddPeriodDto } from './add-period.dto.js';

@ApiTags('programmes')
@Controller()
export class AddPeriodApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  @Post(periodsApi.pattern)
  @Allow('administrator', 'evaluator')
  async add(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Body() { why = null, id, name, opens, closes, prompt, copyOf }: AddPeriodDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly id: string; readonly version: number }> {
    const { design } = await programmeToChange(this.queries, who, programme);
    const asked = prompt ?? (copyOf === undefined ? undefined : promptOf(design, copyOf));
    const period = {
      name: { ...name },
      opens,
      closes,
      ...(id === undefined ? {} : { id }),
      ...(asked === undefined ? {} : { prompt: { ...asked, question: { ...asked.question } } }),
    };
    const done = orThrow(await this.commands.execute(new AddPeriod(context, programme, period, why)));
    await this.service.views.reached(done.stream, done.version);
    const added = done.events.map(({ event }) => event).find((event) => event.type === 'PeriodAdded');
    if (added === undefined) throw new Error('A period was added without an event');
    reply.header('location', programmeApi.to({ programme })).header('etag', versionTag(done.version));
    return { id: added.data.period.id, version: done.version };
  }
}

/** None where it asked that of the programme. */
function promptOf({ periods }: ProgrammeDesign, copyOf: string): PeriodDesign['prompt'] {
  const copied = periods.find(({ id }) => id === copyOf);
  return copied === undefined ? throwRefusal(refuse('period-not-found', 'copyOf', { period: copyOf })) : copied.prompt;
}

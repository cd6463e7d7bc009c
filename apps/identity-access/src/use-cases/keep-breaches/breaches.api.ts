import { Body, Controller, Get, Param, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/answer-version.js';
import { Command } from '#service-kit/command.js';
import { csvForSpreadsheets } from '#service-kit/csv-for-spreadsheets.js';
import { versionTag } from '#service-kit/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { breachApi, breachesApi, breachesCsvApi } from '../../addresses.js';
import { WriteBreachDto } from './write-breach.dto.js';
import { WriteBreach } from './write-breach.command.js';
import { breachStateAsked, breachStates, SeeBreach, SeeBreaches, type BreachSeen } from './see-breaches.query.js';

const columns = [
  ...['id', 'foundAt', 'dueAt', 'clock', 'people', 'kinds', 'risk', 'regulator', 'regulatorToldAt', 'peopleToldAt'],
  ...['closedAt', 'what', 'measures', 'whyNotTold'],
];

@ApiTags('breaches')
@Controller()
export class BreachesApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** The newest first. */
  @Get(breachesApi.pattern)
  @Allow('administrator')
  @ApiQuery({ name: 'state', required: false, enum: breachStates })
  @ApiQuery({ name: 'text', required: false, description: 'Stands in one of its texts.' })
  @ApiOkResponse({ description: 'Entries with their clock: { items }' })
  async list(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Query('state') state?: string,
    @Query('text') text?: string,
  ): Promise<{ readonly items: readonly BreachSeen[] }> {
    return { items: await this.#found(who, state, text) };
  }

  @Get(breachesCsvApi.pattern)
  @Allow('administrator')
  @ApiQuery({ name: 'state', required: false, enum: breachStates })
  @ApiQuery({ name: 'text', required: false, description: 'Stands in one of its texts.' })
  async csv(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('state') state?: string,
    @Query('text') text?: string,
  ): Promise<StreamableFile> {
    const rows = (await this.#found(who, state, text)).map(({ id, facts, clock, words }) => ({
      ...{ ...facts, id, kinds: facts.kinds.join(' '), dueAt: clock.dueAt, clock: clock.state },
      ...(words ?? {}),
    }));
    reply.header('content-disposition', 'attachment; filename="breaches.csv"');
    return new StreamableFile(Buffer.from(csvForSpreadsheets(rows, columns)), { type: 'text/csv; charset=utf-8' });
  }

  @Get(breachApi.pattern)
  @Allow('administrator')
  async see(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('breach') breach: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BreachSeen> {
    const seen = orThrow(await this.queries.execute(new SeeBreach(who, breach)));
    reply.header('etag', versionTag(seen.version));
    return seen;
  }

  @Post(breachesApi.pattern)
  @Allow('administrator')
  async enter(
    @Command() context: CommandContext,
    @Body() body: WriteBreachDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly breach: string; readonly version: number }> {
    const { breach, done } = orThrow(await this.commands.execute(commandOf(context, undefined, body)));
    const { version } = await answerVersion(this.service, reply, done);
    reply.header('location', breachApi.to({ breach }));
    return { breach, version };
  }

  /** The whole entry as it stands now. */
  @Put(breachApi.pattern)
  @Allow('administrator')
  async write(
    @Command() context: CommandContext,
    @Param('breach') which: string,
    @Body() body: WriteBreachDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { done } = orThrow(await this.commands.execute(commandOf(context, which, body)));
    return answerVersion(this.service, reply, done);
  }

  #found(who: PersonAsking | OperatorAsking, state: unknown, text: unknown) {
    const asked = typeof text === 'string' ? text : '';
    return this.queries.execute(new SeeBreaches(who, breachStateAsked(state), asked));
  }
}

function commandOf(context: CommandContext, which: string | undefined, body: WriteBreachDto): WriteBreach {
  const { what, measures, whyNotTold, foundAt, people, kinds, risk, regulator, isClosed } = body;
  const { regulatorToldAt, peopleToldAt } = body;
  const instant = (given: string | null): string | null => (given === null ? null : new Date(given).toISOString());
  return new WriteBreach(
    context,
    which,
    {
      ...{ people, kinds: [...kinds], risk, regulator, isClosed, foundAt: new Date(foundAt).toISOString() },
      ...{ regulatorToldAt: instant(regulatorToldAt), peopleToldAt: instant(peopleToldAt) },
    },
    { what, measures, whyNotTold },
  );
}

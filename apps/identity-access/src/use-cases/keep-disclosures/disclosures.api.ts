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

import { disclosureApi, disclosuresApi, disclosuresCsvApi } from '../../addresses.js';
import { WriteDisclosureDto } from './write-disclosure.dto.js';
import { WriteDisclosure } from './write-disclosure.command.js';
import {
  disclosureStateAsked,
  disclosureStates,
  SeeDisclosure,
  SeeDisclosures,
  type DisclosureSeen,
} from './see-disclosures.query.js';

const columns = [
  ...['id', 'kind', 'basis', 'receivedOn', 'bankHolidays', 'dueOn', 'isOverdue', 'outcome', 'answeredOn'],
  ...['who', 'what', 'given', 'decidedBy', 'why'],
];

@ApiTags('disclosures')
@Controller()
export class DisclosuresApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** The newest first. */
  @Get(disclosuresApi.pattern)
  @Allow('administrator')
  @ApiQuery({ name: 'state', required: false, enum: disclosureStates })
  @ApiQuery({ name: 'text', required: false, description: 'Stands in one of its texts.' })
  @ApiOkResponse({ description: 'Entries with their clock: { items }' })
  async list(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Query('state') state?: string,
    @Query('text') text?: string,
  ): Promise<{ readonly items: readonly DisclosureSeen[] }> {
    return { items: await this.#found(who, state, text) };
  }

  @Get(disclosuresCsvApi.pattern)
  @Allow('administrator')
  @ApiQuery({ name: 'state', required: false, enum: disclosureStates })
  @ApiQuery({ name: 'text', required: false, description: 'Stands in one of its texts.' })
  async csv(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('state') state?: string,
    @Query('text') text?: string,
  ): Promise<StreamableFile> {
    const rows = (await this.#found(who, state, text)).map(({ id, facts, dueOn, isOverdue, words }) => ({
      ...{ ...facts, id, dueOn, isOverdue: isOverdue ? 'yes' : 'no' },
      ...(words ?? {}),
    }));
    reply.header('content-disposition', 'attachment; filename="disclosures.csv"');
    return new StreamableFile(Buffer.from(csvForSpreadsheets(rows, columns)), { type: 'text/csv; charset=utf-8' });
  }

  @Get(disclosureApi.pattern)
  @Allow('administrator')
  async see(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('disclosure') disclosure: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DisclosureSeen> {
    const seen = orThrow(await this.queries.execute(new SeeDisclosure(who, disclosure)));
    reply.header('etag', versionTag(seen.version));
    return seen;
  }

  @Post(disclosuresApi.pattern)
  @Allow('administrator')
  async enter(
    @Command() context: CommandContext,
    @Body() body: WriteDisclosureDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly disclosure: string; readonly version: number }> {
    const { disclosure, done } = orThrow(await this.commands.execute(commandOf(context, undefined, body)));
    const { version } = await answerVersion(this.service, reply, done);
    reply.header('location', disclosureApi.to({ disclosure }));
    return { disclosure, version };
  }

  /** The whole entry as it stands now. */
  @Put(disclosureApi.pattern)
  @Allow('administrator')
  async write(
    @Command() context: CommandContext,
    @Param('disclosure') which: string,
    @Body() body: WriteDisclosureDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly version: number }> {
    const { done } = orThrow(await this.commands.execute(commandOf(context, which, body)));
    return answerVersion(this.service, reply, done);
  }

  #found(who: PersonAsking | OperatorAsking, state: unknown, text: unknown) {
    const asked = typeof text === 'string' ? text : '';
    return this.queries.execute(new SeeDisclosures(who, disclosureStateAsked(state), asked));
  }
}

function commandOf(context: CommandContext, which: string | undefined, body: WriteDisclosureDto): WriteDisclosure {
  const { who, what, given, decidedBy, why, kind, basis, receivedOn, bankHolidays, outcome, answeredOn } = body;
  const facts = { kind, basis, receivedOn, bankHolidays, outcome, answeredOn };
  return new WriteDisclosure(context, which, facts, { who, what, given, decidedBy, why });
}

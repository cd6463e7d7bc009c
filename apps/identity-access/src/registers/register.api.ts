import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { csvForSpreadsheets } from '#service-kit/http/csv-for-spreadsheets.js';
import { versionTag } from '#service-kit/http/etag.js';
import { ServiceRuntime } from '#service-kit/service.js';
import type { Route } from '#web/addresses.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { stateAsked, type EntryParts, type EntrySeen, type Register } from './register.js';
import { SeeEntries, SeeEntry } from './see-entries.query.js';
import { WriteEntry } from './write-entry.command.js';

export interface RegisterTable<Parts extends EntryParts> {
  readonly fileName: string;
  readonly columns: readonly string[];
  readonly rowOf: (seen: EntrySeen<Parts>) => Readonly<Record<string, unknown>>;
}

/** A controller of one register, for all that it has in common with the others: what reads. */
export function registerApi<Parts extends EntryParts>(
  register: Register<Parts>,
  at: { readonly all: Route; readonly csv: Route; readonly one: Route },
  table: RegisterTable<Parts>,
) {
  @Controller()
  class RegisterApi {
    constructor(
      readonly commands: CommandBus,
      readonly queries: QueryBus,
      readonly service: ServiceRuntime,
    ) {}

    /** The newest first. */
    @Get(at.all.pattern)
    @Allow('administrator')
    @ApiQuery({ name: 'state', required: false, enum: register.states })
    @ApiQuery({ name: 'text', required: false, description: 'Stands in one of its texts.' })
    @ApiOkResponse({ description: 'Entries with their clock: { items }' })
    async list(
      @SignedIn() who: SomeoneAsking,
      @Query('state') state?: string,
      @Query('text') text?: string,
    ): Promise<{ readonly items: readonly EntrySeen<Parts>[] }> {
      return { items: await this.queries.execute(asked(who, state, text)) };
    }

    @Get(at.csv.pattern)
    @Allow('administrator')
    @ApiQuery({ name: 'state', required: false, enum: register.states })
    @ApiQuery({ name: 'text', required: false, description: 'Stands in one of its texts.' })
    async csv(
      @SignedIn() who: SomeoneAsking,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Query('state') state?: string,
      @Query('text') text?: string,
    ): Promise<StreamableFile> {
      const rows = (await this.queries.execute(asked(who, state, text))).map(table.rowOf);
      reply.header('content-disposition', `attachment; filename="${table.fileName}"`);
      const csv = csvForSpreadsheets(rows, [...table.columns]);
      return new StreamableFile(Buffer.from(csv), { type: 'text/csv; charset=utf-8' });
    }

    @Get(at.one.pattern)
    @Allow('administrator')
    async see(
      @SignedIn() who: SomeoneAsking,
      @Param(register.kind) entry: string,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<EntrySeen<Parts>> {
      const seen = orThrow(await this.queries.execute(new SeeEntry(register, who, entry)));
      reply.header('etag', versionTag(seen.version));
      return seen;
    }

    /** For the routes that write, which say what is to be sent. */
    async written(
      context: CommandContext,
      which: string | undefined,
      { given, words }: { readonly given: Parts['given']; readonly words: Parts['words'] },
      reply: FastifyReply,
    ): Promise<{ readonly entry: string; readonly version: number }> {
      const command = new WriteEntry(context, register, which, given, words);
      const { entry, done } = orThrow(await this.commands.execute(command));
      const { version } = await answerVersion(this.service, reply, done);
      return { entry, version };
    }
  }

  const asked = (who: SomeoneAsking, state: unknown, text: unknown) =>
    new SeeEntries(register, who, stateAsked(register, state), typeof text === 'string' ? text : '');

  return RegisterApi;
}

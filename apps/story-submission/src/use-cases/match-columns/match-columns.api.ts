import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, RefusalError, throwRefusal } from '#web/errors/refusal-error.js';

import { columnsApi, importApi } from '../../addresses.js';
import { isMapping, readMapping } from '../../domain/import/mapping.js';
import { importers } from '../../importing/who-imports.js';
import { columnsOfCheck } from './columns-of-check.js';
import { MatchColumns } from './match-columns.command.js';
import { MatchColumnsDto } from './match-columns.dto.js';

@ApiTags('imports')
@Controller()
export class MatchColumnsApi {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
  ) {}

  /** Of a check that is over: the headings of its file, and under which of them each of our fields is read. */
  @Get(columnsApi.pattern)
  @Allow(...importers)
  async see(@SignedIn() who: SomeoneAsking, @Param('import') check: string) {
    const { headings, found, matched } = orThrow(await columnsOfCheck(this.service, who, check));
    return { headings, found: Object.fromEntries(found), matched: Object.fromEntries(matched) };
  }

  /** Checks the file once more, as a check of its own. */
  @Post(columnsApi.pattern)
  @HttpCode(202)
  @Allow(...importers)
  async match(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('import') check: string,
    @Body() { mapping }: MatchColumnsDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly import: string }> {
    const of = orThrow(await columnsOfCheck(this.service, who, check));
    if (!isMapping(mapping)) return throwRefusal(refuse('mapping-not-an-object', 'mapping'));
    const read = readMapping(mapping, of.headings);
    if ('refusals' in read) {
      const [first = refuse('mapping-not-an-object'), ...others] = read.refusals;
      throw new RefusalError(first, ...others);
    }
    const begun = orThrow(await this.commands.execute(new MatchColumns(context, who, check, of, { ...mapping })));
    reply.header('location', importApi.to(begun));
    return begun;
  }
}

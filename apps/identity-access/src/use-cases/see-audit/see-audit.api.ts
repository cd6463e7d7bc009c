import { Readable } from 'node:stream';

import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { orThrow } from '#web/errors/refusal-error.js';

import { auditApi, auditCsvApi } from '../../addresses.js';
import { auditAskedOf } from './audit-asked.js';
import { SeeAudit, type AuditAsked, type AuditSeen } from './see-audit.query.js';

const columns = ['at', 'person', 'act', 'kind', 'object'] as const;
const written = { escape_formulas: true, record_delimiter: 'windows' } as const;

@ApiTags('audit')
@ApiQuery({ name: 'person', required: false, description: 'Who: id of a person, or `operator`.' })
@ApiQuery({ name: 'act', required: false, description: 'What they did: `saw`, `exported`, `signed-in`, …' })
@ApiQuery({ name: 'object', required: false, description: 'Id of what was seen, taken or changed.' })
@ApiQuery({ name: 'from', required: false, description: 'First day, UTC; the week up to `to` if left out.' })
@ApiQuery({ name: 'to', required: false, description: 'Last day, UTC; today if left out.' })
@Controller()
export class SeeAuditApi {
  constructor(private readonly queries: QueryBus) {}

  /** Newest first; a page may hold more than a hundred. */
  @Get(auditApi.pattern)
  @ApiQuery({ name: 'after', required: false, description: '`next` of the page before.' })
  @Allow('administrator')
  async see(
    @SignedIn() { organisation }: SomeoneAsking,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<AuditSeen> {
    const { after, ...asked } = auditAskedOf(query);
    return orThrow(await this.queries.execute(new SeeAudit(organisation, asked, after)));
  }

  @Get(auditCsvApi.pattern)
  @Allow('administrator')
  async csv(
    @SignedIn() { organisation }: SomeoneAsking,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<StreamableFile> {
    const { after: _, ...asked } = auditAskedOf(query);
    const first = orThrow(await this.queries.execute(new SeeAudit(organisation, asked)));
    reply.header('content-disposition', 'attachment; filename="audit.csv"');
    return new StreamableFile(Readable.from(this.#lines(organisation, asked, first)), {
      type: 'text/csv; charset=utf-8',
    });
  }

  /** Page by page: a year does not stand in memory. */
  async *#lines(organisation: string, asked: AuditAsked, first: AuditSeen): AsyncIterable<string> {
    yield stringify([columns], { ...written, bom: true });
    let page = first;
    for (;;) {
      const { items, next, from, to } = page;
      if (items.length > 0) {
        yield stringify(
          items.map((entry) => columns.map((name) => entry[name])),
          written,
        );
      }
      if (next === null) return;
      page = orThrow(await this.queries.execute(new SeeAudit(organisation, { ...asked, from, to }, next)));
    }
  }
}

import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { SomeoneAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/http/command.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { bringInApi, importApi, importRowsApi, importsApi, setAsideApi } from '../../addresses.js';
import { isMapping, type Mapping } from '../../domain/import/mapping.js';
import { BeginImport, largestImport } from './begin-import.command.js';
import { BringIn } from './bring-in.command.js';
import { progressOf } from './import-jobs.js';
import { readReport, reportLine, type RowReport } from './import-report.js';
import { SetCheckAside } from './set-check-aside.command.js';
import { importers, importSeen } from '../../importing/who-imports.js';

@ApiTags('imports')
@Controller()
export class ImportStoriesApi implements OnModuleInit {
  constructor(
    private readonly commands: CommandBus,
    private readonly service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {}

  /** A CSV is handed on as it comes in, never gathered in memory. */
  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance();
    if (fastify.hasContentTypeParser('text/csv')) return;
    fastify.addContentTypeParser('text/csv', { bodyLimit: largestImport }, (_request, payload, done) => {
      done(null, payload);
    });
  }

  @Post(importsApi.pattern)
  @HttpCode(202)
  @Allow(...importers)
  async begin(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('programme') programme: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('dryRun') dryRun?: string,
    @Query('wasRead') wasRead?: string,
  ): Promise<{ readonly import: string }> {
    const body: unknown = request.body;
    if (!(body instanceof Readable)) return throwRefusal(refuse('unsupported-media-type'));
    const mapping = mappingOf(request.headers['x-newid-mapping']);
    // Said of the whole file by whoever brings it in; else its stories wait to be read.
    const settings = { isDryRun: dryRun === 'true', mapping, ...(wasRead === 'true' ? { wasRead: true } : {}) };
    const begun = await this.commands.execute(new BeginImport(context, who, programme, bytesOf(body), settings));
    if (isRefusal(begun)) {
      // Answered before all was sent, a client meets a closed connection and not the reason.
      if (!body.readableEnded && !body.destroyed) await finished(body.resume());
      return throwRefusal(begun);
    }
    reply.header('location', importApi.to(begun));
    return begun;
  }

  /** Of a check (`dryRun=true`) that has ended: its stories are brought in. */
  @Post(bringInApi.pattern)
  @HttpCode(202)
  @Allow(...importers)
  async bringIn(
    @Command() context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('import') check: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('wasRead') wasRead?: string,
  ): Promise<{ readonly import: string }> {
    const begun = orThrow(await this.commands.execute(new BringIn(context, who, check, wasRead === 'true')));
    reply.header('location', importApi.to(begun));
    return begun;
  }

  /** Of a check: its file is destroyed now, and not only after a day. */
  @Post(setAsideApi.pattern)
  @HttpCode(204)
  @Allow(...importers)
  async setAside(
    @Command() _context: CommandContext,
    @SignedIn() who: SomeoneAsking,
    @Param('import') check: string,
  ): Promise<void> {
    orThrow(await this.commands.execute(new SetCheckAside(who, check)));
  }

  @Get(importApi.pattern)
  @Allow(...importers)
  async see(@SignedIn() who: SomeoneAsking, @Param('import') id: string) {
    const { organisation, version: _, ...document } = await importSeen(this.service, who, id);
    const file = document.state === 'ended' ? (await readReport(this.service.files, id, organisation)).file : null;
    return { ...document, file, progress: progressOf(this.service, id) ?? null };
  }

  /** One JSON object a line, in the order of the file. */
  @Get(importRowsApi.pattern)
  @Allow(...importers)
  async rows(
    @SignedIn() who: SomeoneAsking,
    @Param('import') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { state, organisation } = await importSeen(this.service, who, id);
    reply.header('content-type', 'application/x-ndjson; charset=utf-8');
    if (state !== 'ended') return Readable.from([]);
    return Readable.from(linesOf((await readReport(this.service.files, id, organisation)).rows));
  }
}

async function* linesOf(rows: AsyncIterable<RowReport>): AsyncIterable<string> {
  for await (const row of rows) yield reportLine(row);
}

async function* bytesOf(body: Readable): AsyncIterable<Uint8Array> {
  for await (const chunk of body) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

/** Base64 of a JSON object from our fields to headings: a header, because the body is the file itself. */
function mappingOf(header: string | readonly string[] | undefined): Mapping | null {
  if (header === undefined) return null;
  try {
    const mapping: unknown = JSON.parse(Buffer.from(String(header), 'base64').toString('utf8'));
    if (isMapping(mapping)) return mapping;
  } catch {
    // Not JSON: told below.
  }
  return throwRefusal(refuse('mapping-not-an-object', 'x-newid-mapping'));
}

import { Readable } from 'node:stream';

import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { Allow, SignedIn } from '#access/allow.js';
import type { OperatorAsking, PersonAsking } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { Command } from '#service-kit/command.js';
import { idFrom } from '#service-kit/ids.js';
import { knownProgrammes } from '#service-kit/known-programmes.js';
import { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { importApi, importRowsApi, importsApi } from '../../addresses.js';
import { importDecider, importStream, startImport } from '../../domain/story-import/story-import.js';
import { imports, type ImportDocument } from '../../read-models/imports/imports.js';
import { jobsOf } from './import-jobs.js';
import { reportFile, uploadFile } from './run-import.js';

const largestUpload = 200 * 1024 * 1024;

@ApiTags('imports')
@Controller()
export class ImportStoriesApi implements OnModuleInit {
  constructor(
    private readonly service: ServiceRuntime,
    private readonly adapterHost: HttpAdapterHost<FastifyAdapter>,
  ) {}

  /** A CSV is handed on as it comes in, never gathered in memory. */
  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance();
    if (fastify.hasContentTypeParser('text/csv')) return;
    fastify.addContentTypeParser('text/csv', { bodyLimit: largestUpload }, (_request, payload, done) => {
      done(null, payload);
    });
  }

  @Post(importsApi.pattern)
  @HttpCode(202)
  @Allow('evaluator', 'administrator', 'collector')
  async begin(
    @Command() context: CommandContext,
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('programme') programme: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('dryRun') dryRun?: string,
  ): Promise<{ readonly import: string }> {
    const { views, files, store } = this.service;
    const known = await views.get(knownProgrammes, programme);
    if (known?.organisation !== who.organisation) return throwRefusal(refuse('story-programme-unknown', 'programme'));
    const body: unknown = request.body;
    if (!(body instanceof Readable)) return throwRefusal(refuse('unsupported-media-type'));
    const id = idFrom(context.commandId, 'import');
    const mapping = mappingOf(request.headers['x-newid-mapping']);
    const bytes = await files.keep(uploadFile(id), who.organisation, limited(body));
    const done = await store.execute(importStream(id), context, importDecider, (state) =>
      startImport(state, { import: id, programme, bytes, isDryRun: dryRun === 'true', mapping }),
    );
    if (isRefusal(done)) return throwRefusal(done);
    await views.reached(done.stream, done.version);
    jobsOf(this.service).begin(id);
    reply.header('location', importApi.to({ import: id }));
    return { import: id };
  }

  @Get(importApi.pattern)
  @Allow('evaluator', 'administrator', 'collector')
  async see(@SignedIn() who: PersonAsking | OperatorAsking, @Param('import') id: string) {
    const { organisation: _, ...document } = await this.#mine(who, id);
    return { ...document, progress: jobsOf(this.service).progressOf(id) ?? null };
  }

  /** One JSON object a line, in the order of the file. */
  @Get(importRowsApi.pattern)
  @Allow('evaluator', 'administrator', 'collector')
  async rows(
    @SignedIn() who: PersonAsking | OperatorAsking,
    @Param('import') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { state, organisation } = await this.#mine(who, id);
    reply.header('content-type', 'application/x-ndjson; charset=utf-8');
    if (state !== 'ended') return '';
    const parts: Buffer[] = [];
    for await (const part of this.service.files.read(reportFile(id), organisation)) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  }

  async #mine(who: PersonAsking | OperatorAsking, id: string): Promise<ImportDocument> {
    const document = await this.service.views.get(imports, id);
    return document?.organisation === who.organisation ? document : throwRefusal(refuse('import-not-found'));
  }
}

async function* limited(chunks: Readable): AsyncIterable<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    if (bytes > largestUpload) throwRefusal(refuse('body-too-large'));
    yield buffer;
  }
}

/** Base64 of a JSON object from our fields to headings: a header, because the body is the file itself. */
function mappingOf(header: string | readonly string[] | undefined): Readonly<Record<string, string | null>> | null {
  if (header === undefined) return null;
  try {
    const mapping: unknown = JSON.parse(Buffer.from(String(header), 'base64').toString('utf8'));
    if (isMapping(mapping)) return mapping;
  } catch {
    // Not JSON: told below.
  }
  return throwRefusal(refuse('mapping-not-an-object', 'x-newid-mapping'));
}

const isMapping = (value: unknown): value is Readonly<Record<string, string | null>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((heading: unknown) => heading === null || typeof heading === 'string');

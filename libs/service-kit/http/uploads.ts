import { createHash } from 'node:crypto';

import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { principalOf } from '#access/principal.js';

/** A file sent with a form. As JSON it is its hash, so that the same form sent twice is known, and its text goes nowhere. */
export class UploadedFile {
  constructor(readonly bytes: Buffer) {}

  toJSON(): string {
    return createHash('sha256').update(this.bytes).digest('base64url');
  }
}

/** Kept in memory while the form is taken. Larger files go through the API, which hands them on as they come in. */
export const largestUpload = 20 * 1024 * 1024;

/** On the method that takes a form with a file; no other takes any. */
export const TakesFile = (): MethodDecorator =>
  RouteConfig({ multipartOptions: { limits: { files: 1, fileSize: largestUpload } } });

/** Bytes of a file that is never in memory as a whole. A proxy that stands before has to let a little more through. */
export const largestStream = 96 * 1024 * 1024;

/** On the method that takes a form with a large file, which `streamsTo` hands on as it comes in. */
export const TakesStream = (): MethodDecorator =>
  RouteConfig({ multipartOptions: { limits: { files: 1, fileSize: largestStream } } });

/**
 * Takes the file of a form while it comes in, and gives what is to stand for it among the form’s values. Whoever sent the
 * form has not been looked at: neither their token, nor whether they may. What is named in the form before the file is there.
 */
export type FileTaker = (
  request: FastifyRequest,
  before: Readonly<Record<string, string>>,
  file: AsyncIterable<Uint8Array>,
) => Promise<object>;

declare module 'fastify' {
  interface FastifyInstance {
    /** By the pattern of the address. */
    fileTakers?: Map<string, FileTaker>;
  }
}

/** For controllers, when their module starts. */
export function streamsTo(server: FastifyInstance, pattern: string, taker: FileTaker): void {
  if (server.fileTakers === undefined) throw new Error('No composition root has called useUploads');
  server.fileTakers.set(pattern, taker);
}

/** Forms with files. Before useSecurity, which looks for the form's token in its fields. */
export async function useUploads(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  server.decorate('fileTakers', new Map());
  await server.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { files: 0, fields: 50, parts: 51, fieldNameSize: 100 },
    onFile: keepFile,
  });
}

async function keepFile(this: FastifyRequest, part: MultipartFile): Promise<void> {
  const taker = this.server.fileTakers?.get(this.routeOptions.url ?? '');
  if (taker !== undefined) {
    // Left early, the part must not be closed: the form goes on behind it.
    const file = part.file.iterator({ destroyOnReturn: false });
    Object.assign(part, { value: await taker(this, textsIn(part.fields), file) });
    // What nobody wanted to read flows by, once nobody holds on to it.
    await file.return?.();
    part.file.resume();
    return;
  }
  // Nobody's file is kept in memory: the guard sends them away a moment later.
  if (principalOf(this).kind === 'anyone') part.file.resume();
  else Object.assign(part, { value: new UploadedFile(await part.toBuffer()) });
}

function textsIn(fields: MultipartFile['fields']): Readonly<Record<string, string>> {
  const textOf = (part: Multipart | readonly Multipart[] | undefined): readonly string[] =>
    part !== undefined && 'type' in part && part.type === 'field' && typeof part.value === 'string' ? [part.value] : [];
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, part]) => textOf(part).map((text) => [name, text] as const)),
  );
}

import { createHash } from 'node:crypto';

import multipart, { type MultipartFile } from '@fastify/multipart';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

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

/** Forms with files. Before useSecurity, which looks for the form's token in its fields. */
export async function useUploads(app: NestFastifyApplication): Promise<void> {
  await app
    .getHttpAdapter()
    .getInstance()
    .register(multipart, {
      attachFieldsToBody: 'keyValues',
      limits: { files: 0, fields: 50, parts: 51, fieldNameSize: 100 },
      onFile: keepFile,
    });
}

async function keepFile(this: FastifyRequest, part: MultipartFile): Promise<void> {
  // Nobody's file is kept in memory: the guard sends them away a moment later.
  if (principalOf(this).kind === 'anyone') part.file.resume();
  else Object.assign(part, { value: new UploadedFile(await part.toBuffer()) });
}

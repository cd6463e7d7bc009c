import { HttpException } from '@nestjs/common';

import { refuse, type Refusal } from '#contracts/shared/refusal.js';
import { RefusalError } from './refusal-error.js';

const byStatus: Readonly<Record<number, string>> = {
  400: 'request-not-understood',
  401: 'sign-in-needed',
  403: 'not-allowed',
  404: 'not-found',
  405: 'method-not-offered',
  // Of the parser of forms: a field that is not what it says it is.
  406: 'request-not-understood',
  409: 'conflict-retry',
  413: 'body-too-large',
  414: 'request-not-understood',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'storage-unavailable',
};

/** Codes of Node and SQLite for a place that has no room, and for one that cannot be written. */
const byCode: Readonly<Record<string, string>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  SQLITE_FULL: 'disk-full',
  EROFS: 'storage-unavailable',
  SQLITE_READONLY: 'storage-unavailable',
  SQLITE_CANTOPEN: 'storage-unavailable',
  SQLITE_IOERR: 'storage-unavailable',
};

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;

/**
 * The refusals an exception stands for; undefined for one that is a bug or an outage of which nothing is known.
 * What the exception says is never passed on: it may hold what a person wrote.
 */
export function refusalsOfException(exception: unknown): readonly [Refusal, ...Refusal[]] | undefined {
  if (exception instanceof RefusalError) return exception.refusals;

  const code = property(exception, 'code');
  const named = typeof code === 'string' && Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  if (named !== undefined) return [refuse(named)];
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY' || isJsonFault(exception)) {
    return [refuse('body-not-json')];
  }
  if (isFormFault(exception)) return [refuse('request-not-understood')];

  const status = exception instanceof HttpException ? exception.getStatus() : property(exception, 'statusCode');
  const name = typeof status === 'number' ? byStatus[status] : undefined;
  return name === undefined ? undefined : [refuse(name)];
}

/** Fastify's parser of bodies throws a SyntaxError, which Nest passes on as a 400 with the parser's message. */
const isJsonFault = (exception: unknown): boolean =>
  exception instanceof HttpException && exception.getStatus() === 400 && /json/i.test(exception.message);

/** The parser of forms with files throws plain errors at a form that is cut off, or without a boundary. */
const isFormFault = (exception: unknown): boolean =>
  exception instanceof Error &&
  /^Multipart: |of multipart data$|^The needle cannot |^Unsupported Content-Type/.test(exception.message);

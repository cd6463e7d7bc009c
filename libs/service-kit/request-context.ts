import { AsyncLocalStorage } from 'node:async_hooks';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

import type { Unlocked, UnlockRequest } from '#key-vault/key-vault.js';

import type { Clock } from './clock.js';
import { newId } from './ids.js';

/** Who asks, as far as a command says it: set by libs/access once it is known. */
export interface Asker {
  /** Person id, `operator`, or `anyone`. */
  readonly actor: string;
  /** Undefined for someone who is not signed in. */
  readonly organisation: string | undefined;
}

/** One answer of the key vault that this request relied on. */
export interface UsedGrant {
  readonly request: UnlockRequest;
  readonly answer: Unlocked;
  /** Monotonic milliseconds (performance.now()) before it was asked for. */
  readonly askedAt: number;
}

/** What belongs to one request, from its first hook to its last byte. */
export class RequestContext {
  asker: Asker = { actor: 'anyone', organisation: undefined };
  /** Every unlock of this request, in order. */
  grantsUsed: UsedGrant[] = [];

  constructor(
    readonly correlation: string,
    readonly clock: Clock,
    /** Keys the fingerprints of commands. */
    readonly secret: Uint8Array,
  ) {}
}

declare module 'fastify' {
  interface FastifyRequest {
    newid?: RequestContext;
  }
}

const storage = new AsyncLocalStorage<RequestContext | undefined>();

/** The context of the request that this runs for; undefined in a job. */
export const currentContext = (): RequestContext | undefined => storage.getStore();

/** Runs work outside any request, so that what it unlocks is not asked for again when a response leaves. */
export const outsideRequest = <Result>(work: () => Result): Result => storage.run(undefined, work);

export function contextOf(request: FastifyRequest): RequestContext {
  if (request.newid === undefined) throw new Error('No composition root has called useRequestContext');
  return request.newid;
}

/** The id a client gave, if it is well formed: it goes into logs and events. */
const wellFormedCorrelation = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export interface RequestContextSettings {
  readonly clock: Clock;
  /** 32 bytes or more, the same on every instance. */
  readonly secret: Uint8Array;
}

/** First of all hooks. Before `app.init()`. */
export function useRequestContext(app: NestFastifyApplication, { clock, secret }: RequestContextSettings): void {
  const server = app.getHttpAdapter().getInstance();
  server.decorateRequest('newid', undefined);
  server.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['x-correlation-id'];
    const correlation = typeof given === 'string' && wellFormedCorrelation.test(given) ? given : newId();
    const context = new RequestContext(correlation, clock, secret);
    request.newid = context;
    reply.header('x-correlation-id', correlation);
    storage.run(context, done);
  });
  // The body arrives in events of the socket, which run outside what onRequest has set.
  server.addHook('preValidation', (request, _reply, done) => {
    storage.run(request.newid, done);
  });
}

import { createHash, timingSafeEqual } from 'node:crypto';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

import type { Metrics } from './metrics.js';

/**
 * `/metrics` for Prometheus: for this machine, or for whoever shows the token. To anybody else there is no such
 * address. Before `app.init()`.
 */
export function serveMetrics(app: NestFastifyApplication, metrics: Metrics): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', async (request, reply) => {
    metrics.answered(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
  });
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(request, metrics.token)) return reply.callNotFound();
    return reply.header('content-type', metrics.mediaType).send(await metrics.text());
  });
}

function mayRead({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  const given = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined) return isSame(given, token);
  // Through a proxy on this machine everybody would come from it.
  return (
    headers['x-forwarded-for'] === undefined && headers.forwarded === undefined && isLoopback(socket.remoteAddress)
  );
}

/** Undefined: through the operator's socket. */
const isLoopback = (address: string | undefined): boolean =>
  address === undefined || address === '::1' || /^(?:::ffff:)?127\./.test(address);

const isSame = (given: string, expected: string): boolean => timingSafeEqual(digestOf(given), digestOf(expected));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

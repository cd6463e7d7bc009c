import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { describeMessages } from './async-api.js';
import { describeApi } from './open-api.js';
import type { ServiceDefinition } from '../service.js';

export const openApiAddress = '/api/v1/openapi.json';
export const asyncApiAddress = '/api/v1/asyncapi.json';

/** The documents of what this process offers, to anybody: they hold nothing of anybody's. Before `app.init()`. */
export function serveDocuments(app: NestFastifyApplication, services: readonly ServiceDefinition[]): void {
  const server = app.getHttpAdapter().getInstance();
  // Made when first asked for: it takes as long as everything else of a start.
  const openApi = once(() => JSON.stringify(describeApi(app)));
  const asyncApi = once(() => JSON.stringify(describeMessages(services)));
  for (const [address, document] of [[openApiAddress, openApi] as const, [asyncApiAddress, asyncApi] as const]) {
    server.get(address, async (_request, reply) =>
      reply.header('content-type', 'application/json; charset=utf-8').send(document()),
    );
  }
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}

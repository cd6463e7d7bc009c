import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { exitAddress } from '../rendering/page-context.js';

/**
 * Where "Exit this page" leads: through an address of our own to a neutral site, so that no page holds a foreign
 * address, and what the browser has kept of this site is dropped on the way.
 */
export function serveExit(app: NestFastifyApplication, neutralSite: string): void {
  app
    .getHttpAdapter()
    .getInstance()
    .get(exitAddress.pattern, (_request, reply) =>
      reply.header('clear-site-data', '"cache"').header('cache-control', 'no-store').redirect(neutralSite, 303),
    );
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { exitAddress } from '../rendering/page-context.js';
import { isForeign } from '../security/csrf.js';

/**
 * Where "Exit this page" leads: through an address of our own to a neutral site, so that no page holds a foreign
 * address, and what the browser has kept of this site is dropped on the way. `close` ends what it has open here, so that
 * whoever uses it next cannot go back to it. A link, because it must work without a script and lead to another site, which
 * the policy allows no form: so a link of another site leads away as well, but closes nothing.
 */
export function serveExit(
  app: NestFastifyApplication,
  neutralSite: string,
  close: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void {
  app
    .getHttpAdapter()
    .getInstance()
    .get(exitAddress.pattern, async (request, reply) => {
      if (!isForeign(request)) await close(request, reply);
      return reply.header('clear-site-data', '"cache"').header('cache-control', 'no-store').redirect(neutralSite, 303);
    });
}

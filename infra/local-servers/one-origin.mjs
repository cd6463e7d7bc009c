// What the Caddyfile does for containers, for processes of this machine: one origin, each address to its service.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import httpProxy from '@fastify/http-proxy';
import fastify from 'fastify';

const caddyfile = readFileSync(join(import.meta.dirname, '../proxy/Caddyfile'), 'utf8');
const matchers = [...caddyfile.matchAll(/^\t@([\w-]+) path_regexp (\^\S+)$/gm)].map(([, service, pattern]) => ({
  service,
  pattern: new RegExp(pattern),
}));
const described = /^\/api\/v1\/services\/([\w-]+)\/((?:openapi|asyncapi)\.json)$/;
const inside = /^\/(?:metrics|livez|readyz)$|^\/api\/v1\/operations\//;
/** An import of 100 MB is the largest thing there is. */
const bodyLimit = 100 * 1024 * 1024;

const serviceFor = (path) => matchers.find(({ pattern }) => pattern.test(path))?.service ?? 'identity-access';

/**
 * Resolves with the address of the proxy. `addressesOf` gives the addresses of the running instances of a service; they
 * are asked in turn.
 */
export async function startOneOrigin({ addressesOf, host = '127.0.0.1', port = 0 }) {
  const app = fastify({ bodyLimit });
  const asked = new Map();
  const oneOf = (service) => {
    const addresses = addressesOf(service);
    const turn = asked.get(service) ?? 0;
    asked.set(service, turn + 1);
    return addresses[turn % addresses.length];
  };
  app.addHook('onRequest', async (request, reply) => {
    const [path, query] = request.url.split('?', 2);
    if (inside.test(path)) return reply.code(404).send();
    const [, named, document] = described.exec(path) ?? [];
    request.upstream = oneOf(named ?? serviceFor(path));
    if (request.upstream === undefined) return reply.code(503).header('retry-after', '1').send();
    if (document !== undefined) request.raw.url = `/api/v1/${document}${query === undefined ? '' : `?${query}`}`;
  });
  await app.register(httpProxy, {
    // Chosen for each request.
    upstream: '',
    // An answer that was never begun is for the client to try again: it has the key of its command.
    http: { requestOptions: { timeout: 120_000 } },
    replyOptions: {
      getUpstream: (request) => request.upstream,
      // As the browser wrote it: what is written in forms is compared with it.
      rewriteRequestHeaders: ({ headers: { host: given } }, headers) => ({ ...headers, host: given }),
      onError: (reply) => {
        reply.code(503).header('retry-after', '1').send();
      },
    },
  });
  const address = await app.listen({ host, port });
  return {
    address,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

import type { FastifyRequest } from 'fastify';

import { principalOf } from '#access/principal.js';

import type { ServiceLog } from '../service.js';

/**
 * A line for whoever was not let in (ASVS V16.3.2): who by id, at which route and why. Never the address itself, which may
 * hold a code. A page that nobody is signed in for leads to signing in, and what is nowhere for anyone is no try of anybody.
 */
export const logRefusedBy =
  (log: ServiceLog) =>
  (refusal: string, request: FastifyRequest, correlation: string): void => {
    const principal = principalOf(request);
    const route = request.routeOptions.url;
    if (route === undefined || (principal.kind === 'anyone' && refusal !== 'not-allowed' && !isOfApi(route))) return;
    const who = principal.kind === 'anyone' ? {} : { person: principal.person, organisation: principal.organisation };
    log.warn({ correlation, refusal, method: request.method, route, ...who }, 'Somebody was not let in');
  };

const isOfApi = (route: string): boolean => route.startsWith('/api/');

import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { principalOf } from '#access/principal.js';
import { signIn } from '#contracts/identity-access/addresses.js';
import { yourStory } from '#contracts/story-submission/addresses.js';
import { refuse } from '#contracts/shared/refusal.js';
import { RefusalError } from '#web/errors/refusal-error.js';

import { codeHeader } from './command.js';

export type LimitName = 'general' | 'code-entry' | 'sign-in' | 'one-time-link' | 'tell-story';

interface Limit {
  readonly most: number;
  readonly withinMs: number;
  /** Only answers of 4xx count: a ward shares one address, and those who hold the right code never wait for others. */
  readonly countsFailures: boolean;
}

const minutes = (count: number): number => count * 60_000;

/** For one session where there is one, else for one address; of IPv6 for one /64. */
export const limits: Readonly<Record<LimitName, Limit>> = {
  general: { most: 3_000, withinMs: minutes(1), countsFailures: false },
  'code-entry': { most: 20, withinMs: minutes(10), countsFailures: true },
  'sign-in': { most: 20, withinMs: minutes(10), countsFailures: true },
  'one-time-link': { most: 20, withinMs: minutes(10), countsFailures: true },
  'tell-story': { most: 120, withinMs: minutes(10), countsFailures: false },
};

interface Limited {
  readonly limit: Exclude<LimitName, 'general'>;
  readonly method: string;
  readonly route: string;
}

/** What has a limit of its own beside the general one, by the pattern of its address. */
export const limitedRoutes: readonly Limited[] = [
  { limit: 'sign-in', method: 'POST', route: '/:language/enter-as-sample' },
  { limit: 'sign-in', method: 'POST', route: '/api/v1/sample-sessions' },
  { limit: 'sign-in', method: 'POST', route: signIn.pattern },
  { limit: 'sign-in', method: 'POST', route: '/api/v1/sessions' },
  { limit: 'sign-in', method: 'POST', route: '/:language/sign-in/passkey' },
  { limit: 'sign-in', method: 'POST', route: '/:language/sign-in/elsewhere' },
  { limit: 'sign-in', method: 'GET', route: '/sign-in/elsewhere/return' },
  { limit: 'sign-in', method: 'POST', route: '/api/v1/passkey-options' },
  { limit: 'sign-in', method: 'POST', route: '/:language/how-i-sign-in/add-passkey' },
  { limit: 'sign-in', method: 'POST', route: '/:language/how-i-sign-in/change-password' },
  { limit: 'sign-in', method: 'PUT', route: '/api/v1/my-password' },
  { limit: 'sign-in', method: 'POST', route: '/:language/sign-in/second-step/:step' },
  { limit: 'sign-in', method: 'POST', route: '/:language/how-i-sign-in/add-second-step' },
  { limit: 'sign-in', method: 'POST', route: '/:language/how-i-sign-in/remove-second-step' },
  { limit: 'sign-in', method: 'POST', route: '/:language/how-i-sign-in/new-recovery-codes' },
  { limit: 'sign-in', method: 'PUT', route: '/api/v1/my-second-step' },
  { limit: 'sign-in', method: 'POST', route: '/api/v1/my-second-step/removal' },
  { limit: 'sign-in', method: 'POST', route: '/api/v1/my-recovery-codes' },
  { limit: 'one-time-link', method: 'GET', route: '/:language/links/:token' },
  { limit: 'one-time-link', method: 'POST', route: '/:language/links/:token' },
  { limit: 'one-time-link', method: 'POST', route: '/api/v1/links/:token' },
  { limit: 'one-time-link', method: 'POST', route: '/api/v1/set-up' },
  { limit: 'code-entry', method: 'POST', route: yourStory.pattern },
  { limit: 'code-entry', method: 'POST', route: '/:language/your-story/decide-for-someone' },
  { limit: 'code-entry', method: 'POST', route: '/api/v1/your-story/decision-for-someone' },
  { limit: 'code-entry', method: 'POST', route: '/:language/programmes/:programme/stories/lost-code' },
  { limit: 'code-entry', method: 'POST', route: '/api/v1/programmes/:programme/stories/lost-code' },
  { limit: 'code-entry', method: 'POST', route: '/:language/stories/:story/lost-code' },
  { limit: 'code-entry', method: 'POST', route: '/api/v1/stories/:story/lost-code/acts' },
  { limit: 'tell-story', method: 'POST', route: '/api/v1/programmes/:programme/stories' },
  { limit: 'tell-story', method: 'POST', route: '/api/v1/programmes/:programme/drafts' },
  { limit: 'tell-story', method: 'POST', route: '/:language/tell-your-story/check' },
  { limit: 'tell-story', method: 'POST', route: '/:language/tell-your-story/media' },
  { limit: 'tell-story', method: 'POST', route: '/:language/your-story/media' },
];

const limitOf = new Map(limitedRoutes.map(({ limit, method, route }) => [`${method} ${route}`, limit]));

/** After useAccess, which finds out whose session it is; before `app.init()`. */
export async function useRateLimits(
  app: NestFastifyApplication,
  refused: (limit: LimitName) => void = () => undefined,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await server.register(rateLimit, { global: false });
  const limiterOf = (name: LimitName) => {
    const { most, withinMs } = limits[name];
    return server.createRateLimit({ max: most, timeWindow: withinMs, keyGenerator: (request) => keyOf(name, request) });
  };
  const general = limiterOf('general');
  const limiters = new Map(limitedRoutes.map(({ limit }) => [limit, limiterOf(limit)]));

  const refuseBeyond = (name: LimitName, left: number, ttl: number, reply: FastifyReply): void => {
    if (left >= 0) return;
    refused(name);
    reply.header('retry-after', String(Math.max(1, Math.ceil(ttl / 1_000))));
    throw new RefusalError(refuse('too-many-requests'));
  };

  server.addHook('onRequest', async (request, reply) => {
    if (isLeftAlone(request)) return;
    const standing = await general(request);
    if (!standing.isAllowed) refuseBeyond('general', standing.isExceeded ? -1 : 0, standing.ttl, reply);
    const name = limitNameOf(request);
    const limiter = name === undefined ? undefined : limiters.get(name);
    if (name === undefined || limiter === undefined) return;
    if (!limits[name].countsFailures) {
      const own = await limiter(request);
      if (!own.isAllowed) refuseBeyond(name, own.isExceeded ? -1 : 0, own.ttl, reply);
      return;
    }
    const own = await limiter(request, { increment: false });
    if (!own.isAllowed) refuseBeyond(name, own.remaining - 1, own.ttl, reply);
  });

  server.addHook('onResponse', async (request, reply) => {
    const name = limitNameOf(request);
    if (name === undefined || !limits[name].countsFailures || isLeftAlone(request)) return;
    const isFailure = reply.statusCode >= 400 && reply.statusCode < 500 && reply.statusCode !== 429;
    if (isFailure) await limiters.get(name)?.(request);
  });
}

/** Whatever a code is carried to could be asked whether it is one. */
const limitNameOf = ({ method, routeOptions, headers }: FastifyRequest): Limited['limit'] | undefined =>
  limitOf.get(`${method} ${routeOptions.url ?? ''}`) ?? (codeHeader in headers ? 'code-entry' : undefined);

/** The operator, style sheets, and those who ask whether the process lives. */
function isLeftAlone(request: FastifyRequest): boolean {
  const route = request.routeOptions.url ?? '';
  return principalOf(request).kind === 'operator' || ['/assets/:name', '/livez', '/readyz', '/metrics'].includes(route);
}

/** Codes and links are guessed without a session, and a session is no leave to guess. */
function keyOf(name: LimitName, request: FastifyRequest): string {
  const principal = principalOf(request);
  const bySession = principal.kind === 'person' && !limits[name].countsFailures;
  return `${name} ${bySession ? `session ${principal.session}` : `address ${request.ip}`}`;
}

import { createHmac, timingSafeEqual } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

export interface CsrfSettings {
  /** At least 32 bytes, kept with the other secrets of the installation. */
  readonly secret: Uint8Array;
  /** The id of the session the request's cookie stands for, known or not; undefined when it carries none. */
  readonly sessionOf: (request: FastifyRequest) => string | undefined;
}

const leastSecret = 32;

/** The token for the forms of one session: an HMAC of its id, so that nothing has to be kept. */
export function csrfToken(secret: Uint8Array, session: string): string {
  if (secret.byteLength < leastSecret) throw new Error(`The secret of form tokens needs ${leastSecret} bytes`);
  return createHmac('sha256', secret).update(`newid form token\n${session}`).digest('base64url');
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True when the request was made by our own pages or by a program that proves itself.
 *
 * A browser adds cookies to requests that other sites cause; a bearer token is only ever added by its holder. So a
 * request with a session's cookie must come from our own origin and carry that session's token, and one without any
 * must at least not come from another origin.
 */
export function isOwnRequest(request: FastifyRequest, { secret, sessionOf }: CsrfSettings): boolean {
  if (safeMethods.has(request.method) || isBearer(request)) return true;
  if (isForeign(request)) return false;
  const session = sessionOf(request);
  return session === undefined || tokensOf(request).some((token) => isSame(token, csrfToken(secret, session)));
}

const isBearer = (request: FastifyRequest): boolean => /^bearer\s+\S/i.test(request.headers.authorization ?? '');

/** True when a browser says that another site made the request; a program, or a browser too old, says nothing. */
export function isForeign(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  // "same-site" is another host of the same domain: not ours.
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  if (origin === undefined) return false;
  // A browser that says neither site nor origin ("null") could be anybody's page.
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}

/** In the form's field `csrf`, or in the header `x-csrf-token` of a script. */
function tokensOf(request: FastifyRequest): readonly string[] {
  const { body } = request;
  const inBody: unknown =
    typeof body === 'object' && body !== null && Object.hasOwn(body, 'csrf') ? Reflect.get(body, 'csrf') : undefined;
  return [inBody, request.headers['x-csrf-token']].filter((token) => typeof token === 'string');
}

/** Compares digests, which are of one length, so that time tells nothing about the token. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

import type { FastifyRequest } from 'fastify';

import { normaliseText } from '../forms/typed-text.js';

/** What is never shown again, however it is worded. */
const neverShown = new Set(['csrf', 'command', 'password', 'current', 'code', 'ticket']);

/** Shorter, or one word alone, is a name of something or soon typed again. */
const leastCharacters = 20;

/**
 * What somebody wrote in a form of our own pages that was not taken. Their browser does not keep it, so the page that
 * says what is wrong is the last place from which it can be copied. Never of a form that another site may have sent.
 */
export function textsSent(request: FastifyRequest): readonly string[] {
  const { body } = request;
  if (request.headers['sec-fetch-site'] !== 'same-origin' || typeof body !== 'object' || body === null) return [];
  return Object.entries(body)
    .filter(([name]) => !neverShown.has(name))
    .flatMap(([, value]: readonly [string, unknown]) =>
      typeof value === 'string' ? [normaliseText(value).trim()] : [],
    )
    .filter((text) => text.length >= leastCharacters && /\s/.test(text));
}

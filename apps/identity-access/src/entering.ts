import type { FastifyReply, FastifyRequest } from 'fastify';

import { sessionCookie } from '#access/cookies.js';
import { placeOf } from '#access/place.js';

import type { IdentitySettings } from './identity-settings.js';

/** A new session, of which the one that this browser or program held before is no part: it ends. */
export async function beginSession(
  { sessions }: IdentitySettings,
  request: FastifyRequest,
  person: string,
): Promise<string> {
  if (request.sessionToken !== undefined) await sessions.end(request.sessionToken);
  return sessions.begin(person, placeOf(request.headers['user-agent']));
}

/** The same, for a browser. */
export async function enter(
  settings: IdentitySettings,
  request: FastifyRequest,
  reply: FastifyReply,
  person: string,
): Promise<void> {
  reply.header('set-cookie', sessionCookie(await beginSession(settings, request, person), settings.isHttps));
}

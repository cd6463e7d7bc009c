import type { FastifyReply, FastifyRequest } from 'fastify';

import { sessionCookie } from '#access/cookies.js';
import { placeOf } from '#access/place.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { IdentitySettings } from './identity-settings.js';
import { recordSignIn } from './sign-in-record.js';

/** A new session, of which the one that this browser or program held before is no part: it ends. */
export async function beginSession(
  service: ServiceRuntime,
  { sessions }: IdentitySettings,
  request: FastifyRequest,
  person: string,
): Promise<string> {
  if (request.sessionToken !== undefined) await sessions.end(request.sessionToken);
  const token = await sessions.begin(person, placeOf(request.headers['user-agent']));
  const organisation = (await sessions.account(person))?.organisation;
  if (organisation !== undefined) await recordSignIn(service, 'SignedIn', organisation, person);
  return token;
}

/** The same, for a browser. */
export async function enter(
  service: ServiceRuntime,
  settings: IdentitySettings,
  request: FastifyRequest,
  reply: FastifyReply,
  person: string,
): Promise<void> {
  reply.header('set-cookie', sessionCookie(await beginSession(service, settings, request, person), settings.isHttps));
}

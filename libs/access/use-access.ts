import type { IncomingMessage } from 'node:http';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { tokenOfRequest } from './cookies.js';
import { anyone, type Principal } from './principal.js';
import type { Sessions } from './sessions.js';

export interface AccessSettings {
  readonly sessions: Sessions;
  readonly isHttps: boolean;
  /** True for requests that came through the operator's socket. */
  readonly isOperator?: (request: IncomingMessage) => boolean;
}

/** Finds out who asks, before any guard. For composition roots, before `app.init()`. */
export function useAccess(app: NestFastifyApplication, settings: AccessSettings): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request) => {
    if (settings.isOperator?.(request.raw) === true) {
      request.principal = await operator(settings.sessions, request.headers['x-newid-organisation']);
      return;
    }
    const token = tokenOfRequest(request, settings.isHttps);
    if (token === undefined) return;
    request.sessionToken = token;
    const session = await settings.sessions.find(token);
    if (session === undefined) return;
    const { person, organisation, roles, language, isSample, id } = session;
    request.principal = { kind: 'person', person, organisation, roles, language, isSample, session: id };
  });
}

/** The organisation asked for, or the only one there is. */
async function operator(sessions: Sessions, asked: string | readonly string[] | undefined): Promise<Principal> {
  const organisations = await sessions.organisations();
  const [only] = organisations;
  const organisation = typeof asked === 'string' ? organisations.find((each) => each === asked) : only;
  if (organisation === undefined || (asked === undefined && organisations.length > 1)) return anyone;
  return { kind: 'operator', person: 'operator', organisation };
}

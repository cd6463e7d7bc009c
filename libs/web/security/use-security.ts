import { randomBytes } from 'node:crypto';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { refuse } from '#contracts/shared/refusal.js';
import { RefusalError } from '../errors/refusal-error.js';
import '../pages/page-context-of-request.js';
import { isOwnRequest, type CsrfSettings } from './csrf.js';
import { isTooDeep } from './depth-of-body.js';
import { securityHeaders } from './security-headers.js';

export interface SecuritySettings {
  /** True when people reach this process over https, be it through a proxy. */
  readonly isHttps: boolean;
  readonly csrf: CsrfSettings;
}

/** Also for what the router answers before any hook. */
export function putSecurityHeaders(request: FastifyRequest, reply: FastifyReply, isHttps: boolean): void {
  const nonce = randomBytes(16).toString('base64');
  request.cspNonce = nonce;
  reply.headers(securityHeaders(nonce, isHttps));
  // Assets put their own over it (serve-assets.ts).
  reply.header('cache-control', 'no-store');
}

/** Headers on every response, `no-store` on all but assets, and the check of who made a request. Before `app.init()`. */
export function useSecurity(app: NestFastifyApplication, { isHttps, csrf }: SecuritySettings): void {
  const server = app.getHttpAdapter().getInstance();
  server.decorateRequest('cspNonce', '');

  server.addHook('onRequest', (request, reply, done) => {
    putSecurityHeaders(request, reply, isHttps);
    done();
  });

  // After the body is parsed, because a form carries its token there; before any handler.
  server.addHook('preValidation', (request, _reply, done) => {
    if (isTooDeep(request.body)) done(new RefusalError(refuse('request-not-understood')));
    else if (isOwnRequest(request, csrf)) done();
    else done(new RefusalError(refuse('csrf-failed')));
  });
}

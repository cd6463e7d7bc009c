import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

import type { PageContext } from '../rendering/page-context.js';

/** Given by a composition root: it knows sessions, the organisation, and which navigation a person has. */
export type AssemblePageContext = (request: FastifyRequest) => PageContext | Promise<PageContext>;

declare module 'fastify' {
  interface FastifyInstance {
    assemblePageContext?: AssemblePageContext;
  }
  interface FastifyRequest {
    /** Set by useSecurity; empty where it is not used. */
    cspNonce?: string;
  }
}

export const nonceOf = (request: FastifyRequest): string => request.cspNonce ?? '';

/** For composition roots, before `app.init()`. */
export function usePageContext(app: NestFastifyApplication, assemble: AssemblePageContext): void {
  app.getHttpAdapter().getInstance().decorate('assemblePageContext', assemble);
}

export async function pageContextOf(request: FastifyRequest): Promise<PageContext> {
  const assemble = request.server.assemblePageContext;
  if (assemble === undefined) throw new Error('No composition root has called usePageContext');
  return assemble(request);
}

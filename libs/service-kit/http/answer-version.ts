import type { FastifyReply } from 'fastify';

import type { Executed } from '#event-store/event-store.js';

import { versionTag } from './etag.js';
import type { ServiceRuntime } from '../service.js';

/** What was done, to a caller of the API: given once the views have it, so that what is read next knows of it. */
export async function answerVersion(
  { views }: ServiceRuntime,
  reply: FastifyReply,
  { stream, version }: Pick<Executed, 'stream' | 'version'>,
): Promise<{ readonly version: number }> {
  await views.reached(stream, version);
  reply.header('etag', versionTag(version));
  return { version };
}

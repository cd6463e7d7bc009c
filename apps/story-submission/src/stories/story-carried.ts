import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ServiceRuntime } from '#service-kit/service.js';

import type { StoryDocument } from '../read-models/stories/stories.js';
import { openedByCarried } from './code-cookie.js';
import { storyByCode } from './story-by-code.js';

/** The story whose code this browser carries, for another half hour. */
export function storyCarried(
  service: ServiceRuntime,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<StoryDocument | undefined> {
  return openedByCarried(request, reply, (code) => storyByCode(service, code));
}

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ServiceRuntime } from '#service-kit/service.js';

import type { StoryDocument } from '../read-models/stories/stories.js';
import { carryToStory, codeCarried } from './code-cookie.js';
import { storyByCode } from './story-by-code.js';

/** The story whose code this browser carries, for another half hour. */
export async function storyCarried(
  service: ServiceRuntime,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<StoryDocument | undefined> {
  const code = codeCarried(request);
  const story = await storyByCode(service, code);
  if (story !== undefined) carryToStory(request, reply, code);
  return story;
}

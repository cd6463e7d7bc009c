import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ServiceRuntime } from '#service-kit/service.js';

import { contributors, type ContributorKnown } from '../read-models/contributors/contributors.js';
import { openedByCode } from '../stories/by-code.js';
import { openedByCarried } from '../stories/code-cookie.js';

/** Whose code it is. */
export const contributorByCode = (service: ServiceRuntime, typed: string): Promise<ContributorKnown | undefined> =>
  openedByCode(service, contributors, typed);

/** Whose code this browser carries, for another half hour. */
export function contributorCarried(
  service: ServiceRuntime,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ContributorKnown | undefined> {
  return openedByCarried(request, reply, (code) => contributorByCode(service, code));
}

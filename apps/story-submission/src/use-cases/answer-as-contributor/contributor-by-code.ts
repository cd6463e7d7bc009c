import type { FastifyReply, FastifyRequest } from 'fastify';

import { hashCode, normaliseCode } from '#service-kit/codes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { contributors, type ContributorKnown } from '../../read-models/contributors/contributors.js';
import { openedByCarried } from '../../stories/code-cookie.js';

/** Whose code it is; a code that opens nothing and a code that cannot be one are told alike. */
export async function contributorByCode(
  { views, secret }: ServiceRuntime,
  typed: string,
): Promise<ContributorKnown | undefined> {
  // What cannot be a code is looked for as any other is: the same answer after the same work.
  const equals = { codeHash: hashCode(normaliseCode(typed) ?? '', secret) };
  const look = async (): Promise<ContributorKnown | undefined> =>
    (await views.find(contributors, { index: 'byCode', equals, limit: 1 })).documents[0];
  const found = await look();
  if (found !== undefined) return found;
  // A story that was told a moment ago is answered for before the views have it.
  await views.level();
  return look();
}

/** Whose code this browser carries, for another half hour. */
export function contributorCarried(
  service: ServiceRuntime,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ContributorKnown | undefined> {
  return openedByCarried(request, reply, (code) => contributorByCode(service, code));
}

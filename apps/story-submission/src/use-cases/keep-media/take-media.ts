import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CommandBus } from '@nestjs/cqrs';

import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import type { CommandContext } from '#event-store/event-store.js';
import { answerVersion } from '#service-kit/http/answer-version.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { largestStream } from '#service-kit/http/uploads.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import { keepMedium } from '../../media/keep-medium.js';
import type { MediaSight } from '../../media/media-seen.js';
import { AddMedium } from './keep-media.command.js';

const anyBytes = 'application/octet-stream';

/** Bytes of a body are handed on as they come in, never gathered in memory. */
export function takesBytes(server: FastifyInstance): void {
  if (server.hasContentTypeParser(anyBytes)) return;
  server.addContentTypeParser(anyBytes, { bodyLimit: largestStream }, (_request, payload, done) => {
    done(null, payload);
  });
}

/** The body is the file itself. */
export async function takeMedium(
  { service, commands }: { readonly service: ServiceRuntime; readonly commands: CommandBus },
  context: CommandContext,
  { document, as }: MediaSight,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly medium: string; readonly version: number }> {
  const { body } = request;
  if (!(body instanceof Readable)) return throwRefusal(refuse('unsupported-media-type'));
  const medium = idFrom(context.commandId, 'medium');
  const bytes = body.iterator({ destroyOnReturn: false });
  const kept = await keepMedium(service, document, medium, bytes);
  await bytes.return?.();
  // Answered before all was sent, a client meets a closed connection and not the reason.
  if (!body.readableEnded && !body.destroyed) await finished(body.resume());
  if (isRefusal(kept)) return throwRefusal(kept);
  const by = as === 'teller' ? 'teller' : 'staff';
  const done = orThrow(await commands.execute(new AddMedium(context, document, kept, by, undefined)));
  return { medium, ...(await answerVersion(service, reply, done)) };
}

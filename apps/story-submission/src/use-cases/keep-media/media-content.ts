import { Readable } from 'node:stream';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { refuse } from '#contracts/shared/refusal.js';
import { FileGone } from '#service-kit/files/sealed-files.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { nameOfFile } from '../../media/kind-of-bytes.js';
import { keysOfMedium, mediumFile } from '../../media/medium-file.js';
import { mediumOpen, type MediaSight } from '../../media/media-seen.js';

/** Nothing in it may run, ask for anything or be framed, whatever a browser takes it for. */
const policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Its bytes, or the part that a player asks for, opened chunk by chunk while they leave. */
export async function answerMedium(
  service: ServiceRuntime,
  sight: MediaSight,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Readable | string> {
  const { medium, eyes } = await mediumOpen(service, sight, name);
  const part = partAsked(request.headers.range, medium.bytes);
  if (part === 'none') {
    reply.status(416).header('content-range', `bytes */${String(medium.bytes)}`);
    return '';
  }
  const [from, to] = part === 'whole' ? [0, medium.bytes - 1] : part;
  const keys = keysOfMedium(service, sight.document, name, eyes);
  const chunks = service.files.readUnder(mediumFile(sight.document.id, name), keys, from);
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await firstOf(iterator);
  reply
    .header('content-type', medium.format)
    .header('content-length', String(to - from + 1))
    .header('content-security-policy', policy)
    .header('content-disposition', `attachment; filename="${nameOfFile(medium)}"`)
    .header('accept-ranges', 'bytes');
  if (part !== 'whole') {
    reply.status(206).header('content-range', `bytes ${String(from)}-${String(to)}/${String(medium.bytes)}`);
  }
  return Readable.from(upTo(to - from + 1, first, iterator), { objectMode: false });
}

/** Before any header leaves: a file that is gone has an answer of its own. */
async function firstOf(chunks: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer>> {
  try {
    return await chunks.next();
  } catch (error) {
    if (error instanceof FileGone) return throwRefusal(refuse('medium-not-found', 'medium'));
    throw error;
  }
}

async function* upTo(
  bytes: number,
  first: IteratorResult<Buffer>,
  chunks: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer> {
  let left = bytes;
  for (let next = first; next.done !== true; next = await chunks.next()) {
    const part = next.value.subarray(0, left);
    left -= part.length;
    yield part;
    if (left === 0) break;
  }
  await chunks.return?.();
}

/** One part (RFC 9110, 14.1.2). Several at once, and what is no such thing, are answered with the whole. */
export function partAsked(range: string | undefined, bytes: number): readonly [number, number] | 'whole' | 'none' {
  const [, start, end] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (start === undefined || end === undefined || (start === '' && end === '')) return 'whole';
  const from = start === '' ? Math.max(0, bytes - Number(end)) : Number(start);
  const to = start === '' || end === '' ? bytes - 1 : Math.min(Number(end), bytes - 1);
  if (start !== '' && end !== '' && Number(end) < from) return 'whole';
  return from >= bytes || (start === '' && Number(end) === 0) ? 'none' : [from, to];
}

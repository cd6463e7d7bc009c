import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { codeFrom, newCode } from '../codes.js';
import { commandOf } from './command.js';

/** Of these nobody guesses one. Keys of another make are counted up, or are the day, as often as not. */
const randomKey = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * The code that a request to the API is answered with: the same when it is sent again, so that a lost answer does not
 * lose it. Made from the key itself, which only its sender has and nothing here keeps, and from the whole body: with all
 * that is stored, and the secret, no code is found. Where the key could be guessed it is a new one each time.
 */
export const CodeOfRequest = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const key = request.headers['idempotency-key'];
  const secret = request.server.commandSurroundings?.secret;
  if (secret === undefined || typeof key !== 'string' || !randomKey.test(key)) return newCode();
  const { commandId, fingerprint = '' } = commandOf(request);
  return codeFrom(secret, key, commandId, fingerprint);
});

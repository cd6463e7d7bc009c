import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

import { principalOf } from '#access/principal.js';
import { isRefusal, refuse } from '#contracts/shared/refusal.js';
import { expecting, type CommandContext } from '#event-store/event-store.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import type { Clock } from '../clock.js';
import { versionOfIfMatch } from './etag.js';

export interface CommandSurroundings {
  readonly clock: Clock;
  readonly secret: Uint8Array;
}

declare module 'fastify' {
  interface FastifyInstance {
    commandSurroundings?: CommandSurroundings;
  }
}

/** For composition roots, before `app.init()`. */
export function useCommands(app: NestFastifyApplication, surroundings: CommandSurroundings): void {
  app.getHttpAdapter().getInstance().decorate('commandSurroundings', surroundings);
}

/** Id, actor and time of what is asked: the same Idempotency-Key, or form sent twice, gives the same command id. */
export const Command = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext =>
  commandOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Carries a teller's code, or that of somebody in a story, over the API. */
export const codeHeader = 'x-newid-code';

/** Asked for twice by a handler that answers with a code. Another body, after an upload was read, is another command. */
const commands = new WeakMap<FastifyRequest, { readonly body: unknown; readonly command: CommandContext }>();

export function commandOf(request: FastifyRequest): CommandContext {
  const { body } = request;
  const known = commands.get(request);
  if (known !== undefined && known.body === body) return known.command;
  const command = newCommandOf(request);
  commands.set(request, { body, command });
  return command;
}

const keyPattern = /^[\u0021-\u007e]{1,200}$/;

function newCommandOf(request: FastifyRequest): CommandContext {
  const surroundings = request.server.commandSurroundings;
  if (surroundings === undefined) throw new Error('No composition root has called useCommands');
  const principal = principalOf(request);
  const actor = principal.kind === 'anyone' ? 'anyone' : principal.person;
  const organisation = principal.kind === 'anyone' ? '' : principal.organisation;
  const route = `${request.method} ${request.url.split('?', 1)[0] ?? ''}`;
  const version = versionSeen(request);
  const command = {
    commandId: createHash('sha256')
      .update(JSON.stringify([organisation, actor, route, keyOf(request), ...byCode(request, surroundings)]))
      .digest('base64url'),
    fingerprint: createHmac('sha256', surroundings.secret).update(askedOf(request.body)).digest('base64url'),
    organisation,
    actor,
    at: surroundings.clock.now(),
    correlation: request.id,
  };
  return version === undefined ? command : expecting(command, version);
}

/** A teller is told apart by their code alone: two who choose the same key at one address would have one command. */
function byCode({ headers }: FastifyRequest, { secret }: CommandSurroundings): readonly string[] {
  const code = headers[codeHeader];
  return typeof code === 'string' && code !== '' ? [createHmac('sha256', secret).update(code).digest('base64url')] : [];
}

function keyOf(request: FastifyRequest): string {
  const isApi = request.url.startsWith('/api/');
  const given = isApi ? request.headers['idempotency-key'] : fieldOf(request.body, 'command');
  if (given === undefined || given === '') {
    return throwRefusal(isApi ? refuse('idempotency-key-needed', 'Idempotency-Key') : refuse('form-without-command'));
  }
  if (typeof given !== 'string' || !keyPattern.test(given)) {
    return throwRefusal(refuse('idempotency-key-malformed', 'Idempotency-Key'));
  }
  return given;
}

function versionSeen(request: FastifyRequest): number | undefined {
  const fromHeader = versionOfIfMatch(request.headers['if-match']);
  if (isRefusal(fromHeader)) return throwRefusal(fromHeader);
  if (fromHeader !== undefined) return fromHeader;
  const typed = request.url.startsWith('/api/') ? undefined : fieldOf(request.body, 'version');
  return typeof typed === 'string' && /^\d{1,15}$/.test(typed) ? Number(typed) : undefined;
}

const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;

/** The body in one order of keys, without what differs between two sendings of one form. */
function askedOf(body: unknown): string {
  // A file that streams in is told apart by its key alone.
  if (body instanceof Readable) return '';
  return (
    JSON.stringify(body, (key, value: unknown) => {
      if (key === 'csrf' || key === 'command') return undefined;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

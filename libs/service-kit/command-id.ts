import { createHash, createHmac } from 'node:crypto';

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import { canonicalJson } from '#event-store/canonical-json.js';
import type { CommandContext } from '#event-store/event-store.js';
import { RefusalError, throwRefusal } from '#web/errors/refusal-error.js';

import { versionOfIfMatch } from './etag.js';
import { contextOf, type RequestContext } from './request-context.js';

/** A command of someone who is not signed in: the handler knows whose it is (`ownedBy`). */
export type UnownedCommand = Omit<CommandContext, 'organisation'>;

/**
 * The CommandContext of this request, for someone who is signed in: `give(@Command() command: CommandContext)`.
 * Not for secret ballots, which leave no command id.
 */
export const Command = createParamDecorator((_: unknown, host: ExecutionContext): CommandContext => {
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  const { organisation } = contextOf(request).asker;
  if (organisation === undefined) throwRefusal(refuse('sign-in-needed'));
  return { ...commandOf(request), organisation };
});

/** The same for routes that are open: complete it with `ownedBy(command, organisation)`. */
export const CommandFromAnyone = createParamDecorator(
  (_: unknown, host: ExecutionContext): UnownedCommand => commandOf(host.switchToHttp().getRequest<FastifyRequest>()),
);

export const ownedBy = (command: UnownedCommand, organisation: string): CommandContext => ({ ...command, organisation });

/** One step of a request that changes several streams: a command id of its own, the same when repeated. */
export const stepOf = (command: CommandContext, step: string): CommandContext => ({
  ...command,
  commandId: digest([command.commandId, step]),
});

function commandOf(request: FastifyRequest): UnownedCommand {
  const context = contextOf(request);
  const isApi = request.url.startsWith('/api/');
  const key = isApi ? keyOfHeader(request.headers['idempotency-key']) : keyOfForm(request.body);
  if (isRefusal(key)) throwRefusal(key);
  const expectedVersion = isApi ? versionOfIfMatch(request.headers['if-match']) : versionOfForm(request.body);
  if (isRefusal(expectedVersion)) throwRefusal(expectedVersion);
  const fingerprint = fingerprintOf(request.body, context);
  return {
    // The address with its ids, so that one key used for two sittings is two commands.
    commandId: digest([context.asker.actor, request.method, addressWithoutLanguage(request.url), key]),
    actor: context.asker.actor,
    at: context.clock.now(),
    correlation: context.correlation,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
}

/** A form sent again after switching the language is still the same command. */
const addressWithoutLanguage = (url: string): string => (url.split('?', 1)[0] ?? '').replace(/^\/(en|cy)(?=\/)/, '');

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

const isUsableKey = (key: unknown): key is string => typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key);

function keyOfHeader(header: string | readonly string[] | undefined): string | Refusal {
  if (header === undefined) return refuse('idempotency-key-needed', 'Idempotency-Key');
  return isUsableKey(header) ? header : refuse('idempotency-key-malformed', 'Idempotency-Key');
}

function keyOfForm(body: unknown): string | Refusal {
  const key = fieldOf(body, 'command');
  return isUsableKey(key) ? key : refuse('form-without-command');
}

function versionOfForm(body: unknown): number | undefined | Refusal {
  const version = fieldOf(body, 'version');
  if (version === undefined || version === '') return undefined;
  return typeof version === 'string' && /^\d{1,15}$/.test(version) ? Number(version) : refuse('form-without-command');
}

const fieldOf = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;

/** Not part of what is asked: they differ each time the same form is opened. */
const partsOfTheForm = new Set(['csrf', 'command']);

/** Keyed, because what is asked may be guessed from its hash: a vote, a name. Undefined for a body that is a stream. */
function fingerprintOf(body: unknown, { secret }: RequestContext): string | undefined {
  const hmac = createHmac('sha256', secret).update('newid fingerprint\n');
  if (Buffer.isBuffer(body)) return hmac.update(body).digest('base64url');
  if (typeof body === 'object' && body !== null && !Array.isArray(body) && !isPlain(body)) return undefined;
  return hmac.update(canonicalOf(body ?? null)).digest('base64url');
}

const isPlain = (body: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(body));

function canonicalOf(body: unknown): string {
  const asked =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? Object.fromEntries(Object.entries(body).filter(([name]) => !partsOfTheForm.has(name)))
      : body;
  try {
    return canonicalJson(asked);
  } catch {
    // A property called toJSON, or nesting deeper than the stack.
    throw new RefusalError(refuse('request-not-understood'));
  }
}

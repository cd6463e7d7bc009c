import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';

import { principalOf } from '#access/principal.js';
import type { Access } from '#contracts/shared/access.js';
import type { Contract } from '#contracts/shared/contract.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Route } from '#web/addresses.js';

import { accessEventTypes, AccessRecords, isAccessRecorded } from './access-record.js';
import { messageFrom } from './message-from.js';
import type { ServiceDefinition, ServiceRuntime } from './service.js';

/** A route whose answer is written down: which parameters of its address say what was seen. None: a list. */
export interface RecordedRoute {
  readonly route: Route;
  readonly act: Access['act'];
  readonly kind: Access['kind'];
  readonly parameters: readonly string[];
}

/** Who answers, and for what kind of thing, is the service's to say: the list stands beside its definition. */
export const recorded =
  (act: Access['act']) =>
  (kind: Access['kind'], parameters: readonly string[], ...routes: readonly Route[]): readonly RecordedRoute[] =>
    routes.map((route) => ({ route, act, kind, parameters }));

/**
 * The service, which now writes down who with an account saw or took what, and says so to the audit by `contract`;
 * without one the audit is its own.
 */
export function recordingAccess(
  definition: ServiceDefinition,
  routes: readonly RecordedRoute[],
  contract?: Contract<typeof Access>,
): ServiceDefinition {
  return {
    ...definition,
    eventTypes: { ...definition.eventTypes, ...accessEventTypes },
    speaks: contract === undefined ? definition.speaks : [...definition.speaks, contract],
    publishes: (event: RecordedEvent, service) => {
      if (!isAccessRecorded(event.event)) return definition.publishes(event, service);
      return contract === undefined ? [] : [messageFrom(event, contract, event.event.data)];
    },
    module: (service) => {
      const module = definition.module(service);
      const recording = { provide: APP_INTERCEPTOR, useValue: new RecordsAccess(service, routes) };
      return { ...module, providers: [...(module.providers ?? []), recording] };
    },
  };
}

class RecordsAccess implements NestInterceptor {
  readonly #routes: ReadonlyMap<string, RecordedRoute>;
  readonly #records: AccessRecords;

  constructor(
    private readonly service: ServiceRuntime,
    routes: readonly RecordedRoute[],
  ) {
    this.#routes = new Map(routes.map((each) => [each.route.pattern, each]));
    this.#records = new AccessRecords(service);
  }

  /** Before the answer leaves. What is refused was not seen. */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const found = this.#routes.get(request.routeOptions.url ?? '');
    if (found === undefined || request.method !== 'GET') return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.#record(request, found);
        return answer;
      }),
    );
  }

  async #record(request: FastifyRequest, { act, kind, parameters }: RecordedRoute): Promise<void> {
    const principal = principalOf(request);
    // A teller with a code looks at what is their own.
    if (principal.kind === 'anyone') return;
    const { organisation, person } = principal;
    const object = parameters.length === 0 ? 'all' : parameters.map((name) => given(request.params, name)).join('/');
    try {
      await this.#records.add(organisation, request.id, { person, act, kind, object });
    } catch (error) {
      // Reading goes on while nothing can be written; a copy that nobody knows of does not leave.
      if (act === 'exported') throw error;
      const because = error instanceof Error ? error.name : typeof error;
      this.service.log.warn({ because, kind }, 'Who saw something could not be written down');
    }
  }
}

const given = (params: unknown, name: string): string => {
  const value: unknown =
    typeof params === 'object' && params !== null && Object.hasOwn(params, name)
      ? Reflect.get(params, name)
      : undefined;
  return typeof value === 'string' ? value : '';
};

import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';

import { principalOf } from '#access/principal.js';
import type { Access } from '#contracts/shared/access.js';
import type { Contract } from '#contracts/shared/contract.js';
import type { RecordedEvent } from '#event-store/event-store.js';

import { accessEventTypes, AccessRecords, isAccessRecorded } from './access-record.js';
import { messageFrom } from '../messages/message-from.js';
import type { RecordedRoute } from './recorded-route.js';
import type { ServiceDefinition, ServiceLog, ServiceRuntime } from '../service.js';

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
      if (contract === undefined) return [];
      const { why: _, ...access } = event.event.data;
      return [messageFrom(event, contract, access)];
    },
    recordedRoutes: routes,
  };
}

/** A service as it stands behind the routes of a process. */
export interface AnsweringService {
  readonly definition: Pick<ServiceDefinition, 'recordedRoutes'>;
  readonly runtime: ServiceRuntime;
}

interface Recording extends RecordedRoute {
  readonly records: AccessRecords;
  readonly log: ServiceLog;
}

/** Between every request of a process and its handler: an answer that a service records is written down there. */
export class RecordsAccess implements NestInterceptor {
  readonly #routes: ReadonlyMap<string, Recording>;

  constructor(services: readonly AnsweringService[]) {
    this.#routes = new Map(
      services.flatMap(({ definition, runtime }) => {
        const records = new AccessRecords(runtime);
        return (definition.recordedRoutes ?? []).map(
          (each) => [each.route.pattern, { ...each, records, log: runtime.log }] as const,
        );
      }),
    );
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

  async #record(request: FastifyRequest, recording: Recording): Promise<void> {
    const { act, kind, parameters, separator, why, records, log } = recording;
    const principal = principalOf(request);
    // A teller with a code looks at what is their own.
    if (principal.kind === 'anyone') return;
    const { organisation, person } = principal;
    const all = parameters.length === 0 ? 'all' : parameters.map((name) => given(request.params, name)).join('/');
    const objects = separator === undefined ? [all] : all.split(separator);
    try {
      for (const object of objects) {
        await records.add(organisation, request.id, {
          person,
          act,
          kind,
          object,
          ...(why === undefined ? {} : { why }),
        });
      }
    } catch (error) {
      // Reading goes on while nothing can be written; a copy that nobody knows of does not leave.
      if (act === 'exported') throw error;
      const because = error instanceof Error ? error.name : typeof error;
      log.warn({ because, kind }, 'Who saw something could not be written down');
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

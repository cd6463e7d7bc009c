import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

import type { AccessRule } from '#access/allow.js';
import { listRoutes, type ListedRoute } from '#access/routes.js';

import { describeDto, isDto } from './dto-properties.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Paths = OpenAPIObject['paths'];

const description = `Everything the pages of Newid do. Fields are in camelCase; a field that is not named here is refused.

Every POST needs an Idempotency-Key of your own making: the same key with the same body gives the first answer again, so that a request whose answer was lost may be sent again. Where an object has a version, reading gives an ETag, and If-Match holds a change back when somebody else was first.

A code that opens a story, a draft or an answer is given with the first answer alone, and is nowhere kept. So that a lost answer does not lose it, a story that is told with a random UUID (version 4 or 7) as its key gives its code again for a day to whoever sends the same key with the same body: keep both to yourself. Beginning a draft again begins another one.

Lists are \`{ items, next }\`: \`next\` goes into \`?after=\`, and is null at the end. What is refused is answered as problem details (RFC 9457), in the language of Accept-Language (en or cy), with what to do next.`;

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'next'],
  properties: {
    type: { type: 'string', description: 'What happened, for programs: /problems/round-closed.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    next: { type: 'string', description: 'What to do now.' },
    field: { type: 'string', description: 'Where in the body it is: stories.0.title.' },
    errors: { type: 'array', items: { type: 'object' }, description: 'One for each field, when there are several.' },
    correlation: { type: 'string', description: 'To be given when asking for help.' },
  },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Up to 200 visible ASCII characters, best a random UUID. The same key again does nothing twice.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that was read: refused with 412 when the object has changed since.',
  schema: { type: 'string' },
} as const;

/** The API of an application as OpenAPI 3, from its controllers. Pages are not in it: they are for people. */
export function describeApi(app: INestApplication): OpenAPIObject {
  for (const dto of dtosOf(app)) describeDto(dto);
  const settings = new DocumentBuilder()
    .setTitle('Newid')
    .setDescription(description)
    .setVersion('v1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of a session.' }, 'session')
    .build();
  const described = SwaggerModule.createDocument(app, settings, { autoTagControllers: false });
  return {
    ...described,
    paths: pathsOf(
      described.paths,
      listRoutes(app).filter(({ address }) => address.startsWith('/api/')),
    ),
    components: { ...described.components, schemas: { ...described.components?.schemas, Problem: problem } },
  };
}

function dtosOf(app: INestApplication) {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype: unknown = typeof metatype === 'function' ? metatype.prototype : undefined;
    if (typeof prototype !== 'object' || prototype === null) return [];
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const types: unknown = Reflect.getMetadata('design:paramtypes', prototype, name);
      return Array.isArray(types) ? types.filter(isDto) : [];
    });
  });
}

function pathsOf(described: Paths, routes: readonly ListedRoute[]): Paths {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = route.address.replaceAll(/:(\w+)/g, '{$1}');
    const method = route.method.toLowerCase();
    const found: unknown = Reflect.get(described[path] ?? {}, method);
    if (!isOperation(found)) throw new Error(`${route.method} ${route.address} is not in the description of the API`);
    (paths[path] ??= {})[method] = operationOf(found, route, routes);
  }
  return paths;
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'responses' in value;

function operationOf(operation: Operation, route: ListedRoute, routes: readonly ListedRoute[]): Operation {
  const isChange = route.method !== 'GET';
  return {
    ...operation,
    operationId: operationIdOf(route, routes),
    description: [operation.description, whoMay(route.rule)].filter(Boolean).join('\n\n'),
    parameters: [...(operation.parameters ?? []), ...(isChange ? [idempotencyKey, ifMatch] : [])],
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, answer]) => [
          status,
          answer !== undefined && 'description' in answer && answer.description === ''
            ? { ...answer, description: isChange ? 'It is done.' : 'What was asked for.' }
            : answer,
        ]),
      ),
      default: {
        description: 'What was refused, and what to do next.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: route.rule?.kind === 'open' ? [] : [{ session: [] }],
  };
}

function whoMay(rule: AccessRule | undefined): string {
  if (rule === undefined) return '';
  if (rule.kind === 'open') return `Open to anyone: ${rule.why}.`;
  return rule.kind === 'signed-in' ? 'For anyone who is signed in.' : `For: ${rule.roles.join(', ')}.`;
}

/** The name of the use case; with its method where a use case has several operations. */
function operationIdOf({ handledBy }: ListedRoute, routes: readonly ListedRoute[]): string {
  const useCase = useCaseOf(handledBy);
  const isOnly = routes.filter((route) => useCaseOf(route.handledBy) === useCase).length === 1;
  return isOnly ? useCase : `${useCase}.${handledBy.split('.')[1] ?? ''}`;
}

const useCaseOf = (handledBy: string): string =>
  (handledBy.split('.')[0] ?? '')
    .replace(/Api$/, '')
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, '-$&')
    .toLowerCase();

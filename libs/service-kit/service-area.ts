import type { Type } from '@nestjs/common';

import type { ServiceDefinition } from './service.js';

type Composed = Pick<
  ServiceDefinition,
  'eventTypes' | 'readModels' | 'listensTo' | 'speaks' | 'reactions' | 'background'
>;

/** What belongs together in a service of many use cases: an area brings all that it adds to the service and its module. */
export interface ServiceArea extends Partial<Composed> {
  readonly controllers?: readonly Type[];
  readonly handlers?: readonly Type[];
}

/** All areas as one. */
export function joinAreas(areas: readonly ServiceArea[]): Required<ServiceArea> {
  return {
    eventTypes: Object.fromEntries(areas.flatMap(({ eventTypes = {} }) => Object.entries(eventTypes))),
    readModels: areas.flatMap(({ readModels = [] }) => readModels),
    listensTo: [...new Set(areas.flatMap(({ listensTo = [] }) => listensTo))],
    speaks: areas.flatMap(({ speaks = [] }) => speaks),
    reactions: areas.flatMap(({ reactions = [] }) => reactions),
    background: areas.flatMap(({ background = [] }) => background),
    controllers: areas.flatMap(({ controllers = [] }) => controllers),
    handlers: areas.flatMap(({ handlers = [] }) => handlers),
  };
}

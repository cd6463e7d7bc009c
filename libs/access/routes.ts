import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

import { accessRule, type AccessRule } from './allow.js';

export interface ListedRoute {
  readonly method: string;
  readonly address: string;
  /** Class and method: what leads from an address to a file. */
  readonly handledBy: string;
  readonly rule: AccessRule | undefined;
}

/** The rule on the method, else on its class. */
export function ruleOf(handler: object, controller: object): AccessRule | undefined {
  const rule: unknown = Reflect.getMetadata(accessRule, handler) ?? Reflect.getMetadata(accessRule, controller);
  return isRule(rule) ? rule : undefined;
}

const isRule = (value: unknown): value is AccessRule => typeof value === 'object' && value !== null && 'kind' in value;

/** Every route of an application with who may use it: for the start, and for tests of the access matrix. */
export function listRoutes(app: INestApplication): readonly ListedRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers: all }) => [...all.values()]);
  return controllers
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []))
    .sort((a, b) => (a.address === b.address ? a.method.localeCompare(b.method) : a.address < b.address ? -1 : 1));
}

function routesOf(controller: NewableFunction): readonly ListedRoute[] {
  const prototype: unknown = controller.prototype;
  if (typeof prototype !== 'object' || prototype === null) return [];
  // Those it has from a controller that it extends are routes of its own as well.
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const method: unknown = Reflect.get(prototype, name);
    if (typeof method !== 'function') return [];
    const path: unknown = Reflect.getMetadata(PATH_METADATA, method);
    const verb: unknown = Reflect.getMetadata(METHOD_METADATA, method);
    if (typeof path !== 'string' || typeof verb !== 'number') return [];
    return [
      {
        method: RequestMethod[verb] ?? String(verb),
        address: path.startsWith('/') ? path : `/${path}`,
        handledBy: `${controller.name}.${name}`,
        rule: ruleOf(method, controller),
      },
    ];
  });
}

/** @throws naming every route that states neither @Allow nor @Open: the start must fail, not the first request. */
export function checkEveryRouteStatesWhoMayUseIt(app: INestApplication): void {
  const silent = listRoutes(app).filter(({ rule }) => rule === undefined);
  if (silent.length === 0) return;
  const names = silent.map(({ method, address, handledBy }) => `${method} ${address} (${handledBy})`);
  throw new Error(`These routes do not state who may use them:\n- ${names.join('\n- ')}`);
}

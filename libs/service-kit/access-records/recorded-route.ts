import type { Access } from '#contracts/shared/access.js';
import type { Route } from '#web/addresses.js';

/** A route whose answer is written down: which parameters of its address say what was seen. None: a list. */
export interface RecordedRoute {
  readonly route: Route;
  readonly act: Access['act'];
  readonly kind: Access['kind'];
  readonly parameters: readonly string[];
  /** Between ids of which each is one thing that was seen. Absent: they say one thing together. */
  readonly separator?: string;
  /** What people look at it for. Absent: the address does not say. */
  readonly why?: string;
}

/** Who answers, and for what kind of thing, is the service's to say: the list stands beside its definition. */
export const recorded =
  (act: Access['act']) =>
  (kind: Access['kind'], parameters: readonly string[], ...routes: readonly Route[]): readonly RecordedRoute[] =>
    routes.map((route) => ({ route, act, kind, parameters }));

/** Several things in one address: each is written down, so that who saw one of them is found by it. */
export const eachBetween = (separator: string, routes: readonly RecordedRoute[]): readonly RecordedRoute[] =>
  routes.map((route) => ({ ...route, separator }));

/** For one purpose: whoever looks at the same thing for another is written down again. */
export const lookedAtTo = (why: string, routes: readonly RecordedRoute[]): readonly RecordedRoute[] =>
  routes.map((route) => ({ ...route, why }));

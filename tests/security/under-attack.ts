import type { ListedRoute } from '#access/routes.js';
import type { Sessions } from '#access/sessions.js';
import type { RoleName } from '#contracts/shared/shapes.js';

import type { RunningNewid } from '../acceptance/running-newid.js';
import { bringIntoStates, type StatesToVisit } from '../browser/states-to-visit.js';
import { operationsIn, type DescribedOperation } from './described-bodies.js';

export interface Asking {
  readonly person: string;
  readonly organisation: string;
  readonly role: RoleName;
  readonly programme?: string;
  readonly panel?: string;
}

/** What a Newid has to tell of itself, in one process or in several, for somebody to attack all of it. */
export interface Attackable {
  routes(): Promise<readonly ListedRoute[]>;
  /** Where its operations are described. */
  readonly documents: readonly string[];
  /** A session of somebody who holds one role, in this organisation or in another. */
  sessionOf(asking: Asking): Promise<string>;
  /** That it has used so far. */
  processorMs(): number;
}

/** A running Newid with a meeting in each of its states, and how to come near it. */
export interface UnderAttack extends Omit<Attackable, 'routes' | 'documents'> {
  readonly newid: RunningNewid;
  readonly routes: readonly ListedRoute[];
  readonly operations: readonly DescribedOperation[];
  readonly parameters: StatesToVisit['parameters'];
  /** All of them, or as many as there is time for: spread over all, so that every service has some. */
  readonly some: <Item>(all: readonly Item[]) => readonly Item[];
}

/** `oneIn`: of so many routes and operations one is attacked, where all are attacked elsewhere. */
export async function underAttack(newid: RunningNewid, attackable: Attackable, oneIn = 1): Promise<UnderAttack> {
  const documents = attackable.documents.map(async (path) => (await fetch(newid.address + path)).json());
  const described = (await Promise.all(documents)) as Parameters<typeof operationsIn>[0][];
  return {
    newid,
    routes: await attackable.routes(),
    operations: described.flatMap(operationsIn),
    parameters: (await bringIntoStates(newid)).parameters,
    sessionOf: (asking) => attackable.sessionOf(asking),
    processorMs: () => attackable.processorMs(),
    some: (all) => all.filter((_, at) => at % oneIn === 0),
  };
}

/** Whose account is nowhere but among the sessions: no service was asked to add them. */
export async function beginSession(
  sessions: Sessions,
  { person, organisation, role, programme, panel }: Asking,
): Promise<string> {
  const held = {
    role,
    ...(programme === undefined ? {} : { programme }),
    ...(panel === undefined ? {} : { panel }),
  };
  await sessions.setAccount({ person, organisation, roles: [held], language: 'en', isSample: true });
  return sessions.begin(person);
}

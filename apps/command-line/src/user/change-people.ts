import { isRefusal } from '#contracts/shared/refusal.js';
import type { HeldRole } from '#contracts/shared/shapes.js';
import { versionTag } from '#service-kit/http/etag.js';

import {
  deactivationApi,
  endSessionsApi,
  personApi,
  reactivationApi,
  rolesOfPersonApi,
} from '../../../identity-access/src/addresses.js';
import type { PersonInFull } from '../../../identity-access/src/use-cases/see-person/see-person.query.js';
import { idGiven } from '../operator/id-given.js';
import { isProblem, type AskingPeople } from './asking-people.js';
import { isSameRole, roleGiven } from './role-given.js';

/** Roles one by one, sessions, and the account as a whole. Each but reopening ends the sessions of the person. */
export function addChanging({ words, add, ask, refused, say }: AskingPeople): void {
  const changeRoles = (
    name: 'give' | 'take',
    changed: (held: readonly HeldRole[], role: HeldRole) => readonly HeldRole[] | undefined,
  ): void => {
    add(name)
      .argument('<person>', words('argument-person'), idGiven)
      .argument('<role>', words('option-role'))
      .action(async (person: string, text: string) => {
        const role = roleGiven(text);
        if (isRefusal(role)) return refused(role);
        await ask(async (client) => {
          const found = await client.send('GET', personApi.to({ person }));
          if (isProblem(found)) return found;
          const seen: unknown = JSON.parse(found.text);
          if (!isPerson(seen)) throw new Error('The server answered something else');
          const roles = changed(seen.roles, role);
          if (roles === undefined) {
            say(words(`${name}-nothing`));
            return undefined;
          }
          const unchanged = { 'if-match': versionTag(seen.version) };
          const answer = await client.send('PUT', rolesOfPersonApi.to({ person }), { roles }, unchanged);
          if (isProblem(answer)) return answer;
          say(words(`${name}-done`));
          return undefined;
        });
      });
  };
  changeRoles('give', (held, role) => (held.some((each) => isSameRole(each, role)) ? undefined : [...held, role]));
  changeRoles('take', (held, role) => {
    const left = held.filter((each) => !isSameRole(each, role));
    return left.length === held.length ? undefined : left;
  });

  for (const [name, api] of [
    ['end-sessions', endSessionsApi],
    ['close', deactivationApi],
    ['reopen', reactivationApi],
  ] as const) {
    add(name)
      .argument('<person>', words('argument-person'), idGiven)
      .action(async (person: string) => {
        await ask(async (client) => {
          const answer = await client.send('POST', api.to({ person }));
          if (isProblem(answer)) return answer;
          say(words(`${name}-done`));
          return undefined;
        });
      });
  }
}

const isPerson = (value: unknown): value is PersonInFull =>
  typeof value === 'object' && value !== null && 'roles' in value && 'version' in value;

import { refuse } from '#contracts/shared/refusal.js';
import { writeList } from '#web/written.js';

import { peopleApi } from '../../../identity-access/src/addresses.js';
import { accountStates, rolesOfPeople } from '../../../identity-access/src/use-cases/see-people/asked-people.js';
import type { PeopleSeen, PersonSeen } from '../../../identity-access/src/use-cases/see-people/see-people.query.js';
import { isProblem, type AskingPeople } from './asking-people.js';
import { roleWritten } from './role-given.js';

interface Options {
  readonly role?: string;
  readonly account?: string;
  readonly names?: boolean;
  readonly json?: boolean;
}

/** By id, roles and state. Names are on the page, and on a terminal only where they are asked for. */
export function addListing({ terminal, words, add, ask, refused, say }: AskingPeople): void {
  add('list')
    .option('--role <role>', words('option-role-only'))
    .option('--account <used|invited|closed>', words('option-account'))
    .option('--names', words('option-names'))
    .option('--json', words('option-json'))
    .action(async ({ role, account, names = false, json = false }: Options) => {
      if (role !== undefined && !isOneOf(rolesOfPeople, role)) return refused(refuse('role-unknown', '--role'));
      if (account !== undefined && !isOneOf(accountStates, account)) {
        return refused(refuse('account-unknown', '--account'));
      }
      await ask(async (client) => {
        const found: Omit<PersonSeen, 'name'>[] = [];
        for (let after: string | null = ''; after !== null;) {
          const query: Record<string, string> = { role: role ?? '', account: account ?? '', after };
          const answer = await client.send('GET', peopleApi.to({}, query));
          if (isProblem(answer)) return answer;
          const page: unknown = JSON.parse(answer.text);
          if (!isPeople(page)) throw new Error('The server answered something else');
          found.push(...page.items.map(({ name, ...facts }) => (names ? { ...facts, name } : facts)));
          after = page.next;
        }
        if (json) terminal.output.write(`${JSON.stringify({ people: found }, null, 2)}\n`);
        else if (found.length === 0) say(words('nobody'));
        else for (const person of found) say(lineOf(person));
        return undefined;
      });
    });

  function lineOf(seen: Omit<PersonSeen, 'name'> & { readonly name?: string | null }): string {
    const roles = writeList(words.language, seen.roles.map(roleWritten));
    const line = words('line', { person: seen.person, roles, account: words(`account-${seen.account}`) });
    return seen.name === undefined ? line : words('line-named', { line, name: seen.name ?? words('name-erased') });
  }
}

const isOneOf = (known: readonly string[], given: string): boolean => known.includes(given);

const isPeople = (value: unknown): value is PeopleSeen =>
  typeof value === 'object' && value !== null && 'items' in value && 'next' in value;

import type { ListedRoute } from '#access/routes.js';

import type { Asking, UnderAttack } from './under-attack.js';

const patience = 300_000;
const ours = 'pont-y-bore';
const theirs = 'another-organisation';
const roles = ['administrator', 'evaluator', 'facilitator', 'panel-member', 'collector', 'teller'] as const;

/** One of each role in this organisation; the same in another; and some whose role counts for something else only. */
const people: readonly Asking[] = [
  ...roles.map((role): Asking => ({ person: `our-${role}`, organisation: ours, role })),
  ...roles.map((role): Asking => ({ person: `their-${role}`, organisation: theirs, role })),
  { person: 'evaluator-elsewhere', organisation: ours, role: 'evaluator', programme: 'another-programme' },
  { person: 'facilitator-elsewhere', organisation: ours, role: 'facilitator', panel: 'another-panel' },
  { person: 'member-elsewhere', organisation: ours, role: 'panel-member', panel: 'another-panel' },
];
const inOurs = people.filter(({ person }) => person.startsWith('our-'));
const inTheirs = people.filter(({ person }) => person.startsWith('their-'));
const elsewhere = people.filter(({ person }) => person.endsWith('elsewhere'));

/** Stories of the sample, and people: for those alone who have to do with its programme. */
const ofTheProgramme = /DN-0\d\d|Getting off at the right stop|said (?:by|after)/;
/** And everything else that stands in it: for its organisation alone. */
const ofTheOrganisation = new RegExp(`${ofTheProgramme.source}|Dweud y newid|Pont y Bore|M0\\d,|E1, `);

interface Answer {
  readonly status: number;
  /** Headers too: where it leads, cookies and ETags tell as well as a page does. */
  readonly text: string;
}

/** Every route with everybody: `attacked` gives a Newid that runs when the tests begin. */
export function whoMayUseWhat(attacked: () => UnderAttack): void {
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    for (const person of people) tokens.set(person.person, await attacked().sessionOf(person));
  }, patience);

  const ask = async ({ method }: ListedRoute, address: string, person?: Asking): Promise<Answer> => {
    const isPage = !address.startsWith('/api/');
    const token = person === undefined ? undefined : tokens.get(person.person);
    const credentials =
      token === undefined ? {} : isPage ? { cookie: `newid-session=${token}` } : { authorization: `Bearer ${token}` };
    const hasBody = method !== 'GET' && method !== 'DELETE';
    const response = await fetch(attacked().newid.address + address, {
      method,
      redirect: 'manual',
      headers: {
        accept: isPage ? 'text/html' : 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...credentials,
        ...(hasBody ? { 'content-type': isPage ? 'application/x-www-form-urlencoded' : 'application/json' } : {}),
      },
      ...(hasBody ? { body: isPage ? '' : '{}' } : {}),
    });
    const headers = [...response.headers].map(([name, value]) => `${name}: ${decodeURI(value)}`);
    return { status: response.status, text: [...headers, await response.text()].join('\n') };
  };
  const isAllowed = ({ rule }: ListedRoute, { role }: Asking): boolean =>
    rule?.kind !== 'roles' || rule.roles.includes(role);
  const needsSession = ({ rule }: ListedRoute): boolean => rule?.kind !== 'open';
  /** Paths of real things, so that "not there" is an answer about who asks. */
  const addressesOf = (pattern: string): readonly string[] => {
    const [part, name = ''] = /:(\w+)/.exec(pattern) ?? [];
    if (part === undefined) return [pattern];
    const values = name === 'language' ? ['en'] : (attacked().parameters[name] ?? ['unknown']).slice(0, 2);
    return values.flatMap((value) => addressesOf(pattern.replace(part, encodeURIComponent(value))));
  };
  /** Every route with every person, and whatever of it goes wrong in one list: the first would hide the others. */
  const faults = async (
    chosen: (route: ListedRoute) => boolean,
    who: readonly (Asking | undefined)[],
    isWrong: (answer: Answer, route: ListedRoute, person: Asking | undefined) => boolean,
  ): Promise<readonly string[]> => {
    const wrong: string[] = [];
    for (const route of attacked().some(attacked().routes.filter(chosen))) {
      for (const address of addressesOf(route.address)) {
        for (const person of who) {
          const answer = await ask(route, address, person);
          if (isWrong(answer, route, person)) {
            wrong.push(`${route.method} ${address} as ${person?.person ?? 'anyone'}: ${String(answer.status)}`);
          }
        }
      }
    }
    return wrong;
  };

  it('is said of every route, and there are as many as a platform has', () => {
    const { routes } = attacked();
    expect(routes.filter(({ rule }) => rule === undefined)).toEqual([]);
    expect(routes.length).toBeGreaterThan(150);
    expect(new Set(routes.flatMap(({ rule }) => (rule?.kind === 'roles' ? rule.roles : [])))).toEqual(
      new Set(roles.filter((role) => role !== 'teller')),
    );
  });

  it(
    'is nothing to nobody, but what is open: an address to sign in at, or 401',
    async () => {
      const isRefused = ({ status }: Answer): boolean => [302, 303, 401, 403, 404].includes(status);
      const isWrong = (answer: Answer): boolean => !isRefused(answer) || ofTheOrganisation.test(answer.text);
      expect(await faults(needsSession, [undefined], isWrong)).toEqual([]);
    },
    patience,
  );

  it(
    'is refused to whoever holds none of its roles',
    async () => {
      const isWrong = ({ status }: Answer, route: ListedRoute, person: Asking | undefined): boolean =>
        person !== undefined && !isAllowed(route, person) && ![403, 404].includes(status);
      expect(await faults(needsSession, inOurs, isWrong)).toEqual([]);
    },
    patience,
  );

  it.each([
    ['another organisation', inTheirs, ofTheOrganisation],
    ['a role that counts in another programme or panel', elsewhere, ofTheProgramme],
  ])(
    'is not there for %s: nothing is told and nothing changed',
    async (_, outside, told) => {
      const isWrong = ({ status, text }: Answer, { method, rule }: ListedRoute): boolean =>
        told.test(text) || (method !== 'GET' && rule?.kind !== 'open' && status < 400 && status !== 303);
      // Where more than one period is open, anybody may choose what they tell a story for.
      const isOfAThing = ({ address }: ListedRoute): boolean =>
        address.includes(':') && !/:token|:step|:question|\/tell-your-story$/.test(address);
      expect(await faults(isOfAThing, outside, isWrong)).toEqual([]);
    },
    patience,
  );

  it(
    'is answered without a fault of ours, whatever is sent with nothing in it',
    async () => {
      expect(
        await faults(
          () => true,
          [undefined, ...inOurs.slice(0, 2)],
          ({ status }) => status >= 500,
        ),
      ).toEqual([]);
    },
    patience,
  );
}

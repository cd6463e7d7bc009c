import { request } from 'node:http';
import { connect } from 'node:net';

import type { ListedRoute } from '#access/routes.js';

import { eventually } from '../../apps/platform/src/sample/eventually.js';
import type { DescribedOperation } from './described-bodies.js';
import type { UnderAttack } from './under-attack.js';

const patience = 300_000;
const organisation = 'pont-y-bore';
const programme = 'dweud-y-newid-2026';
const roles = ['administrator', 'evaluator', 'facilitator', 'panel-member', 'collector'] as const;

/** Whatever becomes of it, none of these may come out of a page as it went in. */
const markup = `Zyx"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\${7*7}<%= 7*7 %>`;
const isLive = /<script>alert|<img src=x|Zyx"'>|alert\(1\)>49|>49<%/;
/** What a spreadsheet would work out. */
const formula = '=HYPERLINK("http://evil.example";"Zyxformula")';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** `attacked` gives a Newid that runs when the tests begin. */
export function somebodyWhoMeansHarm(attacked: () => UnderAttack): void {
  const tokens = new Map<string, string>();
  const cookies = new Set<string>();
  let newid: UnderAttack['newid'];
  let routes: UnderAttack['routes'];
  let operations: UnderAttack['operations'];
  let parameters: UnderAttack['parameters'];
  let some: UnderAttack['some'];

  beforeAll(async () => {
    ({ newid, routes, operations, parameters, some } = attacked());
    for (const role of roles) {
      tokens.set(role, await attacked().sessionOf({ person: `our-${role}`, organisation, role }));
    }
  }, patience);

  const ask = async (method: string, address: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(newid.address + address, {
      redirect: 'manual',
      ...init,
      method,
      headers: { 'idempotency-key': crypto.randomUUID(), ...init.headers },
    });
    for (const cookie of response.headers.getSetCookie()) cookies.add(cookie);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  /** With a session of somebody whom the route lets in. */
  const allowed = ({ rule }: Pick<ListedRoute, 'rule'>): string =>
    tokens.get(rule?.kind === 'roles' ? (rule.roles[0] ?? '') : 'evaluator') ?? '';
  const routeOf = ({ method, address }: DescribedOperation): Pick<ListedRoute, 'rule'> =>
    routes.find((route) => route.method === method && route.address === address) ?? { rule: undefined };
  const sendJson = (operation: DescribedOperation, body: unknown): Promise<Answer> =>
    ask(operation.method, addressOf(operation.address), {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${allowed(routeOf(operation))}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const addressOf = (pattern: string, given?: string): string =>
    pattern.replace(/:(\w+)/g, (_, name: string) =>
      name === 'language' ? 'en' : (given ?? encodeURIComponent(parameters[name]?.[0] ?? 'unknown')),
    );
  const pages = (): readonly ListedRoute[] => routes.filter(({ address }) => !address.startsWith('/api/'));
  const withBodies = (): readonly DescribedOperation[] => operations.filter(({ body }) => body !== undefined);

  // First: others change who leads the panel, and whatever else can be changed.
  it(
    'writes nothing into a page but words, and no formula into a table',
    async () => {
      const send = async (person: string, path: string, body: object): Promise<Record<string, unknown>> => {
        const { status, text } = await (await newid.as(person))(path, body);
        if (status >= 300) throw new Error(`${path} answered ${String(status)}: ${text}`);
        return JSON.parse(text) as Record<string, unknown>;
      };
      const told = await send('C1', `/api/v1/programmes/${programme}/stories`, {
        ...{ period: '2026-Q4', domain: 'quality', language: 'en', narrative: markup, title: formula },
        ...{ whySignificant: markup, place: markup, tellerName: markup, recommendation: markup },
        ...{ audiences: { panel: { named: true }, organisation: { named: true } }, uses: ['quote'] },
        ...{ wordingVersion: 1, consentLanguage: 'en' },
      });
      const story = String(told['story']);
      await send('A1', '/api/v1/people', { name: markup, roles: [{ role: 'panel-member' }] });
      await send('E1', `/api/v1/stories/${story}/clearing`, { storyVersion: 1 });
      const meeting = { programme, panel: 'east', period: '2026-Q4', domain: 'quality', method: 'majority' };
      const sitting = String((await send('F1', '/api/v1/sittings', { ...meeting, heldIn: 'online' }))['sitting']);
      const at = `/api/v1/sittings/${sitting}`;
      await eventually(() => send('F1', `${at}/stories`, { stories: [story] }));
      await send('F1', `${at}/remarks`, { text: markup });
      const members = ['M01', 'M02', 'M03', 'M04'];
      for (const member of members) await send(member, `${at}/stories/${story}/readings`, {});
      const round = `/api/v1/rounds/${String((await send('F1', `${at}/rounds`, {}))['round'])}`;
      for (const member of members) await send(member, `${round}/ballots`, { choice: story, reason: markup });
      await send('F1', `${round}/closing`, {});
      await send('F1', `${at}/outcome`, { kind: 'one', stories: [story], reason: markup, values: [] });
      await send('F1', `${at}/lesson-lines`, { story, text: formula });
      await send('M02', `${at}/dissent`, { kind: 'caveat', text: markup });
      await send('F1', `${at}/closing`, {});
      const visited = { ...parameters, story: [story], sitting: [sitting] };
      const wrong: string[] = [];
      let shown = 0;
      const read = routes.filter(({ method }) => method === 'GET');
      const isOfThese = ({ address }: ListedRoute): boolean => /:(?:story|sitting)$/.test(address);
      for (const route of [...read.filter(isOfThese), ...some(read.filter((each) => !isOfThese(each)))]) {
        const address = route.address.replace(/:(\w+)/g, (_, name: string) =>
          name === 'language' ? 'en' : encodeURIComponent(Reflect.get(visited, name)?.[0] ?? 'unknown'),
        );
        const asker = allowed(route);
        const query = new URLSearchParams({ after: markup, search: markup, q: markup, period: markup, next: markup });
        for (const path of [address, `${address}?${query.toString()}`]) {
          const answer = await ask('GET', path, {
            headers: { cookie: `newid-session=${asker}`, authorization: `Bearer ${asker}`, accept: 'text/html' },
          });
          const type = answer.headers.get('content-type') ?? '';
          if (answer.status >= 500) wrong.push(`${path}: ${String(answer.status)}`);
          if (type.includes('html') && isLive.test(answer.text)) wrong.push(`${path} lets markup through`);
          if (type.includes('html') && answer.text.includes('&lt;script&gt;alert')) shown += 1;
          if (type.includes('csv') && /(?:^|[,\n])"?[=+@]/.test(answer.text)) wrong.push(`${path} holds a formula`);
        }
      }
      expect(wrong).toEqual([]);
      // Otherwise nothing was shown.
      expect(shown).toBeGreaterThan(1);
      const report = `/api/v1/programmes/${programme}/periods/2026-Q4/report`;
      expect((await (await newid.as('E1'))(report)).text).toContain('Zyxformula');
    },
    patience,
  );

  it(
    'sends no form of anybody else: each needs the token of its session, and our own page',
    async () => {
      const wrong: string[] = [];
      for (const route of some(pages().filter(({ method }) => method === 'POST'))) {
        const headers = {
          cookie: `newid-session=${allowed(route)}`,
          'content-type': 'application/x-www-form-urlencoded',
        };
        for (const [how, body] of [
          ['no token', 'command=a'],
          ['a wrong one', 'csrf=AAAA&command=a'],
          ['two', 'csrf=a&csrf=b'],
        ] as const) {
          const { status } = await ask('POST', addressOf(route.address), { headers, body });
          if (status !== 403) wrong.push(`${route.address} with ${how}: ${String(status)}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    patience,
  );

  it('plants no session: signing in gives a new one, and unknown cookies stay unknown', async () => {
    const planted = 'A'.repeat(43);
    const { headers, status } = await ask('POST', '/en/enter-as-sample', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: 'person=E1',
    });
    expect(status).toBe(303);
    expect(headers.getSetCookie().join()).not.toContain(planted);
    const stays = await ask('GET', '/en/stories', { headers: { cookie: `newid-session=${planted}` } });
    expect(stays.status).toBe(303);
    expect(stays.headers.get('location')).toMatch(/^\/en\/sign-in\?/);
  });

  /** With headers that a browser or fetch would not send. */
  const raw = (path: string, headers: Readonly<Record<string, string>>): Promise<string> =>
    new Promise((done, failed) => {
      const { hostname, port } = new URL(newid.address);
      const asked = request({ hostname, port, path, headers, agent: false }, (answer) => {
        let text = JSON.stringify(answer.headers);
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => {
          done(`${String(answer.statusCode)} ${text}`);
        });
      });
      asked.on('error', failed);
      asked.end();
    });

  it('cannot say which host this is: no address of theirs comes back', async () => {
    const forged = {
      ...{ 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-original-url': '/en/people' },
      ...{ forwarded: 'host=evil.example', 'x-rewrite-url': '/en/people', 'x-forwarded-for': '127.0.0.1' },
    };
    for (const path of ['/', '/en', '/en/sign-in', '/en/stories', '/en/nowhere', '/api/v1/openapi.json']) {
      for (const host of ['evil.example', new URL(newid.address).host]) {
        const said = await raw(path, { host, ...forged });
        expect([path, said.includes('evil.example'), said.startsWith('5')]).toEqual([path, false, false]);
      }
    }
    // Anyone is still anyone: the address that is asked for is the one in the first line.
    expect(await raw('/en/help', forged)).not.toContain('sign-out');
    expect(await raw('/en/people', forged)).toMatch(/^303 /);
  });

  it('leads nobody to another site', async () => {
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/%5Cevil.example',
    ]) {
      for (const path of ['/en/sign-in', '/en/enter-as-sample']) {
        const { headers } = await ask('POST', path, {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ person: 'E1', next }).toString(),
        });
        const location = headers.get('location') ?? '/';
        expect([next, new URL(location, newid.address).origin]).toEqual([next, newid.address]);
      }
    }
    // An address of ours that begins like another host is none of ours.
    for (const path of ['//evil.example/en', '/en//evil.example', '///', '//evil.example/%2e%2e']) {
      const location = (await ask('GET', path)).headers.get('location') ?? '/';
      expect([path, new URL(location, newid.address).origin]).toEqual([path, newid.address]);
    }
  });

  it(
    'finds no other way along a path, and breaks nothing with one',
    async () => {
      const tricks = ['..%2f..%2fmaster.key', '%2e%2e', '%00', 'a%00b', '%', '%ff', '%0d%0aset-cookie:%20a=b', '[$ne]'];
      const wrong: string[] = [];
      for (const route of some(
        routes.filter(({ address }) => /:(?!language)/.test(address) || address.includes('*')),
      )) {
        const headers = route.address.startsWith('/api/')
          ? { authorization: `Bearer ${allowed(route)}` }
          : { cookie: `newid-session=${allowed(route)}` };
        for (const trick of route.method === 'GET' ? [...tricks, 'x'.repeat(5_000)] : tricks.slice(0, 3)) {
          const { status, headers: said } = await ask(route.method, addressOf(route.address, trick), { headers });
          const isFault = status >= 500 || (said.get('set-cookie') ?? '').includes('a=b');
          // An address that cannot be decoded is answered by the router.
          const isOurs =
            trick.includes('%') ||
            status < 400 ||
            /^(?:text\/html|application\/problem\+json)/.test(said.get('content-type') ?? '');
          if (isFault || !isOurs)
            wrong.push(`${route.method} ${addressOf(route.address, trick).slice(0, 90)}: ${String(status)}`);
        }
      }
      expect(wrong).toEqual([]);
      for (const path of [
        '/assets/..%2f..%2fpackage.json',
        '/assets/%2e%2e/package.json',
        '/en/..%2f..%2fmaster.key',
      ]) {
        expect((await ask('GET', path)).status).toBeGreaterThanOrEqual(400);
      }
    },
    patience,
  );

  it(
    'breaks nothing by asking for a list twice, with operators, from nowhere',
    async () => {
      const wrong: string[] = [];
      const lists = operations.filter(({ method, queries }) => method === 'GET' && queries.length > 0);
      for (const operation of some(lists)) {
        for (const name of operation.queries) {
          for (const query of [`${name}=`, `${name}=a&${name}=b`, `${name}[$gt]=`, `${name}=%00`, `${name}=WyJhIl0`]) {
            const { status } = await ask('GET', `${addressOf(operation.address)}?${query}`, {
              headers: { authorization: `Bearer ${allowed(routeOf(operation))}` },
            });
            if (status >= 500) wrong.push(`${operation.address}?${query}: ${String(status)}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
    patience,
  );

  it(
    'gets no operator of a database into a field that takes a text',
    async () => {
      const wrong: string[] = [];
      let fields = 0;
      for (const operation of withBodies()) {
        for (const [field, body] of operation.withEachText({ $gt: '' })) {
          fields += 1;
          const { status, text } = await sendJson(operation, body);
          const [first = ''] = field.split('.');
          const isNamed = status === 422 && text.includes(`"${first}`);
          // Who may not use it at all is told that first.
          if (!isNamed && ![401, 403, 404].includes(status)) {
            wrong.push(`${operation.method} ${operation.address} ${field}: ${String(status)} ${text.slice(0, 120)}`);
          }
        }
      }
      expect(wrong).toEqual([]);
      expect(fields).toBeGreaterThan(100);
    },
    patience,
  );

  it(
    'gives nothing more than is asked for, and changes nothing of what everything is made of',
    async () => {
      const wrong: string[] = [];
      for (const operation of some(withBodies())) {
        const more = { ...operation.body, organisation: 'theirs', actor: 'A1', isSample: false, zyxAdmin: true };
        const { status, text } = await sendJson(operation, more);
        if (status < 400 || status >= 500 || (status === 422 && !text.includes('unknown-field'))) {
          wrong.push(`${operation.method} ${operation.address}: ${String(status)}`);
        }
        for (const field of Object.keys(operation.body ?? {})) {
          const answer = await sendJson(operation, { ...operation.body, [field]: null });
          if (answer.status >= 500) wrong.push(`${operation.method} ${operation.address} without ${field}`);
        }
        for (const poison of ['{"__proto__":{"zyx":1}}', '{"constructor":{"prototype":{"zyx":1}}}']) {
          const answer = await sendJson(operation, poison);
          if (answer.status < 400 || answer.status >= 500) wrong.push(`${operation.address} ${poison}`);
        }
      }
      expect(wrong).toEqual([]);
      for (const route of some(pages().filter(({ method }) => method === 'POST'))) {
        const body = '__proto__[zyx]=1&__proto__.zyx=1&constructor[prototype][zyx]=1&constructor.prototype.zyx=1';
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        expect((await ask('POST', addressOf(route.address), { headers, body })).status).toBeLessThan(500);
      }
      expect('zyx' in {}).toBe(false);
    },
    patience,
  );

  it(
    'takes nobody’s time: with too much, too deep, or what makes careless patterns go back and forth',
    async () => {
      const stories = withBodies().filter(({ address }) => address.endsWith('/:programme/stories'));
      for (const operation of stories) {
        expect((await sendJson(operation, { narrative: 'x'.repeat(3_000_000) })).status).toBe(413);
        expect((await sendJson(operation, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)).status).toBeLessThan(500);
        const deep = `{"narrative":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
        expect((await sendJson(operation, deep)).status).toBeLessThan(500);
      }
      const forms = { headers: { 'content-type': 'multipart/form-data' }, body: 'x' };
      for (const boundary of ['', '; boundary=', '; boundary=x', `; boundary=${'x'.repeat(300)}`]) {
        const type = `multipart/form-data${boundary}`;
        const sent = { ...forms, headers: { 'content-type': type } };
        expect([type, (await ask('POST', '/en/enter-as-sample', sent)).status < 500]).toEqual([type, true]);
      }
      const slowest = { ms: 0, where: '' };
      for (const operation of some(withBodies())) {
        for (const one of ['a', '@', ' ', '0', '-', '.a']) {
          const body = JSON.stringify(operation.body).replaceAll('"text"', JSON.stringify(`${one.repeat(30_000)}!`));
          // In time of the processor, which others on it do not make longer.
          const before = attacked().processorMs();
          const { status } = await sendJson(operation, body);
          const ms = attacked().processorMs() - before;
          expect([operation.address, status < 500]).toEqual([operation.address, true]);
          if (ms > slowest.ms) Object.assign(slowest, { ms, where: `${operation.address} ${one}` });
        }
      }
      // What goes back and forth over 30,000 characters takes minutes.
      expect(slowest.ms < 5_000 ? '' : slowest.where).toBe('');
    },
    patience,
  );

  it('holds nobody up by sending slowly', async () => {
    const { hostname, port } = new URL(newid.address);
    const slow = Array.from({ length: 100 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write('POST /en/sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n');
      return socket;
    });
    expect((await ask('GET', '/en')).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  it('finds no cookie that a script or another site could use', () => {
    expect(cookies.size).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=(?:Lax|Strict)/i);
      expect(cookie).toMatch(/; Path=\//i);
      expect(cookie).not.toMatch(/; Domain/i);
    }
  });
}

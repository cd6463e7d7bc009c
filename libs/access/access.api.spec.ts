import { Controller, Get, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request from 'supertest';

import { Database } from '#sqlite/database.js';
import { generalErrors } from '#web/errors/general-errors.js';
import { ProblemFilter } from '#web/errors/problem-filter.js';

import { AccessGuard } from './access-guard.js';
import { Allow, AllowSignedIn, Asking, Open, SignedIn } from './allow.js';
import { endedSessionCookie, sessionCookie } from './cookies.js';
import type { Principal, SomeoneAsking } from './principal.js';
import { checkEveryRouteStatesWhoMayUseIt, listRoutes } from './routes.js';
import { SqliteSessions } from './sqlite/sqlite-sessions.js';
import { useAccess } from './use-access.js';

@Controller()
class Doors {
  @Get('/api/v1/open')
  @Open('a test')
  open(@Asking() who: Principal) {
    return who;
  }

  @Get('/api/v1/signed-in')
  @AllowSignedIn()
  signedIn(@SignedIn() who: SomeoneAsking) {
    return who;
  }

  @Get('/api/v1/evaluators')
  @Allow('evaluator', 'administrator')
  evaluators(@SignedIn() who: SomeoneAsking) {
    return who;
  }
}

@Controller()
@Allow('facilitator')
class Inherited {
  @Get('/api/v1/facilitators')
  facilitators() {
    return {};
  }

  @Get('/api/v1/not-only-facilitators')
  @AllowSignedIn()
  others() {
    return {};
  }
}

/** As what several controllers have in common is written. */
class SilentInCommon {
  @Get('/api/v1/silent')
  silent() {
    return {};
  }
}

@Controller()
class Silent extends SilentInCommon {
  @Post('/api/v1/silent')
  silentToo() {
    return {};
  }
}

describe('who is let in', () => {
  let app: NestFastifyApplication;
  let sessions: SqliteSessions;
  const evaluator = async () => {
    const facts = { organisation: 'pont-y-bore', language: 'cy', isSample: false } as const;
    await sessions.setAccount({ person: 'E1', roles: [{ role: 'evaluator' }], ...facts });
    return sessions.begin('E1');
  };

  async function start(isHttps: boolean): Promise<void> {
    sessions = new SqliteSessions(new Database(':memory:'));
    const module = await Test.createTestingModule({ controllers: [Doors, Inherited, Silent] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    useAccess(app, { sessions, isHttps, isOperator: ({ headers }) => headers['x-by-the-socket'] === 'yes' });
    app.useGlobalGuards(new AccessGuard());
    app.useGlobalFilters(
      new ProblemFilter({
        catalogue: generalErrors,
        logUnexpected: () => undefined,
        signInAddress: () => '/en/sign-in',
      }),
    );
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  }
  beforeEach(() => start(false));
  afterEach(async () => {
    await app.close();
    await sessions.close();
  });

  const get = (address: string, headers: Readonly<Record<string, string>> = {}) =>
    request(app.getHttpServer()).get(address).set(headers);

  it('anyone, where the route is open, and they stay anyone', async () => {
    expect((await get('/api/v1/open')).body).toEqual({ kind: 'anyone' });
  });

  it('nobody, where the route says nothing of who may use it', async () => {
    const authorization = `Bearer ${await evaluator()}`;
    expect((await get('/api/v1/silent', { authorization })).status).toBe(500);
    expect((await get('/api/v1/silent')).status).toBe(500);
  });

  it('a person by their cookie or their bearer token, as who they are', async () => {
    const token = await evaluator();
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `a=b; newid-session=${token}; c=d` }]) {
      const { body } = await get('/api/v1/evaluators', headers);
      const asking = { kind: 'person', person: 'E1', organisation: 'pont-y-bore', roles: [{ role: 'evaluator' }] };
      expect(body).toMatchObject({ ...asking, language: 'cy', isSample: false });
      expect(JSON.stringify(body)).not.toContain(token);
    }
  });

  it('nobody else: they are asked to sign in, or told that it is not for them', async () => {
    const authorization = `Bearer ${await evaluator()}`;
    expect((await get('/api/v1/signed-in')).status).toBe(401);
    expect((await get('/api/v1/evaluators')).status).toBe(401);
    expect((await get('/api/v1/facilitators', { authorization })).status).toBe(403);
    expect((await get('/api/v1/not-only-facilitators', { authorization })).status).toBe(200);
  });

  it('somebody whose role is taken away, no longer, in the same session', async () => {
    const authorization = `Bearer ${await evaluator()}`;
    const facts = { person: 'E1', organisation: 'pont-y-bore', language: 'cy', isSample: false } as const;
    await sessions.setAccount({ ...facts, roles: [{ role: 'teller' }] });
    expect((await get('/api/v1/evaluators', { authorization })).status).toBe(403);
  });

  it.each(['', 'x', 'x'.repeat(43), `${'x'.repeat(43)}; DROP TABLE`])('nobody with the token “%s”', async (token) => {
    expect((await get('/api/v1/signed-in', { authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await get('/api/v1/signed-in', { cookie: `newid-session=${token}` })).status).toBe(401);
  });

  it('nobody by the cookie of plain http, where people come over https', async () => {
    await app.close();
    await sessions.close();
    await start(true);
    const token = await evaluator();
    expect((await get('/api/v1/signed-in', { cookie: `newid-session=${token}` })).status).toBe(401);
    expect((await get('/api/v1/signed-in', { cookie: `__Host-newid=${token}` })).status).toBe(200);
  });

  it('the operator through the socket, for the one organisation there is or the one they name', async () => {
    const bySocket = { 'x-by-the-socket': 'yes' };
    expect((await get('/api/v1/open', bySocket)).body).toEqual({ kind: 'anyone' });
    await evaluator();
    const operator = { kind: 'operator', person: 'operator', organisation: 'pont-y-bore' };
    expect((await get('/api/v1/evaluators', bySocket)).body).toEqual(operator);
    const facts = { organisation: 'another', language: 'en', isSample: false } as const;
    await sessions.setAccount({ person: 'X1', roles: [], ...facts });
    expect((await get('/api/v1/evaluators', bySocket)).status).toBe(401);
    const named = { ...bySocket, 'x-newid-organisation': 'another' };
    expect((await get('/api/v1/evaluators', named)).body.organisation).toBe('another');
    const unknown = { ...bySocket, 'x-newid-organisation': 'nowhere' };
    expect((await get('/api/v1/evaluators', unknown)).status).toBe(401);
  });

  it('not by saying so: the header of the operator does nothing for others', async () => {
    await evaluator();
    expect((await get('/api/v1/evaluators', { 'x-newid-organisation': 'pont-y-bore' })).status).toBe(401);
  });

  it('is written down for every route, that of the method before that of its class', () => {
    expect(listRoutes(app).map(({ method, address, rule }) => [method, address, rule?.kind])).toEqual([
      ['GET', '/api/v1/evaluators', 'roles'],
      ['GET', '/api/v1/facilitators', 'roles'],
      ['GET', '/api/v1/not-only-facilitators', 'signed-in'],
      ['GET', '/api/v1/open', 'open'],
      ['GET', '/api/v1/signed-in', 'signed-in'],
      ['GET', '/api/v1/silent', undefined],
      ['POST', '/api/v1/silent', undefined],
    ]);
  });

  it('stops the start where a route says nothing, and names each', () => {
    expect(() => {
      checkEveryRouteStatesWhoMayUseIt(app);
    }).toThrow('- GET /api/v1/silent (Silent.silent)\n- POST /api/v1/silent (Silent.silentToo)');
  });
});

describe('the cookie of a session', () => {
  const attributes = (cookie: string) => cookie.split('; ').slice(1).sort();

  it('over https is bound to this host, and no script and no other site can use it', () => {
    const cookie = sessionCookie('token', true);
    expect(cookie.startsWith('__Host-newid=token;')).toBe(true);
    expect(attributes(cookie)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
  });

  it('over plain http on this machine is the same without what browsers would refuse there', () => {
    const cookie = sessionCookie('token', false);
    expect(cookie.startsWith('newid-session=token;')).toBe(true);
    expect(attributes(cookie)).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
  });

  it('lasts no longer than the browser, and is taken away when the session ends', () => {
    expect(sessionCookie('token', true)).not.toMatch(/Expires|Max-Age|Domain/);
    expect(endedSessionCookie(true)).toBe('__Host-newid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure');
    expect(endedSessionCookie(false)).toBe('newid-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  });
});

import type { HeldRole } from '#access/principal.js';
import { newId } from '#service-kit/ids.js';
import { startTestService, type TestPerson, type TestService } from '#service-kit/testing/service-harness.js';
import { visitor, type Visitor } from '#web/testing/visitor.js';
import request, { type Response } from 'supertest';

import { identityAccessErrors } from '../errors.js';
import { identityAccess } from '../identity-access.service.js';
import { IdentitySettings } from '../identity-settings.js';
import type { AccountElsewhere } from '../proof/account-elsewhere.js';

export const administrator: TestPerson = { person: 'A1', roles: [{ role: 'administrator' }] };
export const strangerAdministrator: TestPerson = {
  person: 'X1',
  organisation: 'others',
  roles: [{ role: 'administrator' }],
};

export const goodPassword = 'three blue boats at dawn';

export interface IdentityService {
  readonly service: TestService;
  /** Moves the clock on. */
  readonly wait: (minutes: number) => void;
  readonly now: () => number;
  readonly ask: (
    method: 'get' | 'post' | 'put' | 'delete',
    address: string,
    given?: { readonly as?: TestPerson; readonly token?: string; readonly body?: object; readonly from?: string },
  ) => Promise<Response>;
  /** Adds a person by API, and gives the token of their invitation. */
  readonly invite: (person: string, roles?: readonly HeldRole[], name?: string) => Promise<string>;
  /** Adds a person who has chosen a name and a password; gives the token of their session. */
  readonly join: (person: string, signInName: string, roles?: readonly HeldRole[]) => Promise<string>;
  readonly signIn: (name: string, password?: string) => Promise<Response>;
  /** A browser that holds the cookie it was given last. */
  readonly browser: (cookie?: string) => Visitor;
}

export async function startIdentityService(
  settings: {
    readonly isSample?: boolean;
    readonly accountElsewhere?: AccountElsewhere;
    /** False: a test hands them over itself. */
    readonly sendsLetters?: false;
  } = {},
): Promise<IdentityService> {
  let now = Date.parse('2026-11-21T10:00:00.000Z');
  const service = await startTestService(
    (sessions) => {
      const { isSample = false, accountElsewhere, sendsLetters = true } = settings;
      const definition = identityAccess(
        new IdentitySettings(sessions, false, isSample, '127.0.0.1', false, accountElsewhere),
      );
      return sendsLetters ? definition : { ...definition, reactions: [] };
    },
    identityAccessErrors,
    { now: () => new Date(now).toISOString() },
  );
  const ask: IdentityService['ask'] = async (method, address, { as, token, body, from } = {}) => {
    const headers = {
      'idempotency-key': newId(),
      ...(as === undefined ? {} : await service.as(as)),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(from === undefined ? {} : { 'user-agent': from }),
    };
    const asked = request(service.app.getHttpServer())[method](address).set(headers);
    return body === undefined ? asked : asked.send(body);
  };
  const invite: IdentityService['invite'] = async (person, roles = [{ role: 'evaluator' }], name = 'Nia Evans') => {
    const added = await ask('post', '/api/v1/people', {
      as: administrator,
      body: { id: person, name, roles, language: 'en' },
    });
    if (added.status !== 201) throw new Error(`The person was not added: ${added.text}`);
    return textOf(added, 'link').split('/').at(-1) ?? '';
  };
  return {
    service,
    ask,
    invite,
    wait: (minutes) => {
      now += minutes * 60_000;
    },
    now: () => now,
    join: async (person, signInName, roles) => {
      const link = await invite(person, roles);
      const chosen = await ask('post', `/api/v1/links/${link}`, {
        body: { signInName, password: goodPassword },
      });
      if (chosen.status !== 201) throw new Error(`No password was chosen: ${chosen.text}`);
      return textOf(chosen, 'token');
    },
    signIn: (name, password = goodPassword) => ask('post', '/api/v1/sessions', { body: { name, password } }),
    browser: (cookie) => visitor(service.app, cookie === undefined ? {} : { cookie }),
  };
}

/** The token in what a page sets; empty where it sets none. */
export const cookieSetBy = ({ headers }: { readonly headers: Readonly<Record<string, unknown>> }): string => {
  const [cookie] = [headers['set-cookie']].flat();
  return typeof cookie === 'string' ? (/^([^;]+)/.exec(cookie)?.[1] ?? '') : '';
};

/** A named text of an answer of the API. */
export const textOf = (answer: Response, name: string): string => {
  const body: unknown = answer.body;
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
};

import type { FastifyRequest } from 'fastify';

/** `__Host-` binds the cookie to this host over https; over plain loopback http browsers would refuse it. */
export const sessionCookieName = (isHttps: boolean): string => (isHttps ? '__Host-newid' : 'newid-session');

export const sessionCookie = (token: string, isHttps: boolean): string =>
  `${sessionCookieName(isHttps)}=${token}; Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;

export const endedSessionCookie = (isHttps: boolean): string =>
  `${sessionCookieName(isHttps)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isHttps ? '; Secure' : ''}`;

const tokenPattern = /^[\w-]{43}$/;

/** The token of `Authorization: Bearer` or of the session cookie, if it could be one. */
export function tokenOfRequest(request: FastifyRequest, isHttps: boolean): string | undefined {
  const bearer = /^bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? cookieOf(request, sessionCookieName(isHttps));
  return token !== undefined && tokenPattern.test(token) ? token : undefined;
}

/** What this browser carries under a name. */
export const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  cookiesOf(request).find(([key]) => key === name)?.[1];

const ours = /^(?:__Host-)?newid(?:-[a-z]+)?$/;

/** Whatever of Newid this browser carries, of every service: for whoever leaves the device to others. */
export const endedCookies = (request: FastifyRequest, isHttps: boolean): readonly string[] =>
  cookiesOf(request)
    .filter(([name]) => ours.test(name))
    .map(([name]) => `${name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${isHttps ? '; Secure' : ''}`);

function cookiesOf(request: FastifyRequest): readonly (readonly [name: string, value: string])[] {
  return (request.headers.cookie ?? '').split(';').map((part) => {
    const [name = '', value = ''] = part.trim().split('=', 2);
    return [name, value];
  });
}

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
  const token = bearer ?? cookieOf(request.headers.cookie ?? '', sessionCookieName(isHttps));
  return token !== undefined && tokenPattern.test(token) ? token : undefined;
}

function cookieOf(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

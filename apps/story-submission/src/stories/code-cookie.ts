import type { FastifyReply, FastifyRequest } from 'fastify';

import { cookieOf } from '#access/cookies.js';

/** Half an hour without a page of it: on a device that others use, a story must not stay open. */
const secondsOfStory = 30 * 60;

const isHttps = (request: FastifyRequest): boolean => request.protocol === 'https';

/** `__Host-` binds the cookie to this host over https; over plain loopback http browsers would refuse it. */
const nameOn = (request: FastifyRequest): string => (isHttps(request) ? '__Host-newid-code' : 'newid-code');

const cookie = (request: FastifyRequest, value: string, rest: string): string =>
  `${nameOn(request)}=${value}; Path=/; HttpOnly; SameSite=Strict${rest}${isHttps(request) ? '; Secure' : ''}`;

/** The code this browser was opened with; empty when it was opened with none. Never in an address or a page's source. */
export function codeCarried(request: FastifyRequest): string {
  return cookieOf(request, nameOn(request)) ?? '';
}

/** While someone writes: as long as the browser is open, because nobody may be hurried. */
export function carryToDraft(request: FastifyRequest, reply: FastifyReply, code: string): void {
  reply.header('set-cookie', cookie(request, code, ''));
}

/** Once there is a story: renewed by each page of it. */
export function carryToStory(request: FastifyRequest, reply: FastifyReply, code: string): void {
  reply.header('set-cookie', cookie(request, code, `; Max-Age=${String(secondsOfStory)}`));
}

/** What the code that this browser carries opens, for another half hour. */
export async function openedByCarried<Opened>(
  request: FastifyRequest,
  reply: FastifyReply,
  open: (code: string) => Promise<Opened | undefined>,
): Promise<Opened | undefined> {
  const code = codeCarried(request);
  const opened = await open(code);
  if (opened !== undefined) carryToStory(request, reply, code);
  return opened;
}

/** Of pages that this browser kept to go back to, none is left either. */
export function putAway(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('set-cookie', cookie(request, '', '; Max-Age=0')).header('clear-site-data', '"cache"');
}

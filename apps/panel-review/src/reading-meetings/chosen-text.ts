import type { FastifyReply, FastifyRequest } from 'fastify';

import { cookieOf } from '#access/cookies.js';

/** Which text of a story somebody wants to read: as it was told, or in a language. */
export const textChoices = ['original', 'en', 'cy'] as const;
export type TextChoice = (typeof textChoices)[number];

const secondsKept = 180 * 24 * 60 * 60;

const isHttps = (request: FastifyRequest): boolean => request.protocol === 'https';
const nameOn = (request: FastifyRequest): string => (isHttps(request) ? '__Host-newid-text' : 'newid-text');

/** Kept on the device alone: it says nothing of any story. */
export function textChosen(request: FastifyRequest): TextChoice {
  const value = cookieOf(request, nameOn(request));
  return textChoices.find((each) => each === value) ?? 'original';
}

export function rememberText(request: FastifyRequest, reply: FastifyReply, choice: TextChoice): void {
  const rest = `; Path=/; HttpOnly; SameSite=Strict; Max-Age=${String(secondsKept)}${isHttps(request) ? '; Secure' : ''}`;
  reply.header('set-cookie', `${nameOn(request)}=${choice}${rest}`);
}

import type { FastifyRequest } from 'fastify';

import type { CommandContext } from '#event-store/event-store.js';

import { useLink } from '../addresses.js';
import type { IdentitySettings } from '../identity-settings.js';

const hour = 3_600_000;
export const invitationValidMs = 7 * 24 * hour;
const validForMs = { invitation: invitationValidMs, 'new-password': 24 * hour } as const;

/** Path of a one-time link that lets this person choose a password. Shown once, kept only as a hash. */
export async function signInLink(
  { sessions }: IdentitySettings,
  { organisation, at }: CommandContext,
  person: string,
  language: 'en' | 'cy',
  purpose: 'invitation' | 'new-password' = 'invitation',
): Promise<string> {
  const expiresAt = new Date(Date.parse(at) + validForMs[purpose]).toISOString();
  return useLink.to({ language, token: await sessions.issueLink({ purpose, organisation, person }, expiresAt) });
}

/** As it is copied and given to somebody: at the address at which whoever made it opened the service. */
export const linkToGive = ({ protocol, host }: FastifyRequest, link: string): string =>
  new URL(link, `${protocol}://${host}`).href;

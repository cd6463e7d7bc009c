import type { CommandContext } from '#event-store/event-store.js';

import { useLink } from '../../addresses.js';
import type { IdentitySettings } from '../../identity-settings.js';

const validForMs = 7 * 24 * 3_600_000;

/** Path of a one-time link that signs this person in, for seven days. Shown once, kept only as a hash. */
export async function signInLink(
  { sessions }: IdentitySettings,
  { organisation, at }: CommandContext,
  person: string,
  language: 'en' | 'cy',
): Promise<string> {
  const expiresAt = new Date(Date.parse(at) + validForMs).toISOString();
  return useLink.to({
    language,
    token: await sessions.issueLink({ purpose: 'sign-in', organisation, person }, expiresAt),
  });
}

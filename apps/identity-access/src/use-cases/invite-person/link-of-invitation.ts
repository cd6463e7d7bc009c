import type { ServiceRuntime } from '#service-kit/service.js';

import type { InvitationLink } from '../../domain/invitation/invitation.js';
import { personStream } from '../../domain/person/person.js';
import type { IdentitySettings } from '../../identity-settings.js';
import { invitationAsItStands } from '../../invitation-as-it-stands.js';

/** The link of an invitation that was taken back, and no other: a link that was made by hand since goes on working. */
export async function endLinkOfInvitation(
  service: ServiceRuntime,
  { sessions }: IdentitySettings,
  organisation: string,
  person: string,
): Promise<void> {
  const invitation = await invitationAsItStands(service, person);
  if (invitation?.step !== 'taken-back' || invitation.written === null) return;
  const reader = { person, organisation };
  const [answer] = await service.vault.unlock([{ owner: personStream(person), reader, purpose: 'own', use: 'read' }]);
  if (answer?.kind === 'granted') await sessions.takeLink(answer.open<InvitationLink>(invitation.written.link).token);
}

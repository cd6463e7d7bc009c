import type { ServiceRuntime } from '#service-kit/service.js';

import {
  invitationDecider,
  invitationStream,
  isInvitationEvent,
  type Invitation,
} from './domain/invitation/invitation.js';

/** The last invitation of a person, by its own stream. */
export async function invitationAsItStands(
  { store }: Pick<ServiceRuntime, 'store'>,
  person: string,
): Promise<Invitation | undefined> {
  return (await store.read(invitationStream(person)))
    .map(({ event }) => event)
    .filter(isInvitationEvent)
    .reduce(invitationDecider.evolve, invitationDecider.initialState);
}

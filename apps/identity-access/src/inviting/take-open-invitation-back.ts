import type { CommandContext } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { invitationDecider, invitationStream, takeBackInvitation } from '../domain/invitation/invitation.js';

/** Where the links of a person end: a letter that is still on its way would bring a new one, or one that is dead. */
export async function takeOpenInvitationBack(
  { store }: Pick<ServiceRuntime, 'store'>,
  context: CommandContext,
  person: string,
): Promise<void> {
  const command = { ...context, commandId: idFrom(context.commandId, 'invitation') };
  await store.execute(invitationStream(person), command, invitationDecider, (state) =>
    state === undefined ? [] : takeBackInvitation(state),
  );
}

import type { Decision } from '#contracts/shared/decider.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { verificationStream, type VerificationEvent } from '../domain/verification/events.js';
import { verificationDecider, type Verification } from '../domain/verification/verification.js';

export type VerificationChanged = Executed<VerificationEvent> | Refusal;

/** One decision on the checking of one story; what it says is in the views when this answers, or two seconds have gone. */
export async function changeVerification(
  { store, views }: ServiceRuntime,
  context: CommandContext,
  { id: story, organisation }: { readonly id: string; readonly organisation: string },
  decide: (state: Verification | undefined) => Decision<VerificationEvent>,
): Promise<VerificationChanged> {
  const within = { ...context, organisation };
  const done = await store.execute(verificationStream(story), within, verificationDecider, decide);
  if (!isRefusal(done)) await views.reached(done.stream, done.version);
  return done;
}

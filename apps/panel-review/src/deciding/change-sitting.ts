import type { Decision } from '#contracts/shared/decider.js';
import { isRefusal, type Refusal } from '#contracts/shared/refusal.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { By } from '../domain/sitting/in-sitting.js';
import { sittingStream, type SittingEvent } from '../domain/sitting/events.js';
import { sittingDecider, type SittingState } from '../domain/sitting/state.js';

export type SittingChanged = Executed<SittingEvent> | Refusal;

/** One decision on one sitting; what it says is in the views when this answers, or two seconds have gone. */
export async function changeSitting(
  { store, views }: ServiceRuntime,
  context: CommandContext,
  sitting: string,
  decide: (state: SittingState | undefined, by: By) => Decision<SittingEvent>,
): Promise<SittingChanged> {
  const by = { actor: context.actor, organisation: context.organisation };
  const done = await store.execute(sittingStream(sitting), context, sittingDecider, (state) => decide(state, by));
  if (!isRefusal(done)) await views.reached(done.stream, done.version);
  return done;
}

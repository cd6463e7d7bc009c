import type { Decision } from '#contracts/shared/decider.js';
import { isRefusal, refuse, type Refusal } from '#contracts/shared/refusal.js';
import type { Sealed } from '#contracts/shared/sealed.js';
import type { CommandContext, Executed } from '#event-store/event-store.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import type { BallotText } from '../domain/round/answer.js';
import { roundDecider, roundStream, type RoundEvent, type RoundState } from '../domain/round/round.js';

/** Under the key of its round, which only closing opens. */
export async function castSealed(
  { store, vault, views }: ServiceRuntime,
  context: CommandContext,
  round: string,
  ballot: BallotText,
  decide: (state: RoundState | undefined, sealed: Sealed) => Decision<RoundEvent>,
): Promise<Executed<RoundEvent> | Refusal> {
  const sealer = await vault.sealer(roundStream(round));
  if (sealer === undefined) return refuse('round-closed');
  const sealed = sealer.seal('ballot', 1, ballot);
  const done = await store.execute(roundStream(round), context, roundDecider, (state) => decide(state, sealed));
  if (!isRefusal(done)) await views.reached(done.stream, done.version);
  return done;
}

import { isRefusal } from '#contracts/shared/refusal.js';
import type { Intent } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { takingUpIntents, takeUpIntents } from '#service-kit/unlocking/left-intents.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { callBack, chooseReach, ownWords } from '../../domain/sitting/calling-back.js';
import { sittingStream } from '../../domain/sitting/events.js';
import type { By, Decided, State } from '../../domain/sitting/in-sitting.js';
import { reachOf } from '../../domain/sitting/reach.js';
import { sittingDecider } from '../../domain/sitting/state.js';

const calledBack = 'called-back';
const lessFar = 'less-far';

/** Says where it is to be written down: whoever finds it after a stop knows nothing else. */
export const intentToCallBack = (sitting: string, commandId: string): string => `${calledBack}/${sitting}/${commandId}`;
export const intentToGoLessFar = (sitting: string, commandId: string): string => `${lessFar}/${sitting}/${commandId}`;

const work = {
  name: 'settle-called-back',
  failed: 'What somebody called back, or let go less far, could not be written down',
  takeUp,
};

/** What somebody called back, or lets go less far, is so at its key; after a stop the record says so as well. */
export const settleCalledBack = takingUpIntents(work);

/** Those left at least so long ago, now. */
export const settleCalledBackOlderThan = (service: ServiceRuntime, olderThanMs: number): Promise<void> =>
  takeUpIntents(service, work, olderThanMs);

async function takeUp({ store, vault, log }: ServiceRuntime, intent: Intent): Promise<void> {
  const { id, owner, organisation, actor, at } = intent;
  const [what, sitting = ''] = id.split('/', 2);
  if ((what !== calledBack && what !== lessFar) || !owner.startsWith('reason/')) return;
  const command = { commandId: idFrom('intent', id), organisation, actor, at, correlation: id };
  const reason = owner.slice('reason/'.length);
  const by = { actor, organisation };
  const done = await store.execute(sittingStream(sitting), command, sittingDecider, (state) =>
    what === calledBack ? callBack(state, by, reason) : goLessFar(state, by, reason, intent.reach ?? []),
  );
  if (isRefusal(done)) log.warn({ refusal: done.refusal }, 'What was called back is still not written down');
  else await vault.settleIntent(id);
}

/** Never further than it is written: whoever wanted that as well says so again. */
function goLessFar(state: State, by: By, reason: string, reach: NonNullable<Intent['reach']>): Decided {
  const written = state === undefined ? [] : ownWords(state, by.actor).find((each) => each.reason === reason)?.reach;
  return chooseReach(state, by, reason, reachOf((written ?? []).filter((step) => reach.includes(step))));
}

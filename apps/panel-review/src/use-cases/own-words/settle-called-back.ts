import { isRefusal } from '#contracts/shared/refusal.js';
import type { Intent } from '#key-vault/key-vault.js';
import { idFrom } from '#service-kit/ids.js';
import { takingUpIntents, takeUpIntents } from '#service-kit/unlocking/left-intents.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { callBack } from '../../domain/sitting/calling-back.js';
import { sittingStream } from '../../domain/sitting/events.js';
import { sittingDecider } from '../../domain/sitting/state.js';

const calledBack = 'called-back';

/** Says where it is to be written down: whoever finds it after a stop knows nothing else. */
export const intentToCallBack = (sitting: string, commandId: string): string => `${calledBack}/${sitting}/${commandId}`;

const work = {
  name: 'settle-called-back',
  failed: 'What somebody called back could not be written down',
  takeUp,
};

/** What somebody called back is gone at its key; after a stop the record says so as well. */
export const settleCalledBack = takingUpIntents(work);

/** Those left at least so long ago, now. */
export const settleCalledBackOlderThan = (service: ServiceRuntime, olderThanMs: number): Promise<void> =>
  takeUpIntents(service, work, olderThanMs);

async function takeUp({ store, vault, log }: ServiceRuntime, intent: Intent): Promise<void> {
  const { id, owner, organisation, actor, at } = intent;
  const [what, sitting = ''] = id.split('/', 2);
  if (what !== calledBack || !owner.startsWith('reason/')) return;
  const command = { commandId: idFrom('intent', id), organisation, actor, at, correlation: id };
  const done = await store.execute(sittingStream(sitting), command, sittingDecider, (state) =>
    callBack(state, { actor, organisation }, owner.slice('reason/'.length)),
  );
  if (isRefusal(done)) log.warn({ refusal: done.refusal }, 'What was called back is still not written down');
  else await vault.settleIntent(id);
}

import { feedbackChangedV1 } from '#contracts/story-submission/feedback-changed.v1.js';
import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';
import type { EventStore, RecordedEvent } from '#event-store/event-store.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction, ServiceRuntime } from '#service-kit/service.js';

import { isActionEvent } from '../../domain/action/action.js';
import { ledgerVersion } from '../../read-models/story-ledger/read-ledger.js';
import { noteFollowUp } from './remind-in-time.js';

/** What each programme’s ledger was when it was last looked at, by service. */
const lookedAt = new WeakMap<EventStore, Map<string, string>>();

/**
 * Feedback sent, a story checked, an action followed up: gone from the lists of evaluators when they come back to them.
 * Of a hundred that are sent at once the first look finds most, and the others find that nothing was written since.
 */
export const noteWhatIsDone: Reaction = {
  name: 'note-what-is-done',
  on: async (recorded, service) => {
    const { organisation } = recorded.metadata;
    const now = service.clock.now();
    if (isActionEvent(recorded.event)) return noteFollowUp(service, now, organisation);
    const programme = programmeSeenTo(recorded);
    if (programme === undefined) return;
    const version = await versionOf(service, programme);
    const known = lookedAt.get(service.store) ?? new Map<string, string>();
    lookedAt.set(service.store, known);
    if (version === known.get(programme)) return;
    await noteFollowUp(service, now, organisation);
    known.set(programme, version);
  },
};

/** Where somebody has done what was waited for. */
function programmeSeenTo(recorded: RecordedEvent): string | undefined {
  const feedback = received(recorded, feedbackChangedV1);
  // What its addressee does with it was waited for by nobody.
  const isSeenTo = feedback !== undefined && !['drafted', 'seen', 'answered'].includes(feedback.state);
  if (isSeenTo) return feedback.programme;
  const checked = received(recorded, verificationChangedV1);
  return checked === undefined || checked.state === 'assigned' ? undefined : checked.programme;
}

async function versionOf({ views }: ServiceRuntime, programme: string): Promise<string> {
  const periods = (await views.get(knownProgrammes, programme))?.design.periods ?? [];
  return ledgerVersion(
    views,
    programme,
    periods.map(({ id }) => id),
  );
}

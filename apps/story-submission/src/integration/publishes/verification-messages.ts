import { verificationChangedV1 } from '#contracts/story-submission/verification-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import type { Message } from '#messaging/message-bus.js';
import { messageFrom } from '#service-kit/messages/message-from.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { isVerificationEvent, type VerificationEvent } from '../../domain/verification/events.js';
import { verificationDecider } from '../../domain/verification/verification.js';

const told: readonly VerificationEvent['type'][] = [
  ...(['VerificationAssigned', 'FindingRecorded', 'FindingSeen', 'FindingReleased'] as const),
];

/** That a story is being checked, and what was found once its teller could see it first. */
export async function* verificationMessages(
  recorded: RecordedEvent,
  { store }: ServiceRuntime,
): AsyncIterable<Message> {
  const { event, stream, streamVersion, metadata } = recorded;
  if (!isVerificationEvent(event) || !told.includes(event.type)) return;
  const check = (await store.read(stream))
    .filter((each) => each.streamVersion <= streamVersion)
    .map((each) => each.event)
    .filter(isVerificationEvent)
    .reduce(verificationDecider.evolve, verificationDecider.initialState);
  if (check === undefined || check.state === 'handed-back') return;
  const { story, programme, period, level } = check.assigned;
  yield messageFrom(recorded, verificationChangedV1, {
    ...{ story, programme, period, level, state: check.state, at: metadata.at, revision: streamVersion },
    finding: check.state === 'shown' ? (check.found?.finding ?? null) : null,
  });
}

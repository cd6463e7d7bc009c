import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

import { isVerificationEvent } from '../../domain/verification/events.js';
import { verificationDecider, type Verification } from '../../domain/verification/verification.js';

export interface VerificationDocument {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly verifier: string;
  readonly state: Verification['state'];
  readonly assignedAt: string;
  readonly version: number;
  readonly check: Verification;
}

/** A story that was chosen at level 2 or above. */
export interface ChosenStory {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly period: string;
  /** The highest at which it was chosen. */
  readonly level: number;
  readonly sitting: string;
}

export const verifications = collection<VerificationDocument>()('verifications', {
  byProgramme: ['organisation', 'programme', 'assignedAt'],
  byVerifier: ['organisation', 'verifier', 'assignedAt'],
});

export const chosenStories = collection<ChosenStory>()('chosen-stories', {
  byProgramme: ['organisation', 'programme', 'period'],
});

/** From which level on a chosen story is to be checked. */
const fromLevel = 2;

export const verificationsModel: ReadModel = {
  name: 'verifications',
  version: 1,
  collections: [verifications, chosenStories],
  async project(recorded, changes) {
    const { stream, streamVersion, event, metadata } = recorded;
    const closed = received(recorded, sittingClosedV1);
    if (closed !== undefined && closed.level >= fromLevel) {
      const { programme, period, level, sitting } = closed;
      for (const id of closed.outcome.stories) {
        const known = await changes.get(chosenStories, id);
        if (known !== undefined && known.level >= level) continue;
        const { organisation } = metadata;
        changes.put(chosenStories, {
          ...{ id, organisation, programme, level, sitting },
          period: known?.period ?? period,
        });
      }
    }
    if (!isVerificationEvent(event)) return;
    const id = stream.slice('verification/'.length);
    const before = await changes.get(verifications, id);
    const check = verificationDecider.evolve(before?.check, event);
    if (check === undefined) return;
    const { programme, verifier } = check.assigned;
    changes.put(verifications, {
      ...{ id, programme, verifier, check, state: check.state, version: streamVersion },
      organisation: before?.organisation ?? metadata.organisation,
      assignedAt: event.type === 'VerificationAssigned' ? metadata.at : (before?.assignedAt ?? metadata.at),
    });
  },
};

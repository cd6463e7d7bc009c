import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

interface PeriodToldBack {
  readonly id: string;
  readonly isComplete: boolean;
  readonly revision: number;
}

/** Whether all that panels considered in a period was told back, as it was last said. */
export const periodsToldBack = collection<PeriodToldBack>()('periods-told-back', {});

export const periodToldBackId = (programme: string, period: string): string => `${programme} ${period}`;

export const periodsToldBackModel: ReadModel = {
  name: 'periods-told-back',
  version: 1,
  collections: [periodsToldBack],
  async project(recorded, changes) {
    const said = received(recorded, feedbackPeriodChangedV1);
    if (said === undefined) return;
    const { programme, period, isComplete, revision } = said;
    const id = periodToldBackId(programme, period);
    const before = await changes.get(periodsToldBack, id);
    if (before !== undefined && before.revision > revision) return;
    changes.put(periodsToldBack, { id, isComplete, revision });
  },
};

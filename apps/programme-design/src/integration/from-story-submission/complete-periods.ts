import { feedbackPeriodChangedV1 } from '#contracts/story-submission/feedback-period-changed.v1.js';
import type { RecordedEvent } from '#event-store/event-store.js';
import { idFrom } from '#service-kit/ids.js';
import { received } from '#service-kit/messages/received.js';
import type { Reaction } from '#service-kit/service.js';

import { settlePeriod } from '../../domain/programme/decide.js';
import { isProgrammeEvent } from '../../domain/programme/events.js';
import { programmeDecider } from '../../domain/programme/state.js';
import { programmeOf, programmeStream } from '../../domain/programme/stream.js';
import { periodsToldBack, periodToldBackId } from '../../read-models/periods-told-back/periods-told-back.js';

/** Tellers are told how far their period has come: it is over when the last of them can know what was said. */
export const completePeriods: Reaction = {
  name: 'complete-periods',
  on: async (recorded, { store, views }) => {
    const settled = periodIn(recorded);
    if (settled === undefined) return;
    const { programme, period } = settled;
    const told = await views.get(periodsToldBack, periodToldBackId(programme, period));
    if (told === undefined) return;
    const { organisation, at, correlation } = recorded.metadata;
    const causation = `${recorded.stream}@${String(recorded.streamVersion)}`;
    const command = {
      commandId: idFrom('settle period', causation),
      ...{ organisation, at, correlation, causation, actor: 'system/telling-back' },
    };
    await store.execute(programmeStream(programme), command, programmeDecider, (state) =>
      settlePeriod(state, organisation, period, told.isComplete),
    );
  },
};

/** What was told back may be whole before the period closes. */
function periodIn(recorded: RecordedEvent): { readonly programme: string; readonly period: string } | undefined {
  const { event, stream } = recorded;
  if (isProgrammeEvent(event)) {
    return event.type === 'PeriodClosed' ? { programme: programmeOf(stream), period: event.data.period } : undefined;
  }
  return received(recorded, feedbackPeriodChangedV1);
}

import { collection, type ReadModel } from '#projections/read-model.js';

import { isOverTimeEvent } from '../../domain/over-time/events.js';
import { nextTurn, overTimeDecider, renewalDue, type OverTime } from '../../domain/over-time/over-time.js';

/** What is known of the consent of a story beside the consent itself: names and addresses sealed. */
export interface OverTimeDocument extends OverTime {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  /** The day on which the clock has something to do, YYYY-MM-DD; null where none is ahead. */
  readonly turnOn: string | null;
  readonly isAhead: boolean;
  /** The day on which consent is to be asked for again, or was, YYYY-MM-DD; null where none is ahead. */
  readonly dueOn: string | null;
  readonly isAsked: boolean;
  /** A second person is waited for, or a sheet with a code is to be posted. */
  readonly isForStaff: boolean;
  readonly decisionHash: string | null;
}

export const overTime = collection<OverTimeDocument>()('over-time', {
  byTurn: ['isAhead', 'turnOn'],
  byDue: ['organisation', 'programme', 'isAhead', 'dueOn'],
  byAsked: ['organisation', 'programme', 'isAhead', 'isAsked', 'dueOn'],
  byPosting: ['organisation', 'programme', 'isToPost', 'dueOn'],
  byStaff: ['organisation', 'programme', 'isForStaff'],
  byDecision: ['decisionHash'],
});

export const overTimeModel: ReadModel = {
  name: 'over-time',
  version: 2,
  collections: [overTime],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isOverTimeEvent(event)) return;
    const id = stream.slice('over-time/'.length);
    const before = await changes.get(overTime, id);
    const state = overTimeDecider.evolve(before === undefined ? overTimeDecider.initialState : stateOf(before), event);
    const turnOn = nextTurn(state);
    const { replacement } = state;
    changes.put(overTime, {
      ...state,
      ...{ id, turnOn, isAhead: turnOn !== null, version: streamVersion },
      ...{ dueOn: state.asked?.on ?? renewalDue(state), isAsked: state.asked !== null },
      isForStaff: replacement?.stage === 'asked' || (replacement?.stage === 'replaced' && replacement.by === 'letter'),
      decisionHash: state.death?.decisionHash ?? null,
      organisation: before?.organisation ?? metadata.organisation,
    });
  },
};

const stateOf = ({
  id: _,
  organisation: _of,
  version: _version,
  turnOn: _turn,
  isAhead: _ahead,
  dueOn: _due,
  isAsked: _asked,
  isForStaff: _staff,
  decisionHash: _hash,
  ...state
}: OverTimeDocument): OverTime => state;

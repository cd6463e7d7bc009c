import { collection, type ReadModel } from '#projections/read-model.js';

import { isOverTimeEvent } from '../../domain/over-time/events.js';
import { nextTurn, overTimeDecider, type OverTime } from '../../domain/over-time/over-time.js';

/** What is known of the consent of a story beside the consent itself: names and addresses sealed. */
export interface OverTimeDocument extends OverTime {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  /** The day on which the clock has something to do, YYYY-MM-DD; null where none is ahead. */
  readonly turnOn: string | null;
  readonly isAhead: boolean;
  /** A second person is waited for, or a sheet with a code is to be posted. */
  readonly isForStaff: boolean;
  readonly decisionHash: string | null;
}

export const overTime = collection<OverTimeDocument>()('over-time', {
  byTurn: ['isAhead', 'turnOn'],
  byProgramme: ['organisation', 'programme', 'isAhead', 'turnOn'],
  byStaff: ['organisation', 'programme', 'isForStaff'],
  byDecision: ['decisionHash'],
});

export const overTimeModel: ReadModel = {
  name: 'over-time',
  version: 1,
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
  isForStaff: _staff,
  decisionHash: _hash,
  ...state
}: OverTimeDocument): OverTime => state;

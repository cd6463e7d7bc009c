import { reasonsGiven } from '#contracts/panel-review/reasons-given.js';
import { sittingClosedV1 } from '#contracts/panel-review/sitting-closed.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { hearing } from '#service-kit/messages/received.js';

/** A reason where it was said: on the way up it is on record again. */
export interface ReasonSaid {
  readonly id: string;
  readonly programme: string;
  readonly period: string;
  readonly level: number;
  readonly isOfChosen: boolean;
}

export const reasonsSaid = collection<ReasonSaid>()('reasons-said', { byProgramme: ['programme'] });

/** Apart from the records of meetings, which hold all that was said sealed: years of them are much to read for a count. */
export const reasonsSaidModel: ReadModel = {
  name: 'reasons-said',
  version: 1,
  collections: [reasonsSaid],
  project: hearing(sittingClosedV1, async (record, changes) => {
    const { programme, level, period, outcome } = record;
    for (const { reason: id, stories } of reasonsGiven(record)) {
      if ((await changes.get(reasonsSaid, id)) !== undefined) continue;
      const isOfChosen = stories.some((story) => outcome.stories.includes(story));
      changes.put(reasonsSaid, { id, programme, period, level, isOfChosen });
    }
  }),
};

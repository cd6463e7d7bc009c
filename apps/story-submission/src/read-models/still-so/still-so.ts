import { collection, type ReadModel } from '#projections/read-model.js';

import { isStillSoEvent, nextDue, stillSoDecider, type StillSo } from '../../domain/still-so/still-so.js';

/** What the teller of a story is asked later, and what they answered: words sealed. */
export interface StillSoDocument extends StillSo {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  readonly version: number;
  /** YYYY-MM-DD; null where nothing is ahead. */
  readonly dueOn: string | null;
  readonly isAhead: boolean;
}

export const stillSo = collection<StillSoDocument>()('still-so', {
  byDue: ['isAhead', 'dueOn'],
  byPosting: ['organisation', 'programme', 'isToPost'],
});

export const stillSoModel: ReadModel = {
  name: 'still-so',
  version: 1,
  collections: [stillSo],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (!isStillSoEvent(event)) return;
    const id = stream.slice('still-so/'.length);
    const before = await changes.get(stillSo, id);
    const { toldOn, programme, months, asked, isToPost, parts } = stillSoDecider.evolve(
      before ?? stillSoDecider.initialState,
      event,
    );
    const dueOn = nextDue({ toldOn, months, asked });
    changes.put(stillSo, {
      ...{ id, toldOn, programme, months, asked, isToPost, parts, dueOn },
      isAhead: dueOn !== null,
      organisation: before?.organisation ?? metadata.organisation,
      version: streamVersion,
    });
  },
};

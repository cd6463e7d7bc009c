import { collection, type ReadModel } from '#projections/read-model.js';

import { isStillSoEvent } from '../../domain/still-so/still-so.js';
import { isVerificationEvent } from '../../domain/verification/events.js';
import { isWhoWasAskedEvent, whoWasAskedDecider, type WhoWasAsked } from '../../domain/who-was-asked/who-was-asked.js';

/** The figures of one period; or, under `limit <programme>`, how often a teller may be asked. */
export interface WhoWasAskedDocument extends WhoWasAsked {
  readonly id: string;
  readonly version: number;
}

/** When the teller of a story was asked something: whether it is still so, or whether others may be asked about it. */
export interface AskingsDocument {
  /** The story. */
  readonly id: string;
  readonly organisation: string;
  /** ISO 8601, UTC; the last first. */
  readonly at: readonly string[];
}

export const whoWasAsked = collection<WhoWasAskedDocument>()('who-was-asked', {});
export const askings = collection<AskingsDocument>()('askings', { byOrganisation: ['organisation'] });

export const idOfPeriod = (programme: string, period: string): string => `${programme}/${period}`;
export const idOfLimit = (programme: string): string => `limit ${programme}`;

export const whoWasAskedModel: ReadModel = {
  name: 'who-was-asked',
  version: 1,
  collections: [whoWasAsked, askings],
  async project({ stream, streamVersion, event, metadata }, changes) {
    if (isWhoWasAskedEvent(event)) {
      const { programme } = event.data;
      const id = event.type === 'FiguresGiven' ? idOfPeriod(programme, event.data.period) : idOfLimit(programme);
      const before = (await changes.get(whoWasAsked, id)) ?? whoWasAskedDecider.initialState;
      const { lines, atMost } = whoWasAskedDecider.evolve(before, event);
      changes.put(whoWasAsked, { id, version: streamVersion, lines, atMost });
      return;
    }
    const isAsking =
      (isStillSoEvent(event) && event.type === 'StillSoAsked') ||
      (isVerificationEvent(event) && event.type === 'AskingProposed');
    if (!isAsking) return;
    const id = stream.slice(stream.indexOf('/') + 1);
    const before = await changes.get(askings, id);
    changes.put(askings, {
      id,
      organisation: metadata.organisation,
      at: [metadata.at, ...(before?.at ?? [])],
    });
  },
};

import { collection, type ReadModel, type Views } from '#projections/read-model.js';

import { isStoryCoded, type Codes } from '../../domain/coding/coding.js';

export interface CodingDocument extends Codes {
  /** The story's. */
  readonly id: string;
  readonly programme: string;
  readonly period: string;
  readonly version: number;
}

export const codings = collection<CodingDocument>()('codings', { byProgramme: ['programme', 'period'] });

export const codingsModel: ReadModel = {
  name: 'codings',
  version: 1,
  collections: [codings],
  project({ event, streamVersion: version }, changes) {
    if (!isStoryCoded(event)) return;
    const { story: id, programme, period, themes, reasons } = event.data;
    changes.put(codings, { id, programme, period, themes, reasons, version });
  },
};

export async function codingsOf(views: Views, programme: string): Promise<ReadonlyMap<string, CodingDocument>> {
  const found = new Map<string, CodingDocument>();
  for await (const coding of views.stream(codings, { index: 'byProgramme', equals: { programme } })) {
    found.set(coding.id, coding);
  }
  return found;
}

import { collection, type ReadModel, type Views } from '#projections/read-model.js';

import { codingDecider, isCodingEvent, type Coding } from '../../domain/coding/coding.js';

export interface CodingDocument extends Coding {
  /** The story's. */
  readonly id: string;
  readonly programme: string;
  readonly period: string;
  readonly version: number;
}

export const codings = collection<CodingDocument>()('codings', { byProgramme: ['programme', 'period'] });

export const codingsModel: ReadModel = {
  name: 'codings',
  version: 2,
  collections: [codings],
  async project({ event, streamVersion: version }, changes) {
    if (!isCodingEvent(event)) return;
    const { story: id, programme, period } = event.data;
    const coding = codingDecider.evolve(await changes.get(codings, id), event);
    if (coding === undefined) return;
    const { themes, reasons, passages } = coding;
    changes.put(codings, { id, programme, period, themes, reasons, passages, version });
  },
};

export async function codingsOf(views: Views, programme: string): Promise<ReadonlyMap<string, CodingDocument>> {
  const found = new Map<string, CodingDocument>();
  for await (const coding of views.stream(codings, { index: 'byProgramme', equals: { programme } })) {
    found.set(coding.id, coding);
  }
  return found;
}

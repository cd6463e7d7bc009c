import { sittingOpenedV1 } from '#contracts/panel-review/sitting-opened.v1.js';
import type { Reader } from '#key-vault/key-vault.js';
import { collection, type ReadModel, type Views } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

import { closedSittings } from '../sittings/sittings.js';

/** Somebody who sat in a sitting, or facilitated it. */
interface Seat {
  readonly id: string;
  readonly programme: string;
  readonly person: string;
  readonly sitting: string;
  readonly panel: string;
}

export const seats = collection<Seat>()('seats', { byPerson: ['programme', 'person'] });

export const seatsModel: ReadModel = {
  name: 'seats',
  version: 1,
  collections: [seats],
  project(event, changes) {
    const opened = received(event, sittingOpenedV1);
    if (opened === undefined) return;
    const { sitting, programme, panel, members, facilitator } = opened;
    for (const person of new Set([...members, facilitator])) {
      changes.put(seats, { id: `${sitting}/${person}`, programme, person, sitting, panel });
    }
  },
};

/** As whom somebody reads a report of a programme. */
export interface ReaderOfReport extends Reader {
  /** Panels that they sat on: what a teller keeps from one of them is kept from them here too. */
  readonly teams: readonly string[];
  /** Stories that a sitting of theirs received. */
  readonly received: ReadonlySet<string>;
}

export async function readerOfReport(
  views: Views,
  { person, organisation }: Reader,
  programme: string,
): Promise<ReaderOfReport> {
  const teams = new Set<string>();
  const received = new Set<string>();
  for await (const { sitting, panel } of views.stream(seats, { index: 'byPerson', equals: { programme, person } })) {
    teams.add(panel);
    const closed = await views.get(closedSittings, sitting);
    for (const each of closed?.record.plenaryOf ?? []) teams.add(each.panel);
    for (const { story } of closed?.record.received ?? []) received.add(story);
  }
  return { person, organisation, teams: [...teams], received };
}

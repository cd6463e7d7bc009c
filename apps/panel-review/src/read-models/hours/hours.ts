import { collection, type ReadModel } from '#projections/read-model.js';

import { hoursDecider, isHoursEvent, type HoursState } from '../../domain/hours/hours.js';

export interface HoursDocument extends HoursState {
  readonly id: string;
  readonly organisation: string;
  readonly programme: string;
  readonly sitting: string;
  readonly member: string;
  readonly version: number;
}

export const hours = collection<HoursDocument>()('hours', {
  bySitting: ['sitting', 'member'],
  byMember: ['organisation', 'member'],
  byOrganisation: ['organisation', 'programme', 'sitting'],
});

export const hoursModel: ReadModel = {
  name: 'hours',
  version: 1,
  collections: [hours],
  async project({ stream, streamVersion: version, event }, changes) {
    if (!isHoursEvent(event)) return;
    const id = stream.slice('hours/'.length);
    const state = hoursDecider.evolve(await changes.get(hours, id), event);
    if (state === undefined) return;
    const { organisation, programme, sitting, member } = state.kept;
    const { kept, payments } = state;
    changes.put(hours, { id, organisation, programme, sitting, member, version, kept, payments });
  },
};

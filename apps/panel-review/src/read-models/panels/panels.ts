import { collection, type ReadModel } from '#projections/read-model.js';

import {
  isOwnReadingSaid,
  isPanelConvened,
  panelId,
  type OwnReading,
  type PanelMembers,
} from '../../domain/panel/panel.js';

export type PanelDocument = PanelMembers & { readonly id: string };

export const panels = collection<PanelDocument>()('panels', { byOrganisation: ['organisation', 'programme'] });

/** By person: what they have said of how they read. */
export const readings = collection<OwnReading & { readonly id: string }>()('readings', {});

export const panelsModel: ReadModel = {
  name: 'panels',
  version: 2,
  collections: [panels, readings],
  project({ event }, changes) {
    if (isOwnReadingSaid(event)) changes.put(readings, { ...event.data, id: event.data.person });
    if (!isPanelConvened(event)) return;
    changes.put(panels, { ...event.data, id: panelId(event.data.programme, event.data.panel) });
  },
};

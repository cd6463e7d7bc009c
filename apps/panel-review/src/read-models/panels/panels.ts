import { collection, type ReadModel } from '#projections/read-model.js';

import { isPanelConvened, panelId, type PanelMembers } from '../../domain/panel/panel.js';

export type PanelDocument = PanelMembers & { readonly id: string };

export const panels = collection<PanelDocument>()('panels', { byOrganisation: ['organisation', 'programme'] });

export const panelsModel: ReadModel = {
  name: 'panels',
  version: 1,
  collections: [panels],
  project({ event }, changes) {
    if (!isPanelConvened(event)) return;
    changes.put(panels, { ...event.data, id: panelId(event.data.programme, event.data.panel) });
  },
};

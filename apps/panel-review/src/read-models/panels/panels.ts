import { collection, type ReadModel } from '#projections/read-model.js';

import {
  isOwnNeedsSaid,
  isOwnReadingSaid,
  isPanelConvened,
  panelId,
  type OwnNeeds,
  type OwnReading,
  type PanelMembers,
} from '../../domain/panel/panel.js';
import { isRemindersSet, type Reminders } from '../../domain/panel/reminders.js';

export type PanelDocument = PanelMembers & { readonly id: string };

export const panels = collection<PanelDocument>()('panels', { byOrganisation: ['organisation', 'programme'] });

/** By person: what they have said of how they read. */
export const readings = collection<OwnReading & { readonly id: string }>()('readings', {});

/** By person: what they need to take part, sealed. */
export const needsOfMembers = collection<OwnNeeds & { readonly id: string }>()('needs-of-members', {});

/** By panel: where somebody has said when its members are reminded. */
export const remindersOfPanels = collection<Reminders & { readonly id: string }>()('reminders-of-panels', {});

export const panelsModel: ReadModel = {
  name: 'panels',
  version: 4,
  collections: [panels, readings, needsOfMembers, remindersOfPanels],
  project({ event }, changes) {
    if (isOwnReadingSaid(event)) changes.put(readings, { ...event.data, id: event.data.person });
    if (isOwnNeedsSaid(event)) changes.put(needsOfMembers, { ...event.data, id: event.data.person });
    if (isRemindersSet(event)) {
      const { programme, panel, daysBefore, daysAfter } = event.data;
      changes.put(remindersOfPanels, { id: panelId(programme, panel), daysBefore, daysAfter });
    }
    if (!isPanelConvened(event)) return;
    const { why: _, ...members } = event.data;
    changes.put(panels, { ...members, id: panelId(members.programme, members.panel) });
  },
};

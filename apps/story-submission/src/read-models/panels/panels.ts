import { panelConvenedV1 } from '#contracts/panel-review/panel-convened.v1.js';
import { collection, type ReadModel } from '#projections/read-model.js';
import { received } from '#service-kit/messages/received.js';

/** Who is on a panel, as panel-review said last. */
export interface KnownPanel {
  readonly id: string;
  readonly programme: string;
  readonly panel: string;
  readonly members: readonly string[];
  readonly facilitator: string;
  readonly revision: number;
}

export const knownPanels = collection<KnownPanel>()('known-panels', { byProgramme: ['programme'] });

export const knownPanelsModel: ReadModel = {
  name: 'known-panels',
  version: 1,
  collections: [knownPanels],
  async project(event, changes) {
    const convened = received(event, panelConvenedV1);
    if (convened === undefined) return;
    const { panel, programme, members, facilitator, revision } = convened;
    // Two programmes may each have a panel of this name.
    const id = `${programme}.${panel}`;
    const known = await changes.get(knownPanels, id);
    // A message delivered again, or late, must not bring an older panel back.
    if (known !== undefined && known.revision >= revision) return;
    changes.put(knownPanels, { id, programme, panel, members, facilitator, revision });
  },
};

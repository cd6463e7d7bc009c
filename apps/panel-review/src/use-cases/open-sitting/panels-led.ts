import type { SomeoneAsking } from '#access/principal.js';
import type { LadderPanelDesign, ProgrammeDesign } from '#contracts/shared/programme.js';
import { rehearsalsLast } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { panels, type PanelDocument } from '../../read-models/panels/panels.js';
import { designOf } from '../../reading-meetings/meeting-name.js';

export interface PanelLed {
  readonly convened: PanelDocument;
  readonly design: ProgrammeDesign;
  readonly panel: LadderPanelDesign;
}

/** The panels whose meetings somebody opens, by level; those of rehearsals last. */
export async function panelsLedBy(service: ServiceRuntime, who: SomeoneAsking): Promise<readonly PanelLed[]> {
  const led: PanelLed[] = [];
  const { organisation } = who;
  for await (const convened of service.views.stream(panels, { index: 'byOrganisation', equals: { organisation } })) {
    if (convened.facilitator !== who.person) continue;
    const design = await designOf(service, convened.programme);
    const panel = design?.panels.find(({ id }) => id === convened.panel);
    if (design !== undefined && panel !== undefined) led.push({ convened, design, panel });
  }
  return led.sort((a, b) => rehearsalsLast(a.design, b.design) || a.panel.level - b.panel.level);
}

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { membersPresent } from '../domain/sitting/state.js';
import { sittings, type SittingDocument } from '../read-models/sittings/sittings.js';

/** The panel and its facilitator, and evaluators of the programme. To anybody else it is not there. */
export const maySee = (who: SomeoneAsking, { organisation, state }: SittingDocument): boolean =>
  organisation === who.organisation &&
  (membersPresent(state).includes(who.person) ||
    state.opened.facilitator === who.person ||
    state.arrangements?.coFacilitator === who.person ||
    mayActOn(who, { organisation, programme: state.opened.programme, panel: state.opened.panel }, ['evaluator']));

export async function sittingFor({ views }: ServiceRuntime, who: SomeoneAsking, id: string): Promise<SittingDocument> {
  const found = await views.get(sittings, id);
  return found !== undefined && maySee(who, found) ? found : throwRefusal(refuse('sitting-not-found'));
}

/** For what only the facilitator does: a page of it is not there for members. */
export async function sittingLedBy(service: ServiceRuntime, who: SomeoneAsking, id: string): Promise<SittingDocument> {
  const found = await sittingFor(service, who, id);
  return found.state.opened.facilitator === who.person ? found : throwRefusal(refuse('not-the-facilitator'));
}

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { prepare, type Preparation } from '../../domain/preparation/preparation.js';
import { membersPresent, storiesPresent } from '../../domain/sitting/state.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { ownReadings } from '../../reading-meetings/own-readings.js';
import { translatedInto } from '../../reading-meetings/opened-translations.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { workingWith } from '../../reading-meetings/working-with.js';

/** For its facilitator and evaluators: how much somebody reads, and in what, is not for the whole panel. */
export async function preparationFor(
  service: ServiceRuntime,
  who: SomeoneAsking,
  id: string,
): Promise<{
  readonly document: SittingDocument;
  readonly preparation: Preparation;
  readonly notTranslated: ReadonlySet<string>;
}> {
  const document = await sittingFor(service, who, id);
  const { organisation, programme, state } = document;
  const { panel, facilitator } = state.opened;
  const scope = { organisation, programme, panel };
  if (
    facilitator !== who.person &&
    state.arrangements?.coFacilitator !== who.person &&
    !mayActOn(who, scope, ['evaluator'])
  ) {
    return throwRefusal(refuse('not-the-facilitator'));
  }
  const members = membersPresent(state);
  const working = await workingWith(service, document.state);
  const readings = await ownReadings(service, organisation, members);
  const present = storiesPresent(state).map(({ story }) => story);
  const notTranslated = await storiesNotTranslated(service, present);
  const translated = await translatedInto(service, present);
  const known = { readings, working, notTranslated, translated };
  return { document, preparation: prepare(state, known), notTranslated };
}

/** Those whose tellers did not agree to it. */
export async function storiesNotTranslated(
  { vault }: ServiceRuntime,
  stories: readonly string[],
): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  for (const story of stories) {
    const known = await vault.consentOf(`story/${story}`);
    if (known?.consent.uses.includes('translate') !== true) refused.add(story);
  }
  return refused;
}

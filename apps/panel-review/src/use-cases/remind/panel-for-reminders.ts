import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { panelId } from '../../domain/panel/panel.js';
import { usualReminders, type Reminders } from '../../domain/panel/reminders.js';
import { remindersOfPanels } from '../../read-models/panels/panels.js';

interface PanelReminded {
  readonly name: { readonly en: string; readonly cy: string };
  readonly reminders: Reminders;
}

/** For those who run the programme or lead the panel; to anybody else it is not there. */
export async function panelForReminders(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
  panel: string,
): Promise<PanelReminded> {
  const known = await views.get(knownProgrammes, programme);
  const found = known?.design.panels.find(({ id }) => id === panel);
  if (known === undefined || found === undefined) return throwRefusal(refuse('panel-not-found', 'panel'));
  const scope = { organisation: known.organisation, programme, panel };
  if (!mayActOn(who, scope, ['administrator', 'evaluator', 'facilitator'])) {
    return throwRefusal(refuse('panel-not-found', 'panel'));
  }
  const { daysBefore, daysAfter } = (await views.get(remindersOfPanels, panelId(programme, panel))) ?? usualReminders;
  return { name: found.name, reminders: { daysBefore, daysAfter } };
}

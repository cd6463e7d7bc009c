import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { whoDebriefs } from '../domain/debrief/debrief.js';
import { debriefs, type DebriefDocument } from '../read-models/debriefs/debriefs.js';
import { designOf } from './meeting-name.js';

interface DebriefWaiting extends DebriefDocument {
  /** Where its programme runs. */
  readonly timeZone: string | undefined;
}

/** Those that wait for this person, the oldest first: to everybody else there are none, whatever their role. */
export async function debriefsFor(service: ServiceRuntime, who: SomeoneAsking): Promise<readonly DebriefWaiting[]> {
  const { organisation } = who;
  const waiting: DebriefWaiting[] = [];
  for await (const each of service.views.stream(debriefs, { index: 'byOrganisation', equals: { organisation } })) {
    if (each.isSeenTo) continue;
    const design = await designOf(service, each.programme);
    if (!whoDebriefs(design?.safeguarding, each).includes(who.person)) continue;
    waiting.push({ ...each, timeZone: design?.timezone });
  }
  return waiting;
}

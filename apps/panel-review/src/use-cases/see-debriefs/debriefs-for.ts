import type { ServiceRuntime } from '#service-kit/service.js';

import { whoDebriefs } from '../../domain/debrief/debrief.js';
import { debriefs, type DebriefDocument } from '../../read-models/debriefs/debriefs.js';
import { designOf } from '../../reading-meetings/meeting-name.js';
import type { Who } from '../../reading-meetings/sitting-for.js';

/** Those that wait for this person, the oldest first: to everybody else there are none, whatever their role. */
export async function debriefsFor(service: ServiceRuntime, who: Who): Promise<readonly DebriefDocument[]> {
  const { organisation } = who;
  const waiting: DebriefDocument[] = [];
  for await (const each of service.views.stream(debriefs, { index: 'byOrganisation', equals: { organisation } })) {
    if (each.isSeenTo) continue;
    const safeguarding = (await designOf(service, each.programme))?.safeguarding;
    if (whoDebriefs(safeguarding, each).includes(who.person)) waiting.push(each);
  }
  return waiting;
}

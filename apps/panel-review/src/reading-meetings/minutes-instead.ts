import type { SomeoneAsking } from '#access/principal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import type { Language } from '#web/language.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';

import { seeMeeting } from '../addresses.js';
import { sittingFor } from './sitting-for.js';

/** A form that can no longer be sent is not shown: what the closed meeting decided is. */
export async function minutesInstead(
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: string,
  language: Language,
): Promise<PageAnswer | undefined> {
  const { isClosed } = await sittingFor(service, who, sitting);
  return isClosed ? seeOther(seeMeeting.to({ language, sitting })) : undefined;
}

import type { Language } from '#web/language.js';
import { seeOther, type PageAnswer } from '#web/pages/page-answer.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { seeProgramme } from './addresses.js';

/** What the programme's page says was done; `still-updating` when its view has not seen it within two seconds. */
export const outcomes = [
  'programme-created',
  'domain-added',
  'domain-revised',
  'period-added',
  'period-revised',
  'period-opened',
  'period-closed',
  'panel-added',
  'panel-changed',
  'panel-taken-off',
  'level-added',
  'level-changed',
  'level-taken-off',
  'programme-revised',
  'rules-revised',
  'panel-rules-revised',
  'wording-revised',
  'safeguarding-named',
  'care-revised',
  'consent-over-time-revised',
  'media-revised',
  'guides-revised',
  'question-added',
  'question-changed',
  'data-protection-settled',
  'pack-approved',
  'still-updating',
] as const;
export type OutcomeTold = (typeof outcomes)[number];

export async function tellOn(
  service: ServiceRuntime,
  { stream, version }: { readonly stream: string; readonly version: number },
  at: { readonly language: Language; readonly programme: string },
  done: OutcomeTold,
): Promise<PageAnswer> {
  const isReached = await service.views.reached(stream, version);
  return seeOther(seeProgramme.to(at, { done: isReached ? done : 'still-updating' }));
}

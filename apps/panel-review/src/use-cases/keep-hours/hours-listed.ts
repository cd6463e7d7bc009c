import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

import { earned, hoursId, owed, paid } from '../../domain/hours/hours.js';
import { hours, type HoursDocument } from '../../read-models/hours/hours.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';

/** Money in pence. */
export interface HoursListed {
  readonly sitting: string;
  readonly programme: string;
  readonly panel: string;
  readonly period: string;
  readonly member: string;
  readonly minutes: number;
  readonly payAnHour: number;
  readonly expenses: number;
  readonly earned: number;
  readonly paid: number;
  readonly owed: number;
  readonly payments: HoursDocument['payments'];
}

const listed = (document: HoursDocument): HoursListed => {
  const { sitting, programme, panel, period, member, minutes, payAnHour, expenses } = document.kept;
  return {
    ...{ sitting, programme, panel, period, member, minutes, payAnHour, expenses },
    ...{ earned: earned(document.kept), paid: paid(document), owed: owed(document), payments: document.payments },
  };
};

/** Those who pay are those who run the programme. */
const paysFor = (
  who: SomeoneAsking,
  { organisation, programme }: Pick<HoursDocument, 'organisation' | 'programme'>,
): boolean => mayActOn(who, { organisation, programme }, ['administrator', 'evaluator']);

export async function hoursToPay({ views }: ServiceRuntime, who: SomeoneAsking): Promise<readonly HoursListed[]> {
  const found: HoursListed[] = [];
  const { organisation } = who;
  for await (const each of views.stream(hours, { index: 'byOrganisation', equals: { organisation } })) {
    if (paysFor(who, each)) found.push(listed(each));
  }
  return found;
}

export async function ownHours({ views }: ServiceRuntime, who: SomeoneAsking): Promise<readonly HoursListed[]> {
  const found: HoursListed[] = [];
  const equals = { organisation: who.organisation, member: who.person };
  for await (const each of views.stream(hours, { index: 'byMember', equals })) found.push(listed(each));
  return found;
}

/** Of one meeting, for who leads it or helps to, and for who pays. */
export async function hoursOfSitting(
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: string,
): Promise<{ readonly document: SittingDocument; readonly kept: readonly HoursListed[] }> {
  const document = await sittingFor(service, who, sitting);
  const { opened, arrangements } = document.state;
  const leads = opened.facilitator === who.person || arrangements?.coFacilitator === who.person;
  if (!leads && !paysFor(who, document)) return throwRefusal(refuse('not-the-facilitator'));
  const kept: HoursListed[] = [];
  for await (const each of service.views.stream(hours, { index: 'bySitting', equals: { sitting } })) {
    kept.push(listed(each));
  }
  return { document, kept };
}

export async function hoursPaidBy(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  sitting: string,
  member: string,
): Promise<HoursListed> {
  const found = await views.get(hours, hoursId(sitting, member));
  return found !== undefined && paysFor(who, found) ? listed(found) : throwRefusal(refuse('hours-not-found'));
}

import { mayActOn, type Principal, type RoleName } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

/** 404 for another organisation's programme, and for who has these roles only in others. */
export async function programmeFor(
  { views }: Pick<ServiceRuntime, 'views'>,
  who: Principal,
  programme: string,
  roles: readonly RoleName[],
): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  return known !== undefined && mayActOn(who, { organisation: known.organisation, programme }, roles)
    ? known.design
    : throwRefusal(refuse('story-programme-unknown', 'programme'));
}

/** 422 where the programme has none of that name. */
export const periodOf = ({ periods }: ProgrammeDesign, period: string) =>
  periods.find(({ id }) => id === period) ?? throwRefusal(refuse('story-period-unknown', 'period', { period }));

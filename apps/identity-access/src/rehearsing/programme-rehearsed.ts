import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

/** 404 for a programme of another organisation, and when its rehearsal is over. */
export async function programmeRehearsed(
  { views }: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  const isTheirs =
    known !== undefined && mayActOn(who, { organisation: known.organisation, programme }, ['administrator']);
  return isTheirs ? known.design : throwRefusal(refuse('rehearsed-programme-not-found', 'programme'));
}

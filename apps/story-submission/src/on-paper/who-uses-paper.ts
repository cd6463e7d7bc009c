import { mayActOn, type OperatorAsking, type PersonAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import { refuse } from '#contracts/shared/refusal.js';
import { knownProgrammes } from '#service-kit/known/known-programmes.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

export type Who = PersonAsking | OperatorAsking;

/** Whoever meets people who tell. */
export const paperUsers = ['collector', 'facilitator', 'evaluator'] as const;

/** 404 for another organisation's programme, and for who works only in others. */
export async function programmeOnPaper(
  { views }: ServiceRuntime,
  who: Who,
  programme: string,
): Promise<ProgrammeDesign> {
  const known = await views.get(knownProgrammes, programme);
  const isTheirs =
    known !== undefined && mayActOn(who, { organisation: known.organisation, programme }, [...paperUsers]);
  return isTheirs ? known.design : throwRefusal(refuse('story-programme-unknown', 'programme'));
}

export const periodOnPaper = ({ periods }: ProgrammeDesign, period: string) =>
  periods.find(({ id }) => id === period) ?? throwRefusal(refuse('story-period-unknown', 'period', { period }));

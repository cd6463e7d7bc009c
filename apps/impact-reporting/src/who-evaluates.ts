import { mayActOn, type RoleName, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

export const mayFor = (who: SomeoneAsking, programme: string, roles: readonly RoleName[] = ['evaluator']): boolean =>
  mayActOn(who, { organisation: who.organisation, programme }, roles);

/** 403 for whoever holds the role for other programmes only; whether the programme is theirs at all, the handler says. */
export function evaluates(who: SomeoneAsking, programme: string, roles?: readonly RoleName[]): void {
  if (!mayFor(who, programme, roles)) throwRefusal(refuse('not-allowed'));
}

/** Who reads what a programme reports of itself: in their organisation, and for this programme. */
export const readsReports = (who: SomeoneAsking, programme: string): void => {
  evaluates(who, programme, ['evaluator', 'administrator', 'facilitator']);
};

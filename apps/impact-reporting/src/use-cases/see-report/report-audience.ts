import { consentAudiences, type ConsentAudience } from '#contracts/shared/consent.js';
import { refuse } from '#contracts/shared/refusal.js';
import { throwRefusal } from '#web/errors/refusal-error.js';

/** Whom the report is for: the organisation that runs the programme, unless another is named. */
export function audienceOr(given: string | undefined): ConsentAudience {
  if (given === undefined || given === '') return 'organisation';
  return (
    consentAudiences.find((audience) => audience === given) ??
    throwRefusal(refuse('report-audience-unknown', 'audience'))
  );
}

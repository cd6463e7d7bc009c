import type { QueryBus } from '@nestjs/cqrs';

import { mayActOn, type SomeoneAsking } from '#access/principal.js';
import { refuse } from '#contracts/shared/refusal.js';
import { orThrow, throwRefusal } from '#web/errors/refusal-error.js';

import type { ProgrammeDocument } from './read-models/programmes/programmes.js';
import { SeeProgramme } from './use-cases/see-programme/see-programme.query.js';

/** 404 for another organisation's; 403 for whoever evaluates only other programmes of this organisation. */
export async function programmeToChange(
  queries: QueryBus,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDocument> {
  const found = orThrow(await queries.execute(new SeeProgramme(who.organisation, programme)));
  return mayChange(who, found) ? found : throwRefusal(refuse('not-allowed'));
}

export const mayChange = (who: SomeoneAsking, { id, organisation }: ProgrammeDocument): boolean =>
  mayActOn(who, { organisation, programme: id }, ['administrator', 'evaluator']);

/** Who answers for a programme before the law, in their organisation’s name. */
export const mayApprove = (who: SomeoneAsking, { id, organisation }: ProgrammeDocument): boolean =>
  mayActOn(who, { organisation, programme: id }, ['administrator']);

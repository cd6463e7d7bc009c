import type { SomeoneAsking } from '#access/principal.js';
import type { ProgrammeDesign } from '#contracts/shared/programme.js';
import type { ServiceRuntime } from '#service-kit/service.js';
import { programmeFor } from '../stories/programme-for.js';

/** Whoever meets people who tell. */
export const paperUsers = ['collector', 'facilitator', 'evaluator'] as const;

export const programmeOnPaper = (
  service: ServiceRuntime,
  who: SomeoneAsking,
  programme: string,
): Promise<ProgrammeDesign> => programmeFor(service, who, programme, paperUsers);

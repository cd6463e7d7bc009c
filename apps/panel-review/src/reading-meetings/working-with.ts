import { isHeldFor } from '#access/principal.js';
import { knownPeople } from '#service-kit/known/known-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { membersPresent, type SittingState } from '../domain/sitting/state.js';

const atWork: ReadonlySet<string> = new Set(['administrator', 'evaluator', 'facilitator', 'collector']);

/** Members who also work with the programme. */
export async function workingWith({ views }: ServiceRuntime, state: SittingState): Promise<ReadonlySet<string>> {
  const { programme, panel } = state.opened;
  const people = await Promise.all(membersPresent(state).map((member) => views.get(knownPeople, member)));
  const working = people.flatMap((each) =>
    each?.roles.some((held) => atWork.has(held.role) && isHeldFor(held, { programme, panel })) === true
      ? [each.id]
      : [],
  );
  return new Set(working);
}

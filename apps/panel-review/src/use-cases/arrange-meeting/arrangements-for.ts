import type { SomeoneAsking } from '#access/principal.js';
import type { ReasonText } from '#contracts/shared/story-text.js';
import { namesOfPeople } from '#service-kit/known/names-of-people.js';
import type { ServiceRuntime } from '#service-kit/service.js';

import { speakingOrder } from '../../domain/sitting/arrangements.js';
import type { Arrangements } from '../../domain/sitting/events.js';
import type { SittingDocument } from '../../read-models/sittings/sittings.js';
import { readerOn } from '../../reading-meetings/opened-texts.js';
import { sittingFor } from '../../reading-meetings/sitting-for.js';
import { workingWith } from '../../reading-meetings/working-with.js';

export interface ArrangementsSeen {
  readonly document: SittingDocument;
  readonly arrangements: Arrangements | null;
  /** Null: none, or they cannot be read any more. */
  readonly groundRules: string | null;
  readonly order: readonly string[];
  readonly people: (person: string) => string;
}

/** For everybody who may see the meeting. */
export async function arrangementsFor(
  service: ServiceRuntime,
  who: SomeoneAsking,
  sitting: string,
): Promise<ArrangementsSeen> {
  const document = await sittingFor(service, who, sitting);
  const { state } = document;
  const { arrangements } = state;
  const { members, facilitator } = state.opened;
  return {
    ...{ document, arrangements },
    groundRules: await groundRulesOf(service, who, document),
    order: speakingOrder(state, await workingWith(service, state)),
    people: await namesOfPeople(service, who, [
      ...members,
      facilitator,
      ...(arrangements?.coFacilitator === null || arrangements === null ? [] : [arrangements.coFacilitator]),
    ]),
  };
}

async function groundRulesOf(
  { unlocking }: ServiceRuntime,
  who: SomeoneAsking,
  { state }: SittingDocument,
): Promise<string | null> {
  const sealed = state.arrangements?.groundRules ?? null;
  if (sealed === null) return null;
  const as = { purpose: 'audience', audience: 'panel', use: 'read', reach: 'this-panel' } as const;
  const answer = await unlocking.unlockOne({
    ...{ owner: `reason/${sealed.reason}`, reader: readerOn(state.opened, who) },
    ...as,
  });
  return answer.kind === 'granted' ? answer.open<ReasonText>(sealed.text).text : null;
}
